// Directive 2011/36/EU, Article 11(3): help never depends on whether the person takes part in proceedings (R27).
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  actorOf,
  after,
  agreement,
  offer,
  permission,
  type Step,
  scope,
  speakerOf,
  tryTo,
  words,
} from './example.test-data.ts'
import { moves, type Verb, verbs } from './moves.ts'
import { rules } from './rules/rules.ts'

/** What is told of proceedings: by the sender as a facet, and in the section of a lawyer. */
const hearing = (kind: string, stage: string, index: number): Step => [
  'reportProceedings',
  { data: { ...words.reportProceedings, proceedingId: `proceeding ${index}`, kind, stage } },
]
const proceedings = fc.array(
  fc.record({
    kind: fc.constantFrom('hearing', 'witnessRequest', 'decision', 'compensation', 'wageClaim'),
    stage: fc.constantFrom('announced', 'underWay', 'decided', 'ended'),
  }),
  { minLength: 1, maxLength: 4 },
)

/** A case told far enough that every kind of help is open, and some way back from there. */
const whole = [
  ...(['submit', 'acknowledge', 'requestInformation', 'provideInformation'] as const),
  ...(['giveFeedback', 'accept'] as const),
  ...(['arrangeReception', 'confirmReception', 'planJourney', 'confirmArrival'] as const),
  ...(['sharePlan', 'proposeHandover', 'takeHandover', 'planService', 'startService'] as const),
] satisfies readonly Verb[]

const without = verbs.filter((verb) => verb !== 'reportProceedings')

/** What each move comes to in a history: accepted, or by which guard or rule it is refused. */
function verdicts(steps: readonly Step[]): Readonly<Record<string, string>> {
  const history = after(...steps)
  return Object.fromEntries(
    without.map((verb) => {
      const decision = tryTo(history, verb, { by: speakerOf(verb), actor: actorOf(verb) })
      return [verb, decision.accepted ? 'accepted' : (decision.rule ?? decision.code)]
    }),
  )
}

test('R27 whatever is told of proceedings, and if nothing is, the same moves are open', () => {
  const untold = whole.map((_, index) => verdicts(whole.slice(0, index + 1)))
  fc.assert(
    fc.property(proceedings, fc.integer({ min: 1, max: whole.length }), fc.nat(), (told, length, at) => {
      const plain: readonly Step[] = whole.slice(0, length)
      const place = 1 + (at % length)
      const facts = told.map(({ kind, stage }, index) => hearing(kind, stage, index))
      expect(verdicts([...plain.slice(0, place), ...facts, ...plain.slice(place)])).toEqual(
        untold[length - 1],
      )
    }),
    { numRuns: 60 },
  )
})

test('R27 a reflection period that runs, has ended or was waived opens and closes nothing by itself', () => {
  const offering = (legalStatus: object | undefined): Step => {
    const sections = { ...offer.sections, ...(legalStatus && { legalStatus }) }
    const names = Object.keys(sections)
    const permitted = { ...permission, scope: { ...scope, sections: [...scope.sections, 'legalStatus'] } }
    const allowed = { ...agreement, sections: [...agreement.sections, 'legalStatus' as const] }
    return [
      'submit',
      { data: { ...offer, permission: permitted, dataScope: names, sections }, agreement: allowed },
    ]
  }
  const help = without.filter((verb) => verb !== 'planJourney' && verb !== 'changeJourney')
  const openAfter = (legalStatus: object | undefined) => {
    const all = verdicts([offering(legalStatus), 'acknowledge', 'accept'])
    return Object.fromEntries(help.map((verb) => [verb, all[verb]]))
  }
  const plain = openAfter(undefined)
  for (const status of ['notStarted', 'running', 'ended', 'waived']) {
    expect([status, openAfter({ reflectionPeriod: { status } })]).toEqual([status, plain])
  }
})

test('R27 nothing can ask for proceedings, or refuse to hear of them', () => {
  const plain = verdicts(whole)
  expect(Object.values(plain)).toContain('accepted')
  // No rule is about what is told of proceedings. Whom the person excluded hears nothing at all, these neither; that
  // only the sender can ask, so nobody to whom they are told can refuse to hear of them.
  const asked = rules.filter(({ applies }) => applies.includes('reportProceedings'))
  expect(asked.map(({ name, looksAt }) => [name, looksAt])).toEqual([['excluded-party', 'local']])
  expect(moves.reportProceedings.about).toBe('record')
})
