import { describe, expect, test } from 'vitest'
import { after, recorded, register, type Step, tryTo, words } from './example.test-data.ts'
import { judge } from './judge.ts'
import type { Verb } from './moves.ts'
import { agreement, offer, person } from './offer.test-data.ts'
import { read, told } from './read.test-data.ts'
import { threadsOf } from './thread.ts'

const of = (verb: Verb, data: object, by?: string): Step => [
  verb,
  { data: { ...words[verb], ...data }, ...(by && { by }) },
]

describe('R38 several services of a case, each with a life of its own', () => {
  const states = (...steps: readonly Step[]) =>
    Object.fromEntries(
      Object.entries(told('submit', ...steps).facets.services).map(([id, { state }]) => [id, state]),
    )

  test('go on side by side', () => {
    const steps = [
      of('planService', { serviceId: 'a' }),
      of('planService', { serviceId: 'b' }),
      of('startService', { serviceId: 'a' }),
      of('planService', { serviceId: 'c' }),
      of('cancelService', { serviceId: 'b' }),
      of('completeService', { serviceId: 'a' }),
      of('reportUnattended', { serviceId: 'c' }),
    ]
    expect(states(...steps)).toEqual({ a: 'completed', b: 'cancelled', c: 'unattended' })
  })
  test('may begin unplanned, for that is a fact; but what is not there cannot be cancelled', () => {
    expect(states(of('startService', { serviceId: 'a' }))).toEqual({ a: 'started' })
    expect(tryTo(after('submit'), 'cancelService')).toMatchObject({ code: 'NOT_IN_THIS_STATE' })
    expect(tryTo(after('submit', 'planService', 'completeService'), 'cancelService')).toMatchObject({
      code: 'NOT_IN_THIS_STATE',
    })
  })
  test('keep everything that was said about them, in order', () => {
    const services = told('submit', 'planService', 'reportUnattended', 'startService').facets.services
    expect(Object.values(services).map(({ said }) => said.map(({ type }) => type))).toEqual([
      ['service.planned', 'service.unattended', 'service.started'],
    ])
  })
})

test('R37 follow-ups are kept by their point, and one can be reported again', () => {
  const followUps = told(
    'submit',
    of('reportFollowUp', { point: 'day30', outcome: 'unreachable' }),
    of('reportFollowUp', { point: 'day30', outcome: 'safe' }),
    of('reportFollowUp', { point: 'day90', outcome: 'declinedContact' }),
  ).facets.followUps
  expect(Object.entries(followUps).map(([point, { said }]) => [point, said.length])).toEqual([
    ['day30', 2],
    ['day90', 1],
  ])
})

describe('R29 records that are asked for', () => {
  const ours = of('requestRecords', {}, 'NL')
  const theirs = of('requestRecords', { requestId: 'another' }, 'RO')

  test('are given or refused by the other side, each request by itself', () => {
    const referral = told(
      'submit',
      ours,
      theirs,
      of('provideRecords', {}, 'RO'),
      of('refuseRecords', { requestId: 'another' }, 'NL'),
    )
    const state = (side: 'sender' | 'receiver') =>
      Object.values(threadsOf(referral.facets, 'records', side)).map((thread) => thread.state)
    expect([state('sender'), state('receiver')]).toEqual([['refused'], ['provided']])
  })
  test('are not given by who asked for them, nor after they were refused', () => {
    expect(tryTo(after('submit', ours), 'provideRecords', { by: 'NL' })).toMatchObject({
      rule: 'something-to-answer',
    })
    expect(tryTo(after('submit', ours, 'refuseRecords'), 'provideRecords')).toMatchObject({
      code: 'NOT_IN_THIS_STATE',
    })
  })
})

