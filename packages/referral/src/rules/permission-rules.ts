/** Rules on how a permission comes about: who may give it, how it was asked, and what stands in for it (R17, R18, R21). */
import type { Permission, Sections } from '@onward/contract'
import { isMinor } from '../child.ts'
import {
  emergencySections,
  hasGuardian,
  hoursUntilReview,
  isDisputedForChild,
  isOverride,
  isSpokenInEmergency,
  permissionIn,
  recordedInFullUntil,
  reviewedUntil,
} from '../permission.ts'
import { type Referral, urgencyOf } from '../referral.ts'
import type { Statement } from '../statement.ts'
import { type Rule, sendingMoves, sent } from './rule.ts'

const giving = ['submit', 'grantConsent'] as const
const laterSending = sendingMoves.filter((verb) => verb !== 'submit')

export const permissionRules: readonly Rule[] = [
  {
    name: 'override-shares-the-least',
    requirements: ['R21', 'R22'],
    source: 'practice §2; GDPR 9(2)(c)',
    guards: 'the person from more being told without a yes than saving life needs',
    code: 'BIZ_CONSENT',
    pointer: '/permission/scope/sections',
    reason:
      'Without consent only what an emergency needs may leave: who the person is, what is needed and what threatens; of a child also who protects it.',
    remedy: 'Take out the other sections, and what identifies or reaches the person besides the name.',
    looksAt: 'words',
    applies: [...sendingMoves, 'grantConsent'],
    holds: ({ after, said }) => {
      const { permission } = after.facets.consent
      if (!permission || !isOverride(permission)) return true
      const allowed = emergencySections(after.facets.offer.terms?.subjectKind)
      const sections = [...permission.scope.sections, ...(sent(said)?.scope ?? [])]
      return sections.every((name) => allowed.includes(name)) && !tellsMore(said)
    },
  },
  {
    name: 'sharing-without-consent-is-reviewed',
    requirements: ['R21'],
    source: 'practice §2',
    guards: 'the person from being overruled with nobody looking at it again',
    code: 'BIZ_CONSENT',
    pointer: '/permission/reviewDate',
    reason:
      'Sharing without consent is looked at again on a day that is not past; an override within 72 hours of the decision.',
    remedy:
      'Set a review date that is ahead; for an override no later than the day on which the 72 hours end.',
    looksAt: 'words',
    applies: giving,
    holds: ({ said, at }) => {
      const permission = permissionIn(said)
      if (!permission) return true
      const end = reviewedUntil(permission)
      return (
        end === undefined ||
        (at < end &&
          (!isOverride(permission) || `${permission.reviewDate}T00:00:00.000Z` <= latest(permission)))
      )
    },
  },
  {
    name: 'review-has-not-passed',
    requirements: ['R21'],
    source: 'practice §2',
    guards: 'the person from being overruled with nobody looking at it again',
    code: 'BIZ_CONSENT',
    reason: 'The day on which sharing without consent was to be reviewed has passed.',
    remedy: 'Review it. If the ground still holds record it anew, with the next review date; if not, stop.',
    looksAt: 'state',
    applies: laterSending,
    holds: ({ before: { facets }, at }) => {
      const until = facets.consent.permission && reviewedUntil(facets.consent.permission)
      return until === undefined || at < until
    },
  },
  {
    name: 'given-by-who-may-give-it',
    requirements: ['R18', 'R42'],
    source: 'practice §2; DIR 14, 16; GDPR 9(2)',
    guards: 'the person from somebody else speaking in their place',
    code: 'BIZ_CONSENT',
    pointer: '/permission/givenBy',
    reason:
      'This is not who can give such a permission: an adult, or who represents or supports an adult; for a child the guardian, with or without the child, or the child alone until a guardian is appointed; nobody for an override.',
    remedy:
      'Record who really agreed. If nobody could, record the duty, order or danger that the sharing rests on instead.',
    looksAt: 'words',
    applies: giving,
    holds: ({ after, said, at }) => {
      const permission = permissionIn(said)
      return (
        permission !== undefined && after.facets.offer.terms !== undefined && mayGive(permission, after, at)
      )
    },
  },
  {
    name: 'nobody-only-for-who-cannot-decide',
    requirements: ['R18', 'R21'],
    source: 'practice §2; GDPR 9(2)(c)',
    guards: 'the person who can decide from not being asked',
    code: 'BIZ_CONSENT',
    pointer: '/permission/incapacity',
    reason:
      'That nobody gave it holds only while somebody has found that the person cannot decide at present.',
    remedy:
      'Ask the person. If the person cannot decide or be asked now, record who found that and when it is looked at again.',
    looksAt: 'words',
    applies: giving,
    holds: ({ said, at }) => {
      const { kind, givenBy, incapacity } = permissionIn(said) ?? {}
      if (incapacity) return incapacity.until >= at.slice(0, 10)
      // Law and courts do not ask whether the person could have said yes.
      return givenBy !== 'none' || kind === 'legalDuty' || kind === 'courtOrder'
    },
  },
  {
    name: 'consent-is-free',
    requirements: ['R18'],
    source: 'practice §2; GDPR 4(11), 7(4); DIR 11(5)',
    guards: 'the person from a yes that was pressed out of them',
    code: 'BIZ_CONSENT',
    pointer: '/permission/circumstances',
    reason:
      'Consent does not count if others were there who could press, the interpreter was not independent, it was asked in a police interview, or it was not understood.',
    remedy:
      'Ask again: alone, with an independent interpreter, apart from any interview, and let the person say it back.',
    looksAt: 'words',
    applies: giving,
    holds: ({ said }) => {
      const { kind, circumstances = {}, emergency } = permissionIn(said) ?? {}
      if (kind !== 'consent') return true
      const { alone, interpreterIndependent, notDuringPoliceInterview, understoodBack } = circumstances
      // At night there may be no other interpreter. In an emergency that can wait for the full record; the rest cannot.
      const interpreted = interpreterIndependent !== false || emergency !== undefined
      return interpreted && [alone, notDuringPoliceInterview, understoodBack].every((held) => held !== false)
    },
  },
  {
    name: 'emergency-consent-is-told',
    requirements: ['R18'],
    source: 'practice §7',
    guards: 'the person in danger from a yes to what was never explained',
    code: 'BIZ_CONSENT',
    pointer: '/permission/emergency',
    reason:
      'Consent by word of mouth is for an emergency and 72 hours. It needs one named worker and four points told: what is shared, with whom, why, and that it can be stopped.',
    remedy:
      'Tell the person the four points and record who did; if it is no emergency, or longer ago, record the consent in full.',
    looksAt: 'words',
    applies: giving,
    holds: ({ after, said, at }) => {
      const permission = permissionIn(said)
      const isSpoken = permission !== undefined && isSpokenInEmergency(permission, after)
      if (!permission?.emergency) return !isSpoken
      const { what, toWhom, why, canStop } = permission.emergency.told
      const isEmergency = urgencyOf(after) === 'emergency'
      return (
        isSpoken && isEmergency && what && toWhom && why && canStop && at < recordedInFullUntil(permission)
      )
    },
  },
  {
    name: 'recorded-in-full-after-72-hours',
    requirements: ['R17', 'R18'],
    source: 'practice §7',
    guards: 'the person from a few words in an emergency being used for ever',
    code: 'BIZ_CONSENT',
    reason:
      'Consent was given by word of mouth in an emergency, and 72 hours later it is not recorded in full.',
    remedy:
      'Record the consent in full. What safety needs, in the sections risk and needs, can be sent meanwhile.',
    looksAt: 'words',
    applies: [...laterSending, 'requestFamilyAssessment', 'provideRecords'],
    holds: ({ before, said, at, side }) => {
      const { permission } = before.facets.consent
      if (side !== 'sender' || !permission || !isSpokenInEmergency(permission, before)) return true
      if (at < recordedInFullUntil(permission)) return true
      return sent(said)?.scope.every((name) => name === 'risk' || name === 'needs') ?? false
    },
  },
  {
    name: 'child-and-guardian-agree',
    requirements: ['R17', 'R42', 'R44'],
    source: 'practice §2; DIR 14(2), 16(3)',
    guards: 'the child whose word stands against the guardian, or whose guardian has interests of their own',
    code: 'BIZ_CONSENT',
    pointer: '/dataScope',
    reason: 'Child and guardian do not agree, or the guardian may have a conflict of interest.',
    remedy:
      'Send no section until the authority has decided; then record its decision as the permission. Alerts, notifications and incidents are never held up.',
    looksAt: 'words',
    applies: sendingMoves,
    holds: ({ after, said }) => !sent(said)?.scope.length || !isDisputedForChild(after),
  },
]

