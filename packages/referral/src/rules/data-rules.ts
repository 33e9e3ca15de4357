/** Rules on what data is for, who may have which part of it, and what the person is told (practice §12). */
import type { Purpose, SectionName, ToldTopic } from '@onward/contract'
import { contentMoves, type Verb } from '../moves.ts'
import type { Referral } from '../referral.ts'
import { inquiryRules } from './inquiry-rules.ts'
import { neverSentRules } from './never-sent.ts'
import { type Rule, sendingMoves, sent } from './rule.ts'
import { transferRules } from './transfer-rules.ts'

/** Purposes that reach beyond help and protection: what is told for them can end in a file of police or court. */
const beyondHelp: readonly Purpose[] = ['ProceedingsSupport', 'RecordsAndEvidence']

/** Purposes of which the section `return` tells something. */
const withReturn: readonly Purpose[] = ['SafeReturn', 'SecondMovement', 'Relocation', 'FamilyReunification']

/** Purposes that need no content at all. */
const withoutContent: readonly Purpose[] = ['Inquiry', 'InformationOnly']

const stating = ['submit', 'amend', 'provideInformation'] as const satisfies readonly Verb[]

export const dataRules: readonly Rule[] = [
  ...neverSentRules,
  ...inquiryRules,
  ...transferRules,
  {
    name: 'agreement-has-the-purpose-clause',
    requirements: ['R61'],
    source: 'practice §12; GDPR 5(1)(b)',
    guards: 'the person from help that turns into evidence against her',
    code: 'BIZ_CONSENT',
    reason: 'The agreement does not say that content serves help and protection only.',
    remedy: 'Nothing can be shared under it; ask your focal point for an agreement with this clause.',
    looksAt: 'words',
    applies: contentMoves,
    // The directory loads no agreement without it; that another door may open one day is what this is for.
    holds: ({ agreement }) => agreement?.purposeClause === true,
  },
  {
    name: 'beyond-help-by-itself',
    requirements: ['R61'],
    source: 'practice §12; GDPR 6(4); GDPR 7(4)',
    guards: 'the person from a yes to help that is taken for a yes to proceedings',
    code: 'BIZ_CONSENT',
    pointer: '/permission/scope/purposes',
    reason:
      'Support in proceedings, and records for evidence, need a consent of their own, or the order of a court.',
    remedy: 'Ask the person about this alone, or name the order; help goes on without it in any case.',
    looksAt: 'words',
    applies: ['submit', 'grantConsent'],
    holds: ({ said, after }) => {
      if (said.type !== 'referral.submitted' && said.type !== 'consent.granted') return false
      const { kind, scope } = said.data.permission
      if (![after.purpose, ...scope.purposes].some((purpose) => beyondHelp.includes(purpose))) return true
      return scope.purposes.length === 1 && (kind === 'consent' || kind === 'courtOrder')
    },
  },
  {
    name: 'records-for-proceedings-apart',
    requirements: ['R61'],
    source: 'practice §12',
    guards: 'the person from records that were kept for help and are used in proceedings',
    code: 'BIZ_CONSENT',
    pointer: '/purposeOfUse',
    reason: 'Records for proceedings are asked for in a referral that is for proceedings.',
    remedy: 'Begin a referral for this purpose, with the consent or the order that it needs.',
    looksAt: 'words',
    applies: ['requestRecords'],
    holds: ({ said, before }) =>
      said.type === 'records.requested' &&
      (said.data.purposeOfUse !== 'proceedings' || beyondHelp.includes(before.purpose)),
  },
  {
    name: 'legal-facts-to-the-lawyer',
    requirements: ['R46', 'R61'],
    source: 'practice §12; COE 16(2); DIR 8; DIR 12(2); DIR 17',
    guards: 'the person from what is said about her in court being known to those who house her',
    code: 'BIZ_CONSENT',
    pointer: '/sections/legalStatus',
    reason: 'Proceedings and a claim for compensation are for the legal partner alone.',
    remedy: 'Leave them out here, and offer them to the lawyer the person has chosen.',
    looksAt: 'words',
    applies: sendingMoves,
    holds: ({ said, after, toSeal }) => {
      // To whom it may be sealed is for `legal-section-to-the-lawyer`; what is open is asked again as it travels.
      if (toSeal?.legalStatus) return true
      const legal = sent(said)?.sections.legalStatus
      const isToldOf = legal?.proceedings !== undefined || legal?.compensationClaim !== undefined
      return !isToldOf || after.facets.offer.terms?.to.role === 'LegalPartner'
    },
  },
  {
    name: 'section-serves-the-purpose',
    requirements: ['R22'],
    source: 'GDPR 5(1)(c); practice §12',
    guards: 'the person from content that this purpose cannot need',
    code: 'BIZ_CONSENT',
    pointer: '/dataScope',
    reason: 'One of these sections has nothing to do with the purpose of this referral.',
    remedy: 'Leave out that section, or offer it under the purpose it is for.',
    looksAt: 'words',
    applies: sendingMoves,
    holds: ({ said, after }) => sent(said)?.scope.every((name) => serves(name, after.purpose)) ?? true,
  },
  {
    name: 'special-needs-with-consent',
    requirements: ['R41'],
    source: 'DIR 11(7); GDPR 9(2)(a); GDPR 9(2)(c)',
    guards: 'the person from what concerns her body being told over her head',
    code: 'BIZ_CONSENT',
    pointer: '/sections/needs',
    reason: 'Health, pregnancy, disability and violence are told with consent, or to save a life.',
    remedy: 'Ask the person, or leave these fields out; a need can be named without its cause.',
    looksAt: 'words',
    applies: sendingMoves,
    holds: ({ said, after }) => {
      const needs = sent(said)?.sections.needs
      if (needs?.specialNeeds === undefined && needs?.healthForTravel === undefined) return true
      const kind = after.facets.consent.permission?.kind
      return kind === 'consent' || kind === 'vitalInterests'
    },
  },
  {
    name: 'urgent-need-stands-apart',
    requirements: ['R40'],
    source: 'DIR 11(5); DIR 11(7); BG 1.3',
    guards: 'the person whose first night is lost in a long list',
    code: 'BIZ_STATE',
    pointer: '/sections/needs',
    reason: 'An emergency names at least one need that is urgent.',
    remedy: 'Mark what is needed at once: shelter tonight, a doctor, an interpreter, or the need itself.',
    looksAt: 'words',
    applies: ['submit'],
    holds: ({ said }) => {
      if (said.type !== 'referral.submitted' || said.data.urgency !== 'emergency') return true
      const { needs } = said.data.sections
      return (
        (needs?.urgentNeeds?.length ?? 0) > 0 ||
        needs?.needs.some(({ priority }) => priority === 'urgent') === true
      )
    },
  },
  {
    name: 'known-with-its-source',
    requirements: ['R47'],
    source: 'DIR 12(4)(a)',
    guards: 'the person from being asked again what she has told already',
    code: 'BIZ_STATE',
    pointer: '/sections/case/knowledgeSource',
    reason: 'What happened to the person goes along with where that is known from, and since when.',
    remedy: 'Add the source and the day of what is told in victimContext to the section case.',
    looksAt: 'words',
    applies: stating,
    // A risk names its assessor and day itself. Where the person lets no section `case` go, nothing can carry the source.
    holds: ({ said, after, at }) => {
      const told = sent(said)?.sections.victimContext !== undefined
      const file = after.sections.case
      if (!told || file === undefined) return true
      return (
        file.knowledgeSource?.some(({ section, date }) => section === 'victimContext' && date <= at) === true
      )
    },
  },
  {
    name: 'plan-is-a-new-revision',
    requirements: ['R39'],
    source: 'CARE; IOMR',
    guards: 'both sides from two plans under one number',
    code: 'BIZ_STATE',
    pointer: '/revision',
    reason: 'A plan with this number, or a higher one, has been shared already.',
    remedy: 'Give the revised plan the next number.',
    looksAt: 'words',
    applies: ['sharePlan'],
    holds: ({ said, before: { facets } }) =>
      said.type === 'support.planShared' &&
      facets.supportPlan.said.every(({ data }) => data.revision < said.data.revision),
  },
  {
    name: 'told-before-closing',
    requirements: ['R62'],
    source: 'practice §12; GDPR 12(1); GDPR 13',
    guards: 'the person from a case that is closed over her head',
    code: 'BIZ_STATE',
    pointer: '/notTold',
    reason:
      'The person has not been told all of this: what was decided and why, who received what, whom to turn to, how to complain or stop.',
    remedy: 'Tell the person and record it, or say why that could not be done.',
    looksAt: 'words',
    applies: ['close'],
    holds: ({ said, before }) =>
      said.type === 'case.closed' &&
      (said.data.notTold !== undefined || topicsOf(before).every((topic) => isTold(before, topic))),
  },
]

function serves(section: SectionName, purpose: Purpose): boolean {
  if (withoutContent.includes(purpose)) return false
  return section !== 'return' || withReturn.includes(purpose)
}

/** What the person must have been told by now: nothing where nothing about her was offered. */
function topicsOf({ facets: { offer, response, reception } }: Referral): readonly ToldTopic[] {
  if (offer.terms === undefined) return []
  return [
    ...(['recipients', 'howToComplain', 'howToStop'] as const),
    ...(response.answer ? (['decision', 'reason'] as const) : []),
    ...(reception.state === 'arranged' || reception.state === 'arrived'
      ? (['contactsAtArrival'] as const)
      : []),
  ]
}

/** Whichever side told her. Whom to turn to on arrival is told with the reception as well. */
function isTold({ entries }: Referral, topic: ToldTopic): boolean {
  return entries.some(
    ({ said }) =>
      (said.type === 'person.informed' && said.data.about.includes(topic)) ||
      (topic === 'contactsAtArrival' && said.type === 'reception.confirmed' && said.data.toldPerson),
  )
}
