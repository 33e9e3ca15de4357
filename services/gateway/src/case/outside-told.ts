/**
 * A fact outside the rules is an incident for every party of its case (practice §1). The other side of its referral has
 * the fact itself; every other open referral of the case is told of an incident, with the names of the rules and nothing
 * else, under an id of its own, so that recipients cannot join what they hold. What is still to be told is found by what
 * is missing, so a crash in between loses nothing and says nothing twice.
 */
import type { EventData } from '@onward/contract'
import { fold, outsideRulesOf, readActor, statement } from '@onward/referral'
import type { KnownReferral } from './known-referral.ts'

export interface OutsideDeps {
  /** The other open referrals of a case. */
  readonly othersOf: (known: KnownReferral) => Promise<readonly KnownReferral[]>
  /** A digest under a key that no other member has; the same for the same text. */
  readonly fingerprint: (text: string) => Buffer
}

export interface Telling {
  readonly to: KnownReferral
  readonly data: EventData['incident.reported']
}

/** What the rest of the case has not been told yet of facts on this referral. */
export async function untoldOutside(
  { othersOf, fingerprint }: OutsideDeps,
  known: KnownReferral,
): Promise<readonly Telling[]> {
  const facts = factsOutside(known)
  if (facts.length === 0) return []
  const others = (await othersOf(known)).filter(isOffered)
  return others.flatMap((to) =>
    facts
      .map(({ event, rules, at }) => ({
        incidentId: uuidOf(fingerprint(`outside ${event} ${to.id}`)),
        code: 'outsideRules' as const,
        happenedAt: at,
        life: false,
        outsideRules: [...rules] as [string, ...string[]], // sound: facts without rules were left out
      }))
      .filter(({ incidentId }) => !hasHeard(to, incidentId))
      .map((data) => ({ to, data })),
  )
}

/** What people have told, of either side; what a gateway passes on goes no further. */
function factsOutside({ history }: KnownReferral) {
  return history.flatMap(({ event, standing }) => {
    const rules = outsideRulesOf(statement(event.type, event.data))
    const isPassedOn = readActor(event.actor)?.role === 'gateway'
    return rules.length === 0 || standing !== 'applied' || isPassedOn
      ? []
      : [{ event: event.id, rules, at: event.time }]
  })
}

/** An inquiry or a notice is of no person, so that it learns nothing of one. */
function isOffered({ history, erased }: KnownReferral): boolean {
  return !erased && fold(history)?.facets.offer.terms !== undefined
}

function hasHeard({ history }: KnownReferral, incidentId: string): boolean {
  return history.some(
    ({ event }) => event.type === 'incident.reported' && event.data.incidentId === incidentId,
  )
}

/** RFC 9562, version 8: 122 bits of the digest. */
function uuidOf(digest: Buffer): string {
  const hex = digest.subarray(0, 16).toString('hex')
  const variant = '89ab'[Number.parseInt(hex[16] ?? '0', 16) % 4]
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}
