/** What is due of a referral, as it is recorded with its view: a list of its deadlines, and when to look at it next. */
import { type Deadline, type History, outside, type Referral, readActor } from '@onward/referral'
import type { DeadlineRow } from '../store/deadlines.ts'

/** The rows of these deadlines. `concerns` is by whom a list can be asked for: no content, and no name. */
export function deadlineRows(
  referral: Referral,
  running: readonly Deadline[],
  history: History,
): readonly DeadlineRow[] {
  const concerns = concernedBy(referral, history)
  return running.map(({ id, name, owedBy, since, due, paused }) => ({
    id,
    name,
    owedBy: referral[owedBy],
    since,
    due,
    pausedSince: paused?.since,
    concerns,
  }))
}

/**
 * The earliest instant after `after` at which something must be said or noted. At a commit there is no `after`: which
 * stages have been fired is not known there, so the first of all is taken, and the next look moves on from it.
 */
export function nextDue(referral: Referral, running: readonly Deadline[], after = ''): string | undefined {
  const stages = running.flatMap((deadline) => deadline.stages.map(({ at }) => at))
  const { consent } = referral.facets
  const ends =
    consent.state === 'granted' || consent.state === 'narrowed' ? [consent.permission.validUntil] : []
  // What happened outside the rules is told to the rest of its case as soon as it is recorded.
  const told = outside(referral).map(({ at }) => at)
  return [...stages, ...ends, ...told].filter((at) => at > after).toSorted()[0]
}

/** The organisations of both sides, and the people who offered it or answer for it. */
function concernedBy({ sender, receiver, facets }: Referral, history: History): readonly string[] {
  const { offer, acknowledgement } = facets
  const opening = history.find(({ event }) => event.sequence === 1 && event.audience === receiver)
  const author = opening && readActor(opening.event.actor)
  const named = acknowledgement.named
  const parties = [offer.terms?.from, offer.terms?.to].flatMap((party) =>
    party ? [organisationOf(party.member, party.organisation)] : [],
  )
  const answering = named ? [named.responsible, named.alternate] : []
  return [
    ...parties,
    ...(author ? [personOf(sender, author)] : []),
    ...answering.map((person) => personOf(receiver, person)),
  ]
}

/** How `concerns` names an organisation. */
export function organisationOf(member: string, organisation: string): string {
  return `${member}/${organisation}`
}

/** How `concerns` names a person. */
export function personOf(
  member: string,
  { organisation, staffId }: { readonly organisation: string; readonly staffId: string },
): string {
  return `${member}/${organisation}/${staffId}`
}
