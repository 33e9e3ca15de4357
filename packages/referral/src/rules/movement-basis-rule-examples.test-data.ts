/** For each rule on the ground of a journey, what keeps it and what breaks it. */
import type { EventData } from '@onward/contract'
import { after, agreement, at, local, offer, person, risk, type Step, words } from '../example.test-data.ts'
import { accepted, received } from '../journey-steps.test-data.ts'
import type { Example } from './rule-examples.test-data.ts'

const ready = after(...received)
const { planJourney } = words
export const journey = (change: object) => ({ data: { ...planJourney, ...change } })
const declared = (date: string) => ({ ...planJourney.voluntaryDeclaration, date })
const wish = (by: string, change: object): Step => [
  'recordWish',
  { by, data: { ...words.recordWish, kind: 'objection', concerns: ['return'], ...change } },
]
const confirming = (change: object): Step => [
  'confirmReception',
  { data: { ...words.confirmReception, ...change } },
]
export const offered = (change: Partial<EventData['referral.submitted']>): Step => [
  'submit',
  { data: { ...offer, ...change } },
]

/** A transfer that was not chosen, under the purpose that it has. */
const purpose = 'SupportInOrigin'
const scope = { ...offer.permission.scope, purposes: [purpose] } as const
const permission = { ...offer.permission, scope }
export const supported = offered({ purpose, permission })
const riskAt = (country: string) =>
  offered({
    purpose,
    permission,
    sections: {
      ...offer.sections,
      risk: { ...risk, factors: [{ factor: 'state', level: 'high', country }] },
    },
  })
export const [, ...afterOffer] = received
const awaited = after(supported, ...afterOffer)
export const transfer = (change: object = {}) =>
  journey({
    movementBasis: 'asylumResponsibilityTransfer',
    voluntaryDeclaration: undefined,
    objection: true,
    lawyerInformed: true,
    suspensiveAppeal: 'none',
    ...change,
  })

/** Without a word about danger. */
const { risk: _risk, ...sectionsBesides } = offer.sections
export const withoutRisk = sectionsBesides

const running = { status: 'running', end: '2026-12-07' } as const
const reflecting = { ...local, reflectionPeriod: running }
const sectionsWithLaw = ['person', 'needs', 'risk', 'legalStatus'] as const
const legalStatus = (end: string): Step => [
  'submit',
  {
    data: {
      ...offer,
      permission: { ...offer.permission, scope: { ...offer.permission.scope, sections: sectionsWithLaw } },
      dataScope: sectionsWithLaw,
      sections: {
        ...offer.sections,
        legalStatus: { reflectionPeriod: { status: 'running', end }, nonRefoulementCleared: true },
      },
    },
    agreement: { ...agreement, sections: sectionsWithLaw },
  },
]

const moved = (addressAfter: string) => ({
  data: {
    dataScope: ['person'],
    sections: { person: { ...person, prs_MailingCity: 'Valea Lunga', addressAfter } },
    reason: 'NewInformation',
  },
})

