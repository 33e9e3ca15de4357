/** Rules on who is a child, who decides about a child, and who is told of one (R42, R43). */
import type { Contact, PersonSection, SubjectKind } from '@onward/contract'
import { ageKind, eighteenth, isMinor, isOfAge } from '../child.ts'
import { contains, currentScope } from '../consent.ts'
import { contentMoves } from '../moves.ts'
import type { Referral } from '../referral.ts'
import { type Statement, takingInHand } from '../statement.ts'
import { type Rule, sendingMoves, sent } from './rule.ts'

const asked = (verb: (typeof contentMoves)[number]) => verb !== 'submit' && verb !== 'grantConsent'

export const childRules: readonly Rule[] = [
  {
    name: 'child-to-child-protection',
    requirements: ['R43'],
    source: 'DIR 13(2); practice §5',
    guards: 'the child, by an authority that is there for children',
    code: 'BIZ_STATE',
    pointer: '/to/role',
    reason: 'A child, or someone who may be a child, is referred through the child-protection focal point.',
    remedy: "Choose the receiving country's child-protection focal point.",
    looksAt: 'words',
    applies: ['submit', 'notifyChild'],
    holds: ({ said }) =>
      (said.type === 'referral.submitted' || said.type === 'child.notified') &&
      (said.data.subjectKind === 'adult' || said.data.to.role === 'ChildProtectionFocalPoint'),
  },
  {
    name: 'child-profile-goes-along',
    requirements: ['R42'],
    source: 'DIR 13, 14(2), 16; practice §5',
    guards: 'the child from being taken for an adult by those who receive her',
    code: 'BIZ_STATE',
    pointer: '/sections/child',
    reason:
      'The offer of a child says who the guardian is, what is best for the child, and where the family stands.',
    remedy: 'Fill in the section on the child; "none", "pending" and "unknown" are answers too.',
    looksAt: 'words',
    applies: ['submit'],
    holds: ({ said }) =>
      said.type === 'referral.submitted' &&
      (said.data.subjectKind === 'adult' || said.data.sections.child !== undefined),
  },
  {
    name: 'age-fits-the-kind',
    requirements: ['R43'],
    source: 'DIR 13(2); practice §10',
    guards: 'a child from being treated as an adult because an age is uncertain',
    code: 'BIZ_STATE',
    pointer: '/subjectKind',
    reason: 'The age that is told does not fit adult, child or presumed child.',
    remedy: 'Under 18 is a child; whose age is uncertain is presumed to be one until the age is settled.',
    looksAt: 'words',
    applies: sendingMoves,
    holds: ({ said, side, after, at }) => {
      const person = side === 'sender' ? personIn(said) : undefined
      const kind = ageKind(after)
      if (person === undefined) return true
      // Whoever turns 18 on the way has been offered rightly.
      return kind === 'adult' ? !mayBeChild(person, at) : !begins(said) || fitsChild(kind, person, at)
    },
  },
  {
    name: 'adult-only-on-evidence',
    requirements: ['R43'],
    source: 'DIR 13(2); practice §10',
    guards: 'a child from losing protection by a guess',
    code: 'BIZ_STATE',
    pointer: '/basis',
    reason: 'Nobody is held to be an adult for good on a presumption, or on a word alone.',
    remedy: 'Leave it open (not final), or name the document or the assessment that settles it.',
    looksAt: 'words',
    applies: ['reclassifyAge'],
    holds: ({ said }) =>
      said.type === 'age.reclassified' &&
      (said.data.subjectKind !== 'adult' ||
        !said.data.final ||
        said.data.basis === 'document' ||
        said.data.basis === 'assessed'),
  },
  {
    name: 'child-decided-by-child-protection',
    requirements: ['R43'],
    source: 'DIR 13; practice §5',
    guards: 'the child, by people whose task is children',
    code: 'BIZ_STATE',
    reason: "A child's referral is taken in hand and decided by the child-protection focal point.",
    remedy:
      'Name people of the child-protection focal point; other services may be asked for their part later.',
    looksAt: 'words',
    applies: ['acknowledge', 'accept', 'acceptWithConditions'],
    holds: ({ before, said, at }) => !isMinor(before, at) || takingInHand(said).every(isChildProtection),
  },
  {
    name: 'child-service-gets-what-was-approved',
    requirements: ['R22', 'R43'],
    source: 'practice §5',
    guards: 'the child from a service that learns more than child protection lets it',
    code: 'BIZ_CONSENT',
    pointer: '/approved',
    reason: 'Sections for a service of a child are approved by child protection, within what may be shared.',
    remedy: 'Leave the approval out, or name who at child protection approved which of the shared sections.',
    looksAt: 'words',
    applies: ['planService'],
    holds: ({ before, said, at }) => {
      const approved = said.type === 'service.planned' ? said.data.approved : undefined
      if (!approved) return true
      return (
        isMinor(before, at) &&
        isChildProtection(approved.by) &&
        !approved.sections.includes('legalStatus') &&
        contains(currentScope(before)?.sections, approved.sections)
      )
    },
  },
  {
    name: 'asked-anew-at-eighteen',
    requirements: ['R17', 'R43'],
    source: 'practice §10; SIS 32(7)',
    guards: 'the say of somebody who has come of age',
    code: 'BIZ_CONSENT',
    reason:
      'The person is an adult now, and has not been asked anew: the permission is from before, or by somebody else.',
    remedy: 'Ask the person herself, and record the new permission; until then facts still go through.',
    looksAt: 'state',
    applies: contentMoves.filter(asked),
    holds: ({ before, at }) => isAskedAnew(before, before, at),
  },
  {
    name: 'adult-speaks-for-herself',
    requirements: ['R17', 'R43'],
    source: 'practice §10',
    guards: 'the say of somebody who has come of age',
    code: 'BIZ_CONSENT',
    pointer: '/permission/givenBy',
    reason:
      'The person is an adult now: nobody else agrees in her place, and nothing she was asked as a child counts.',
    remedy: 'Ask the person herself, and record who agreed and when.',
    looksAt: 'words',
    applies: ['grantConsent'],
    holds: ({ before, after, at }) => isAskedAnew(before, after, at),
  },
  {
    name: 'notification-is-a-duty',
    requirements: ['R43', 'R53'],
    source: 'practice §5',
    guards: 'the child from being made known to a country without need',
    code: 'BIZ_CONSENT',
    pointer: '/duty',
    reason: 'The agreement makes it no duty to notify this country of a child.',
    remedy: 'Do not notify. Where the child needs something there, offer it as a referral with permission.',
    looksAt: 'words',
    applies: ['notifyChild'],
    holds: ({ before: { sender, receiver }, agreement }) =>
      agreement?.childNotification?.some(({ from, to }) => from === sender && to === receiver) === true,
  },
  {
    name: 'notification-tells-of-the-family',
    requirements: ['R43'],
    source: 'practice §5',
    guards: 'the child from a family that is contacted because nobody said it is feared',
    code: 'BIZ_STATE',
    pointer: '/familyInvolvement',
    reason: 'The notification does not say whether the family had a hand in it.',
    remedy: 'Say none, suspected, confirmed, or unknown.',
    looksAt: 'words',
    applies: ['notifyChild'],
    holds: ({ said }) => said.type === 'child.notified' && said.data.familyInvolvement !== undefined,
  },
  {
    name: 'notification-approved-by-guardian',
    requirements: ['R42', 'R43'],
    source: 'DIR 14(2), 16(3); practice §5',
    guards: "the child, by the guardian's word before another country hears of her",
    code: 'BIZ_STATE',
    pointer: '/approvedBy',
    reason: 'The child has a guardian: the authority approves only until one is appointed.',
    remedy: 'Ask the guardian.',
    looksAt: 'words',
    applies: ['notifyChild'],
    holds: ({ before, said }) =>
      said.type === 'child.notified' && (said.data.approvedBy === 'guardian' || !hasGuardian(before)),
  },
  {
    name: 'notification-names-nobody',
    requirements: ['R16', 'R43'],
    source: 'practice §5',
    guards: 'who the child is, until somebody there has the duty to help',
    code: 'BIZ_CONSENT',
    reason: 'Something in the notification could tell who the child is.',
    remedy: 'Send the coded fields only; who the child is travels in a referral, with permission.',
    looksAt: 'words',
    applies: ['notifyChild'],
    // An event may hold fields that we do not know, so the schema alone keeps no name out.
    holds: ({ said }) => fieldsIn(said.data).every((field) => !identifying.test(field)),
  },
]

