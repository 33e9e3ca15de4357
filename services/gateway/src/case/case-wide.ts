/**
 * One correction, or one withdrawal, for every referral of a case. Each recipient gets an event of its own that says no
 * more than it was sent before, and nothing by which two recipients could find that they hold the same person (R20, R48).
 */
import { randomUUID } from 'node:crypto'
import type { EventData, PersonSection, Sections } from '@onward/contract'
import { fold, type Referral, type Verb } from '@onward/referral'
import type { KnownReferral } from './known-referral.ts'
import { sectionsEverSent } from './section-versions.ts'

export type Correction = EventData['data.corrected']
export type Wish = EventData['wishes.recorded']

/** What is said on one referral; undefined where there is nothing to say. */
export type Told = { readonly verb: Verb; readonly data: object } | undefined

/** The correction for this recipient: of the sections that were sent to it, under an id of its own. */
export function correctionFor({ history }: KnownReferral, { sections, reason }: Correction): Told {
  const referral = fold(history)
  if (!referral) return undefined
  const names = sectionsEverSent(history).filter((name) => sections[name] !== undefined)
  if (names.length === 0) return undefined
  const corrected = Object.fromEntries(
    names.map((name) => [name, name === 'person' ? towards(referral, sections) : sections[name]]),
  )
  // Another id for each recipient: one that two of them hold would join what they hold.
  const data = { correctionId: randomUUID(), dataScope: names, sections: corrected, reason }
  return { verb: 'correct', data }
}

/** The withdrawal for this recipient: by the sender of the permission that it gave, by the receiver as a wish. */
export function withdrawalFor({ history, sender }: KnownReferral, member: string, wish: Wish): Told {
  if (sectionsEverSent(history).length === 0) return undefined
  const permissionId = fold(history)?.facets.consent.permission?.permissionId
  const { concerns, toldAt } = wish
  if (sender !== member || permissionId === undefined) return { verb: 'recordWish', data: wish }
  return { verb: 'withdrawConsent', data: { permissionId, concerns, withdrawnAt: toldAt } }
}

/** The corrected person as this recipient knows her: its own pseudonyms, and an address only if it had one. */
function towards({ sections: { person: known } }: Referral, { person }: Sections): PersonSection | undefined {
  if (!person || !known) return person
  const { addressAfter: _theirs, ...rest } = person
  const companions = person.companions?.map((companion, at) => {
    const pseudonym = known.companions?.[at]?.pseudonym
    return pseudonym === undefined ? companion : { ...companion, pseudonym }
  })
  const corrected = {
    ...rest,
    personPseudonym: known.personPseudonym,
    ...(companions && { companions }),
  }
  if (known.addressAfter !== undefined) return { ...corrected, addressAfter: known.addressAfter }
  // Sound: what is taken away is optional.
  return Object.fromEntries(
    Object.entries(corrected).filter(([field]) => !field.startsWith('prs_Mailing')),
  ) as unknown as PersonSection
}