function latest({ givenAt }: Permission): string {
  return new Date(Date.parse(givenAt) + hoursUntilReview * 3_600_000).toISOString()
}

/** Who it is, and which language they speak: nothing official, no way to reach them, no free text. */
const knownInEmergency: ReadonlySet<string> = new Set<keyof NonNullable<Sections['person']>>([
  ...(['personPseudonym', 'prs_FirstName', 'prs_MiddleName', 'prs_SecondName'] as const),
  ...(['prs_Birthdate', 'ageEstimate', 'ageBasis', 'prs_Gender', 'sexForStatistics'] as const),
  ...(['prs_Citizenship', 'prs_PrimaryLanguage', 'prs_SecondaryLanguage', 'interpreterNeeded'] as const),
  ...(['accompanyingDependants', 'companions', 'intendedRegion'] as const),
])

function tellsMore(said: Statement): boolean {
  return Object.keys(sent(said)?.sections.person ?? {}).some((field) => !knownInEmergency.has(field))
}

function mayGive({ kind, givenBy }: Permission, after: Referral, at: string): boolean {
  if (kind === 'vitalInterests') return givenBy === 'none'
  const isChild = isMinor(after, at)
  switch (givenBy) {
    case 'none':
      // The law and a court ask nobody.
      return kind !== 'consent'
    case 'self':
    case 'legalRepresentativeAdult':
    case 'supportedDecision':
      return !isChild
    case 'guardian':
    case 'self+guardian':
      return isChild
    case 'assent':
      // A child's yes is no consent; it is all there is until somebody can give one.
      return isChild && (kind !== 'consent' || !hasGuardian(after))
    default:
      return unknownGiver(givenBy)
  }
}

/** Compiles only while everybody who can give a permission is handled; one we do not know cannot (R10). */
function unknownGiver(_givenBy: never): false {
  return false
}