describe('R42 a family assessment', () => {
  test('that was asked for can be reported, and reported again when more is known', () => {
    const steps = ['submit', 'requestFamilyAssessment', 'reportFamilyAssessment'] as const
    expect(tryTo(after(...steps), 'reportFamilyAssessment').accepted).toBe(true)
  })
  test('that was taken back is not made; one that crossed it on the way is still read', () => {
    const common = after('submit', 'requestFamilyAssessment')
    const withdrawn = recorded(common, 'withdrawFamilyRequest')
    const report = recorded(common, 'reportFamilyAssessment')
    expect(tryTo([...common, withdrawn], 'reportFamilyAssessment')).toMatchObject({
      rule: 'something-to-answer',
    })
    expect(judge({ register, history: [...common, withdrawn], event: report.event, agreement })).toEqual({
      verdict: 'apply',
    })
    const { familyRequest, familyAssessment } = read([...common, withdrawn, report]).facets
    expect(
      [familyRequest, familyAssessment].map((facet) => Object.values(facet).map(({ state }) => state)),
    ).toEqual([['withdrawn'], ['reported']])
  })
})

describe('R30 a risk that has risen', () => {
  test('is acknowledged by the other side, and by nobody else', () => {
    const history = after('submit', 'updateRisk')
    expect(tryTo(history, 'acknowledgeRisk', { by: 'RO' }).accepted).toBe(true)
    expect(tryTo(history, 'acknowledgeRisk', { by: 'NL' })).toMatchObject({ rule: 'something-to-answer' })
  })
  test('stands in the list of the side that saw it, whatever the other side thinks', () => {
    const { risk } = told(
      'submit',
      of('updateRisk', {}, 'NL'),
      of('updateRisk', { levelOverall: 'low', rise: false }, 'RO'),
    ).facets
    const levels = [risk.sender, risk.receiver].map((list) =>
      Object.values(list).flatMap(({ said }) => said.map(({ data }) => data.levelOverall)),
    )
    expect(levels).toEqual([['high'], ['low']])
  })
})

describe('R48 a correction', () => {
  const region = (intendedRegion: string) => ({ person: { ...person, intendedRegion } })
  const corrected = (name: string, by: string) =>
    of('correct', { correctionId: name, dataScope: ['person'], sections: region(name) }, by)

  test('by the sender replaces the section, and every earlier version stays in the entries', () => {
    const referral = told('submit', corrected('South', 'NL'), corrected('West', 'NL'))
    expect(referral.sections).toEqual({ ...offer.sections, ...region('West') })
    const versions = referral.entries.flatMap(({ said, sequence }) =>
      said.type === 'referral.submitted' || said.type === 'data.corrected'
        ? [[sequence, said.data.sections.person?.intendedRegion]]
        : [],
    )
    expect(versions).toEqual([
      [1, 'North-East'],
      [2, 'South'],
      [3, 'West'],
    ])
  })
  test('by the receiver is advice to the sender, whose words these are', () => {
    const referral = told('submit', corrected('South', 'RO'))
    expect(referral.sections).toEqual(offer.sections)
    expect(referral.facets.correction.receiver.said.map(({ data }) => data.correctionId)).toEqual(['South'])
  })
  test('is confirmed by whoever received it', () => {
    const confirmed = told('submit', 'correct', 'confirmCorrection').facets.correctionApplied
    expect([Object.keys(confirmed.sender), Object.keys(confirmed.receiver)]).toEqual([
      [],
      [words.correct.correctionId],
    ])
  })
})

describe('R45 an incident never waits', () => {
  const common = after('submit', 'amend')
  const reported = recorded(common, 'reportIncident')

  test('for an event of its author that is still missing', () => {
    expect(judge({ register, history: common.slice(0, 1), event: reported.event, agreement })).toEqual({
      verdict: 'apply',
    })
    expect(judge({ register, history: [], event: reported.event, agreement })).toEqual({ verdict: 'apply' })
    expect(read([...common.slice(0, 1), reported]).facets.incidents.sender).toMatchObject({
      [words.reportIncident.incidentId]: { state: 'reported' },
    })
  })
  test('and reads the same when what it has overtaken has come', () => {
    const [offered, amended] = common
    if (!offered || !amended) throw new Error('two events were made')
    expect(read([offered, reported, amended])).toEqual(read([...common, reported]))
  })
  test('nor for anybody else: who reported it may act on it too', () => {
    const history = after('submit', 'reportIncident')
    expect(['NL', 'RO'].map((by) => tryTo(history, 'actOnIncident', { by }).accepted)).toEqual([true, true])
  })
})
