import type { EventType } from '@onward/contract'
import { describe, expect, test } from 'vitest'
import { dueIn } from './deadlines/waiting.test-data.ts'
import { after, type Step, tryTo, words } from './example.test-data.ts'
import { handBack, handsBack, takesBack } from './journey-steps.test-data.ts'
import type { Verb } from './moves.ts'
import { nextActions } from './next-actions.ts'
import { read, told } from './read.test-data.ts'
import { takenOver } from './rules/way-back-rule-examples.test-data.ts'
import { statement } from './statement.ts'
import { toldBack, wantsNoContact, wayBack } from './way-back.ts'

const wish = (by: string, kind: string): Step => ['recordWish', { by, data: { ...words.recordWish, kind } }]
const choosing = (change: object): Step => [
  'scheduleFollowUps',
  { data: { ...words.scheduleFollowUps, chosenByPerson: true, ...change } },
]

describe('what may be told back', () => {
  test('is not limited before the handover, while both prepare it', () => {
    expect(wayBack(read(after('submit', 'confirmArrival', 'proposeHandover')))).toBeUndefined()
  })
  test('is codes only from then on, unless the person chose otherwise', () => {
    const sections = { content: 'sections', sections: ['needs'] } as const
    expect(wayBack(read(takenOver()))).toEqual({ content: 'codesOnly' })
    expect(wayBack(read(takenOver(sections)))).toEqual(sections)
    expect(wayBack(read(takenOver({ content: 'none' })))).toEqual({ content: 'none' })
  })
  test('is never sections once nothing may be shared, and stays nothing where the person chose nothing', () => {
    const sections = { content: 'sections', sections: ['needs'] } as const
    expect(wayBack(read(takenOver(sections, 'expireConsent')))).toEqual({ content: 'codesOnly' })
    expect(wayBack(read(takenOver(sections, 'withdrawConsent')))).toEqual({ content: 'codesOnly' })
    expect(wayBack(read(takenOver({ content: 'none' }, 'withdrawConsent')))).toEqual({ content: 'none' })
  })
  test('does not grow when the case is handed back', () => {
    const handedBack = takenOver(undefined, handsBack, takesBack)
    expect(tryTo(handedBack, 'sharePlan')).toMatchObject({ rule: 'codes-only-on-the-way-back' })
  })
})

test('R37 nothing is limited while the handover was refused', () => {
  expect(wayBack(told('submit', 'confirmArrival', 'proposeHandover', 'refuseHandover'))).toBeUndefined()
})

const note = { text: 'Said in words.', language: 'en' }
const scoped = { dataScope: ['needs', 'risk'] }
test.each<readonly [EventType, object, readonly string[]]>([
  ['data.corrected', scoped, ['needs', 'risk']],
  ['person.asked', scoped, ['needs', 'risk']],
  ['support.planShared', {}, ['case']],
  ['records.provided', {}, ['case']],
  ['case.closed', {}, []],
  ['case.closed', { cas_ReasonForCaseClosure: note }, ['case']],
  ['handover.proposed', {}, []],
  ['handover.proposed', { note }, ['case']],
  ['referral.declined', {}, []],
  ['referral.declined', { note }, ['case']],
  ['referral.acceptedWithConditions', { conditions: [{}, { note }] }, ['case']],
  ['referral.acceptedWithConditions', { conditions: [{}] }, []],
  ['child.planReviewed', {}, []],
  ['child.planReviewed', { note }, ['child']],
  ['family.assessmentReported', {}, []],
  ['family.assessmentReported', { note }, ['risk']],
  ['assessment.feedback', {}, []],
  ['assessment.feedback', { note }, ['risk']],
  ['reception.arranged', {}, []],
  ['reception.arranged', { note }, ['return']],
  ['transfer.concernRaised', {}, []],
  ['transfer.concernRaised', { note }, ['return']],
  ['service.started', { note }, []],
])('R37 by %s with %j it is told of %j', (type, data, sections) => {
  // Sound: as much of the data as is looked at.
  expect(toldBack(statement(type, data as never))).toEqual(sections)
})