export const movementBasisExamples: readonly Example[] = [
  {
    rule: 'voluntary-is-declared',
    verb: 'planJourney',
    passes: [ready, journey({ voluntaryDeclaration: declared(at.slice(0, 10)) })],
    refused: [ready, journey({ voluntaryDeclaration: declared('2026-11-23') })],
  },
  {
    rule: 'voluntary-is-declared',
    verb: 'planJourney',
    passes: [awaited, transfer()],
    refused: [awaited, transfer({ movementBasis: 'voluntary' })],
  },
  {
    rule: 'voluntary-is-declared',
    verb: 'planJourney',
    passes: [ready, journey({ objection: false })],
    refused: [ready, journey({ objection: true })],
  },
  {
    rule: 'voluntary-is-declared',
    verb: 'planJourney',
    passes: [
      after(...received, wish('NL', { kind: 'complaint' }), wish('RO', { concerns: ['support'] })),
      journey({}),
    ],
    refused: [after(...received, wish('RO', {})), journey({})],
  },
  {
    rule: 'voluntary-is-declared',
    verb: 'planJourney',
    // Asked again, and declared after what had been said before.
    passes: [after(...received, wish('RO', {})), journey({ voluntaryDeclaration: declared('2026-11-22') })],
    refused: [
      after(...received, wish('NL', {}), wish('RO', { toldAt: '2026-11-19T10:00:00.000Z' })),
      journey({}),
    ],
  },
  {
    rule: 'agrees-with-reception',
    verb: 'planJourney',
    passes: [ready],
    refused: [after(...accepted, 'arrangeReception', confirming({ agreedByPerson: false }))],
  },
  {
    rule: 'agrees-with-reception',
    verb: 'planJourney',
    passes: [
      after(supported, ...accepted.slice(1), 'arrangeReception', confirming({ agreedByPerson: false })),
      transfer(),
    ],
    refused: [after(...accepted, 'arrangeReception', confirming({ toldPerson: false }))],
  },
  ...(['objection', 'lawyerInformed', 'suspensiveAppeal'] as const).map(
    (field): Example => ({
      rule: 'objection-is-recorded',
      verb: 'planJourney',
      passes: [awaited, transfer()],
      refused: [awaited, transfer({ [field]: undefined })],
    }),
  ),
  {
    rule: 'appeal-is-decided',
    verb: 'planJourney',
    passes: [awaited, transfer({ suspensiveAppeal: 'decided' })],
    refused: [awaited, transfer({ suspensiveAppeal: 'pending' })],
  },
  {
    rule: 'danger-is-named',
    verb: 'planJourney',
    passes: [after(riskAt('RO'), ...afterOffer), transfer()],
    refused: [after(riskAt('NL'), ...afterOffer), transfer()],
  },
  {
    rule: 'danger-is-named',
    verb: 'planJourney',
    passes: [ready, journey({})],
    refused: [
      after(
        offered({ purpose, permission, dataScope: ['person', 'needs'], sections: withoutRisk }),
        ...afterOffer,
      ),
      transfer(),
    ],
  },
  {
    rule: 'removal-is-no-help-to-return',
    verb: 'planJourney',
    passes: [awaited, transfer({ movementBasis: 'removal' })],
    refused: [ready, transfer({ movementBasis: 'removal' })],
  },
  {
    rule: 'removal-is-no-help-to-return',
    verb: 'submit',
    passes: [[], returning('voluntary')],
    refused: [[], returning('courtOrderedReturn')],
  },
  {
    rule: 'reflection-is-undisturbed',
    verb: 'planJourney',
    passes: [ready, { ...journey({ dateWishedByPerson: true }), local: reflecting }],
    refused: [ready, { ...journey({}), local: reflecting }],
  },
  {
    rule: 'reflection-is-undisturbed',
    verb: 'planJourney',
    passes: [
      ready,
      { ...journey({}), local: { ...local, reflectionPeriod: { status: 'running', end: '2026-12-06' } } },
    ],
    refused: [ready, { ...journey({}), local: { ...local, reflectionPeriod: { status: 'running' } } }],
  },
  {
    rule: 'reflection-is-undisturbed',
    verb: 'planJourney',
    passes: [
      ready,
      { ...journey({}), local: { ...local, reflectionPeriod: { status: 'waived', end: '2026-12-31' } } },
    ],
    // Nobody wishes for another what only the person can give up.
    refused: [awaited, { ...transfer({ dateWishedByPerson: true }), local: reflecting }],
  },
  {
    rule: 'reflection-is-undisturbed',
    verb: 'planJourney',
    passes: [after(legalStatus('2026-12-06'), ...afterOffer), journey({})],
    refused: [after(legalStatus('2026-12-07'), ...afterOffer), journey({})],
  },
  {
    rule: 'address-after-acceptance',
    verb: 'amend',
    passes: [after(...accepted), moved('digest of RO-3')],
    refused: [after(...accepted), moved('digest of RO-2')],
  },
  {
    rule: 'address-after-acceptance',
    verb: 'amend',
    passes: [after(...accepted), { data: { ...moved('').data, sections: { person } } }],
    refused: [after(...accepted, 'reopen'), moved('digest of RO-3')],
  },
]

function returning(movementBasis: 'voluntary' | 'courtOrderedReturn') {
  const sections = [...offer.dataScope, 'return'] as const
  const voluntaryDeclaration = { date: '2026-11-20', form: 'written', language: 'ro' } as const
  return {
    data: {
      ...offer,
      permission: { ...offer.permission, scope: { ...offer.permission.scope, sections } },
      dataScope: sections,
      sections: { ...offer.sections, return: { movementBasis, voluntaryDeclaration } },
    },
    agreement: { ...agreement, sections },
  }
}