const identifying =
  /^(prs|vic|hte|cas|spl)_|person|pseudonym|name|birth|section|child$|note|text|address|phone|contact/i

/** Every name of a field, however deep; in a list they are numbers. */
function fieldsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([field, within]) => [field, ...fieldsIn(within)])
}

const begins = ({ type }: Statement) => type === 'referral.submitted'

const personIn = (said: Statement) => sent(said)?.sections.person

/** The highest age, in years, at which somebody who is only presumed to be an adult may be a child: see the age bands. */
const uncertainTo = 19

const isUnder18 = (birth: string, at: string) => eighteenth(birth) > at

function mayBeChild(person: PersonSection, at: string): boolean {
  const { prs_Birthdate: birth, ageEstimate: years = Number.POSITIVE_INFINITY, ageBasis } = person
  if (birth !== undefined) return isUnder18(birth, at)
  return years < 18 || (ageBasis === 'presumed' && years <= uncertainTo)
}

function fitsChild(kind: SubjectKind | undefined, person: PersonSection, at: string): boolean {
  const { prs_Birthdate: birth, ageEstimate: years, ageBasis } = person
  if (kind === 'presumedChild') return true
  if (birth !== undefined) return isUnder18(birth, at)
  return ageBasis !== 'presumed' && (years ?? 0) < 18
}

const isChildProtection = ({ role }: Contact) => role === 'ChildProtectionFocalPoint'

/** True unless the person is an adult at this instant, and the permission is from a child or from who spoke for one. */
function isAskedAnew(before: Referral, { facets: { consent } }: Referral, at: string): boolean {
  const { permission } = consent
  if (isMinor(before, at) || permission === undefined) return true
  const isOwn = permission.kind !== 'consent' || own.some((by) => by === permission.givenBy)
  return isOwn && (ageKind(before) === 'adult' || isOfAge(before, permission.givenAt))
}

/** By whom an adult's yes is given. */
const own = ['self', 'supportedDecision', 'legalRepresentativeAdult'] as const

function hasGuardian({ facets: { guardian }, sections }: Referral): boolean {
  const { state } = guardian.sender
  return state === 'appointed' || (state === 'none' && sections.child?.guardian.status === 'appointed')
}
