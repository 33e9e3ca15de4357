import { expect, test } from 'vitest'
import { after, type Step, tryTo, words } from './example.test-data.ts'
import { accepted, planned } from './journey-steps.test-data.ts'
import { moveOf, type Verb, verbs } from './moves.ts'
import { told } from './read.test-data.ts'

const of = (verb: Verb, data: object, by?: string): Step => [
  verb,
  { data: { ...words[verb], ...data }, ...(by && { by }) },
]

test('R8 the receiver answers the assessment, before the return and after arrival, and each answer is kept', () => {
  const { assessment } = told(
    'submit',
    of('giveFeedback', { stage: 'beforeReturn', verdict: 'differs' }),
    of('giveFeedback', { stage: 'afterArrival', verdict: 'confirmed' }),
  ).facets
  expect(assessment.state).toBe('given')
  expect(assessment.said.map(({ data }) => [data.stage, data.verdict])).toEqual([
    ['beforeReturn', 'differs'],
    ['afterArrival', 'confirmed'],
  ])
})

test('R26 the statuses of both countries stand side by side, each with who decided it, and a no closes nothing', () => {
  const referral = told(
    'submit',
    of('updateStatus', { status: 'identified', country: 'NL' }, 'NL'),
    of('updateStatus', { status: 'notIdentified', country: 'RO' }, 'RO'),
  )
  const { sender, receiver } = referral.facets.identification
  const lines = [...sender.said, ...receiver.said].map(({ data }) => [
    data.country,
    data.status,
    data.decidedBy,
  ])
  const { decidedBy } = words.updateStatus
  expect(lines).toEqual([
    ['NL', 'identified', decidedBy],
    ['RO', 'notIdentified', decidedBy],
  ])
  expect(referral.facets.offer.state).toBe('submitted')
})

test('R33 a planned journey says when and where, on what ground, with whom and whether the person is fit', () => {
  const [plan] = told(...planned).facets.journey.said
  expect(plan?.type).toBe('journey.planned')
  expect(plan?.data).toMatchObject({
    movementBasis: expect.any(String),
    departure: { at: expect.any(String), place: expect.any(Object) },
    arrival: { at: expect.any(String), place: expect.any(Object) },
    escort: expect.any(String),
    medical: { fit: expect.any(Boolean) },
  })
})

test.each<[string, Verb, string]>([
  ['a delay', 'changeJourney', 'NL'],
  ['who did not leave', 'reportNotDeparted', 'NL'],
  ['who did not arrive', 'reportMissedArrival', 'RO'],
  ['a withdrawal', 'withdrawConsent', 'NL'],
  ['a withdrawal, told to the other side', 'recordWish', 'RO'],
])('R34 %s can be said at once, while the person is on the way', (_, verb, by) => {
  const onTheWay = after(...planned, 'depart')
  expect(tryTo(onTheWay, verb, { by }).accepted).toBe(true)
})

test('R39 the support plan is exchanged, and revised after arrival', () => {
  const { supportPlan } = told(
    'submit',
    of('sharePlan', { revision: 1 }),
    'confirmArrival',
    of('sharePlan', { revision: 2 }),
  ).facets
  expect(supportPlan.said.map(({ data }) => data.revision)).toEqual([1, 2])
})

test('R62 each side notes what the person was told, and in which language, in every state', () => {
  const { told: noted } = told(
    'submit',
    of('recordTold', { about: ['recipients', 'howToStop'], language: 'ro' }, 'NL'),
    'cancel',
    of('recordTold', { about: ['decision', 'reason'], language: 'ro' }, 'RO'),
  ).facets
  const lines = [...noted.sender.said, ...noted.receiver.said].map(({ data }) => [data.about, data.language])
  expect(lines).toEqual([
    [['recipients', 'howToStop'], 'ro'],
    [['decision', 'reason'], 'ro'],
  ])
})

test('R27 no move about help waits for what the person does in a prosecution', () => {
  const waitingFor = verbs.flatMap((verb) => moveOf(verb).answers ?? [])
  expect(waitingFor).not.toContain('reportProceedings')
  const possible = (...steps: readonly Step[]) =>
    (['planService', 'startService', 'arrangeReception', 'sharePlan'] as const).map(
      (verb) => tryTo(after(...steps), verb).accepted,
    )
  const all = [true, true, true, true]
  expect(possible(...accepted)).toEqual(all)
  expect(possible(...accepted, of('reportProceedings', { kind: 'witnessRequest' }))).toEqual(all)
})
