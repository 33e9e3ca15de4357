// The invented cases of schemas/examples/handover, between any two members.
import { readFileSync } from 'node:fs'
import type { ReferralSubmitted } from '@onward/contract'

export interface CaseParties {
  readonly from: string
  readonly to: string
}

/** An adult who wants to go home and needs a safe place on arrival; her consent covers what is sent. */
export function firstCase(parties: CaseParties): ReferralSubmitted {
  return between(parties, 'first-case.json')
}

/** What a caseworker says with an offer that is to stay at the sender: the member `local` of its body. */
export const knownHere = { capacity: { channel: 'telephone' } } as const

/** What is posted to a path: an offer with what its caseworker knows, unless it says so itself; all else as it is. */
export function knowing(path: string, body: unknown): unknown {
  const isOffer = path.split('?')[0] === '/v1/referrals' && body instanceof Object && !Array.isArray(body)
  return isOffer ? { local: knownHere, ...body } : body
}

/** An adult who asks for vocational training. */
export function secondCase(parties: CaseParties): ReferralSubmitted {
  return between(parties, 'second-case.json')
}

function between({ from, to }: CaseParties, file: string): ReferralSubmitted {
  const text = readFileSync(new URL(`../../../schemas/examples/handover/${file}`, import.meta.url), 'utf8')
  // Sound: the contract's own tests hold these files against the schema.
  const example = JSON.parse(text) as ReferralSubmitted
  const organisation = (member: string) => `${member.toLowerCase()}-focal-point`
  const recipients = [{ member: to, organisation: organisation(to) }]
  const { permission } = example
  return {
    ...example,
    caseRef: example.caseRef.replace(/^[A-Z]+/, from),
    from: { ...example.from, member: from, organisation: organisation(from) },
    to: { ...example.to, member: to, organisation: organisation(to) },
    permission: { ...permission, scope: { ...permission.scope, recipients } },
  }
}