test('R37 whatever the person chose for the way back, what keeps people safe is always told', () => {
  const facts = ['updateRisk', 'reportIncident', 'actOnIncident', 'startService', 'confirmArrival'] as const
  const others = ['acknowledgeRisk', 'proposeHandover', 'closeIncident'] as const
  const history = takenOver({ content: 'none' }, 'updateRisk', ['reportIncident', { by: 'RO' }])
  const said = (verb: Verb) =>
    tryTo(history, verb, { by: 'RO', ...(verb === 'proposeHandover' && { data: handBack }) }).accepted
  expect([...facts, ...others].filter((verb) => !said(verb))).toEqual([])
})

test('R37 what cannot be told back is not among the next actions', () => {
  const offered = nextActions(read(takenOver()), {
    member: 'RO',
    role: 'focal-point',
    now: '2026-11-22T05:00:00.000Z',
  }).map(({ verb }) => verb)
  expect(offered).not.toContain('sharePlan')
  expect(offered).toEqual(expect.arrayContaining(['reportFollowUp', 'planService', 'updateRisk']))
})

test.each([
  ['a plan that the person chose since takes it back', { chosenByPerson: true }, false],
  ['a plan that the person did not choose does not', { chosenByPerson: false }, true],
  ['a plan of none says it again', { chosenByPerson: true, none: true }, true],
])('R37 who wanted no contact: %s', (_title, change, isWish) => {
  const referral = told('submit', 'confirmArrival', wish('RO', 'noContact'))
  const data = { ...words.scheduleFollowUps, ...change }
  const plan = {
    type: 'followup.scheduled',
    data,
    sequence: 3,
    seen: 1,
    at: '2026-11-22T05:00:00.000Z',
  } as const
  const facets = { ...referral.facets, followUpPlan: { state: 'scheduled', said: [plan] } } as const
  expect(wantsNoContact({ ...referral, facets })).toBe(isWish)
})

describe('R37 who wants to be asked nothing more', () => {
  const due = (...steps: readonly Step[]) =>
    dueIn(after('submit', 'confirmArrival', ...steps)).filter(({ name }) => name === 'followUp').length

  test('is owed no follow-up, whichever side was told', () => {
    expect([due(), due(wish('NL', 'noContact')), due(wish('RO', 'noContact'))]).toEqual([5, 0, 0])
    expect(due(choosing({ points: [], none: true }))).toBe(0)
  })
  test('can choose anew, and only a choice that knows of the wish counts', () => {
    const point = choosing({ points: ['day90'] })
    expect(due(wish('NL', 'noContact'), point)).toBe(1)
    expect(due(wish('RO', 'noContact'), point)).toBe(1)
    expect(due(point, wish('NL', 'noContact'))).toBe(0)
    const common = after('submit', 'confirmArrival')
    const wished = after('submit', 'confirmArrival', wish('NL', 'noContact')).slice(-1)
    const crossing = after('submit', 'confirmArrival', point).slice(-1)
    expect(wantsNoContact(read([...common, ...wished, ...crossing]))).toBe(true)
  })
  test('is not who objects or complains', () => {
    expect(due(wish('RO', 'objection'), wish('NL', 'complaint'))).toBe(5)
  })
  test('completes a follow-up by declining it, and the alarm stops', () => {
    const declined = { point: 'day30', on: '2026-11-22', outcome: 'declinedContact' }
    expect(due(['reportFollowUp', { data: declined }])).toBe(4)
  })
})

test('R37 follow-ups are due at the points that the permission names, until the person chooses others', () => {
  const points = (...steps: readonly Step[]) =>
    dueIn(takenOver({ content: 'codesOnly', points: ['day30', 'day365'] }, ...steps)).flatMap(
      ({ name, id }) => (name === 'followUp' ? [id] : []),
    )
  expect(points()).toEqual(['followUp:day30', 'followUp:day365'])
  expect(points(choosing({ points: ['day90'] }))).toEqual(['followUp:day90'])
  expect(dueIn(takenOver({ content: 'none' })).some(({ name }) => name === 'followUp')).toBe(false)
})

test('R38 who wants another provider is answered by the side that answers for the case', () => {
  const owing = (history: ReturnType<typeof after>) =>
    dueIn(history).flatMap(({ name, owedBy }) => (name === 'answerWish' ? [owedBy] : []))
  expect(owing(after('submit', wish('RO', 'anotherProvider')))).toEqual(['sender'])
  expect(owing(takenOver(undefined, wish('NL', 'anotherProvider')))).toEqual(['receiver'])
  expect(owing(takenOver(undefined, wish('NL', 'anotherProvider'), 'planService'))).toEqual([])
})
