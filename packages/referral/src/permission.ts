/** What a permission is, whom it can come from, and what of it has run out (practice §2, §7). */
import type { Permission, SectionName, SubjectKind } from '@onward/contract'
import { type Referral, urgencyOf } from './referral.ts'
import type { Statement } from './statement.ts'

const hourMs = 3_600_000

/** Within 72 hours an override is reviewed, and consent given by word of mouth is recorded in full. */
export const hoursUntilReview = 72

/** The permission that a statement brings; undefined if it brings none. */
export function permissionIn(said: Statement): Permission | undefined {
  return said.type === 'referral.submitted' || said.type === 'consent.granted'
    ? said.data.permission
    : undefined
}

/** True for sharing that nobody has agreed to, in order to protect life or health: the only override there is. */
export function isOverride({ kind }: Permission): boolean {
  return kind === 'vitalInterests'
}

/** The override that a statement brings: its gateway tells the data-protection officer. */
export function overrideIn(said: Statement): Permission | undefined {
  const permission = permissionIn(said)
  return permission && isOverride(permission) ? permission : undefined
}

/**
 * What an emergency needs, and so the most that may leave without anybody's yes: who the person is, what they need and
 * what threatens them; of a child also who protects it.
 */
export function emergencySections(subject: SubjectKind | undefined): readonly SectionName[] {
  const needed: readonly SectionName[] = ['person', 'needs', 'risk']
  return subject === 'adult' ? needed : [...needed, 'child']
}

/** The instant until which sharing without consent may go on unreviewed; undefined for consent, which needs no review. */
export function reviewedUntil({ kind, reviewDate, givenAt }: Permission): string | undefined {
  if (kind === 'consent') return undefined
  const named = reviewDate === undefined ? givenAt : plus(`${reviewDate}T00:00:00.000Z`, 24)
  const latest = plus(givenAt, hoursUntilReview)
  return kind === 'vitalInterests' && latest < named ? latest : named
}

/** True for consent given by word of mouth in an emergency: it holds until its full record must be there. */
export function isSpokenInEmergency({ kind, form, emergency }: Permission, referral: Referral): boolean {
  const isEmergency = emergency !== undefined || urgencyOf(referral) === 'emergency'
  return kind === 'consent' && form === 'verbal' && isEmergency
}

/** The instant by which consent given by word of mouth is recorded in full. */
export function recordedInFullUntil({ givenAt }: Permission): string {
  return plus(givenAt, hoursUntilReview)
}

/** True when child and guardian do not both agree, or the guardian may not speak for the child (practice §2). */
export function isDisputedForChild(referral: Referral): boolean {
  const { kind, views } = referral.facets.consent.permission ?? {}
  // A court, an authority or the law has decided; or life is in danger.
  if (kind !== 'consent') return false
  return (
    views?.child === 'opposes' ||
    views?.guardian === 'opposes' ||
    views?.guardian === 'conflicted' ||
    referral.sections.child?.guardian.conflictOfInterest === true
  )
}

/** True when a guardian is known who can be asked: by the child's section, or by what either side has said since. */
export function hasGuardian({ facets, sections }: Referral): boolean {
  const { sender, receiver } = facets.guardian
  return (
    sections.child?.guardian.status === 'appointed' ||
    sender.state === 'appointed' ||
    receiver.state === 'appointed'
  )
}

/** RFC 3339 in, RFC 3339 with milliseconds out. */
function plus(at: string, hours: number): string {
  return new Date(Date.parse(at) + hours * hourMs).toISOString()
}
