/** Who speaks, and with whose key: the member itself, or an organisation that has a seat here (practice §9). */
import type { RemoteKey, SigningKey } from '@onward/seal'
import type { Actor } from '../actor.ts'
import type { KnownReferral } from '../case/known-referral.ts'
import { seatingOf } from '../receivers/seats.ts'
import type { SubmitDeps } from '../submit.ts'

/** The one place: whatever a route lets through, nobody speaks for a guest, and a guest for nobody else. */
export function maySpeak(
  { member, directory, now }: Pick<SubmitDeps, 'member' | 'directory' | 'now'>,
  actor: Actor,
  known: KnownReferral,
): boolean {
  const seconds = now().getTime() / 1000
  return (
    seatingOf(known, actor, (organisation) => directory().hosts(member, organisation, seconds)) === 'open'
  )
}

/** The member's own, but for an organisation with a seat here: it never speaks by its host's key (practice §9). */
export function caseKeyOf(
  {
    member,
    directory,
    caseKey,
    hostedKey,
  }: Pick<SubmitDeps, 'member' | 'directory' | 'caseKey' | 'hostedKey'>,
  { organisation }: Actor,
  atSeconds: number,
): SigningKey | RemoteKey | undefined {
  return directory().hosts(member, organisation, atSeconds)
    ? hostedKey(organisation, atSeconds)
    : caseKey(atSeconds)
}
