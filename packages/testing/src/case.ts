// The invented cases of schemas/examples/handover, between any two members.
import { readFileSync } from 'node:fs'
import type { ReferralSubmitted } from '@onward/contract'

export interface CaseParties {
  readonly from: string
  readonly to: string
}

/**
 * What the sender knows besides and never sends: she was told of asylum and did not want it, and the recipient has said
 * that it has room. Without it no offer leaves; it goes into the body of what begins, as `local`.
 */
export const known = {
  protectionCheck: { informedOn: '2025-12-01', language: 'ro', outcome: 'none' },
  capacity: { channel: 'telephone' },
} as const

/** What begins, with what is known besides. */
export type Opening<Data> = Data & { readonly local: typeof known }

/** An adult who wants to go home and needs a safe place on arrival; her consent covers what is sent. */
export function firstCase(parties: CaseParties): ReferralSubmitted {
  return between(parties, 'first-case.json')
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
