/** Practice §14 (a), day by day as far as the way there goes, and two other ways of going: what is refused, and what is told. */
import { describe, expect, test } from 'vitest'
import { dueIn, find } from './deadlines/waiting.test-data.ts'
import {
  after,
  alternate,
  responsible as desk,
  local,
  offer,
  recorded,
  register,
  type Saying,
  tryTo,
  words,
} from './example.test-data.ts'
import type { History } from './history.ts'
import { accepted, handsBack, planned, received, takesBack } from './journey-steps.test-data.ts'
import { judge } from './judge.ts'
import type { Verb } from './moves.ts'
import { nextActions } from './next-actions.ts'
import { agreement } from './offer.test-data.ts'
import { outside } from './outside.ts'
import { read } from './read.test-data.ts'
import { rules } from './rules/rules.ts'
import { status } from './status.ts'

/** Day 0 is Sunday 22 November 2026. */
const on = (day: number, time = '10:00') =>
  `${new Date(Date.UTC(2026, 10, 22 + day)).toISOString().slice(0, 10)}T${time}:00.000Z`
const dayOf = (day: number) => on(day).slice(0, 10)
const reflecting = { ...local, reflectionPeriod: { status: 'running', end: dayOf(40) } } as const

/** What is said on which day: by its usual speaker, with its example's words unless others are given. */
interface Told {
  readonly day: number
  readonly verb: Verb
  readonly data?: object
  readonly time?: string
}

function say(history: History, { day, verb, data, time }: Told, refusedBy?: string): History {
  const saying: Saying = {
    at: on(day, time),
    local: reflecting,
    ...(data && { data: { ...words[verb], ...data } }),
  }
  const decision = tryTo(history, verb, saying)
  expect([day, verb, decision.accepted ? undefined : (decision.rule ?? decision.code)]).toEqual([
    day,
    verb,
    refusedBy,
  ])
  return decision.accepted ? [...history, recorded(history, verb, saying)] : history
}

function flight(day: number, declared: number, departs = '07:40') {
  const { departure, arrival } = words.planJourney
  return {
    departure: { ...departure, at: on(day, departs) },
    arrival: { ...arrival, at: on(day, '10:25') },
    voluntaryDeclaration: { date: dayOf(declared), form: 'written', language: 'ro' },
    conditionsMet: ['TravelDocumentReady'],
  }
}

test('R28, R30, R31, R32, R33, R34, R35 an adult from NL to RO: each plan waits for what it rests on, and what happens is told', () => {
  let history: History = []
  const says = (day: number, verb: Verb, data?: object, time?: string) => {
    history = say(history, { day, verb, ...(data && { data }), ...(time && { time }) })
  }
  const refused = (rule: string, day: number, verb: Verb, data?: object) => {
    const before = history
    expect(say(history, { day, verb, ...(data && { data }) }, rule)).toBe(before)
  }
  const stands = () => status(read(history))

  // Day 3: offered without a word about danger, and asked for it.
  const { risk: _risk, ...withoutRisk } = offer.sections
  says(3, 'submit', { ...offer, dataScope: ['person', 'needs'], sections: withoutRisk })
  says(6, 'acknowledge', { responsible: desk, alternate, reviewDate: dayOf(10) })
  refused('risk-goes-along', 7, 'accept')
  says(7, 'amend')
  says(7, 'giveFeedback')
  refused('accepted-first', 7, 'arrangeReception')
  says(7, 'acceptWithConditions', { conditions: [{ code: 'TravelDocumentReady' }] })

  // Day 10: identified; the reflection period runs until day 40.
  says(10, 'updateStatus', { status: 'identified', country: 'NL' })
  refused('reception-before-travel', 20, 'planJourney', flight(45, 20))
  says(26, 'arrangeReception')
  refused('reception-before-travel', 26, 'planJourney', flight(45, 20))
  says(26, 'confirmReception')

  // Day 31: the passport is not there yet, and the period still runs. Day 40: it is there, and a day ahead is too soon.
  refused('conditions-met', 31, 'planJourney', { ...flight(45, 30), conditionsMet: undefined })
  refused('reflection-is-undisturbed', 31, 'planJourney', flight(39, 30))
  refused('notice-before-arrival', 40, 'planJourney', flight(41, 40))
  refused('voluntary-is-declared', 40, 'planJourney', flight(45, 41))
  says(40, 'planJourney', flight(45, 40))
  expect(stands()).toBe('journeyPlanned')
  says(40, 'acknowledgeJourney')

  // Day 45: she is not let on board, and travels the next day; the change says why it comes late.
  says(45, 'reportNotDeparted', { reason: 'refusedBoarding', at: on(45, '07:20') }, '07:30')
  expect(stands()).toBe('notDeparted')
  refused('notice-before-arrival', 45, 'changeJourney', { ...flight(46, 40), noticeWaiver: undefined })
  says(45, 'changeJourney', { ...flight(46, 40), reason: 'document' })
  expect(stands()).toBe('journeyPlanned')
  says(45, 'acknowledgeJourney')
  says(46, 'depart', { departedAt: on(46, '07:52') }, '08:00')
  says(46, 'changeJourney', { ...flight(46, 40), reason: 'delay', noticeWaiver: undefined }, '09:00')
  expect(stands()).toBe('departed')
  says(46, 'confirmArrival', { arrivedAt: on(46, '10:40') }, '10:45')
  expect(stands()).toBe('arrived')
  expect(outside(read(history))).toEqual([])

  // The risk is looked at again, and support goes on when responsibility is handed back on day 120.
  expect(find(dueIn(history, { now: on(50) }), 'assessAgain')).toMatchObject({
    owedBy: 'receiver',
    due: on(53, '10:40'),
  })
  says(49, 'giveFeedback', { stage: 'afterArrival' })
  expect(find(dueIn(history, { now: on(50) }), 'assessAgain')).toBeUndefined()
  says(49, 'proposeHandover')
  says(49, 'takeHandover')
  says(50, 'startService')
  for (const [verb, saying] of [handsBack, takesBack])
    history = [...history, recorded(history, verb, { ...saying, at: on(120) })]
  expect(stands()).toBe('inSupport')
})

describe('R35 facts outside the rules', () => {
  const marksOf = (history: History) => outside(read(history)).map(({ type, rules }) => [type, rules])

  test('case (c), day 101: who arrives early and unplanned has arrived, and the record says what was missing', () => {
    const history = after('submit', 'acknowledge', ['confirmArrival', { data: unplanned(), at: on(101) }])
    expect(marksOf(history)).toEqual([
      ['arrival.confirmed', ['accepted-first', 'reception-before-travel', 'journey-planned-first']],
    ])
    expect(status(read(history))).toBe('arrived')
  })

  test('a removal under a voluntary plan is told, and marked as what was not planned', () => {
    const removal = { ...words.depart, movementBasis: 'removal', escort: 'police' }
    expect(marksOf(after(...planned, ['depart', { data: removal }]))).toEqual([
      ['journey.departed', ['journey-planned-first']],
    ])
  })

  test('who leaves though a concern asked to stop has left, and the record says so on both sides', () => {
    const history = after(...planned, 'raiseTransferConcern', 'depart', 'confirmArrival')
    expect(marksOf(history)).toEqual([
      ['journey.departed', ['transfer-concern-decided']],
      ['arrival.confirmed', ['transfer-concern-decided']],
    ])
  })

  test('who comes late, after somebody has waited in vain, was awaited all the same', () => {
    expect(marksOf(after(...planned, 'depart', 'reportMissedArrival', 'confirmArrival'))).toEqual([])
  })

  function unplanned() {
    const { planned: _planned, ...arrival } = words.confirmArrival
    return { ...arrival, planned: false, arrivedAt: on(101, '06:00') }
  }
})

describe('R34 a journey that fails', () => {
  test('is planned anew or changed, whichever the caseworker finds plainer', () => {
    const failed = after(...planned, 'reportNotDeparted')
    const open = ['planJourney', 'changeJourney'] as const
    expect(open.map((verb) => tryTo(failed, verb).accepted)).toEqual([true, true])
  })

  test('is no longer a plan on which somebody could depart', () => {
    const history = after(...planned, 'reportNotDeparted', 'depart')
    expect(outside(read(history))).toMatchObject([{ rules: ['journey-planned-first'] }])
  })
})

describe('R32 what crosses on the way', () => {
  const common = after(...received)
  const plan = recorded(common, 'planJourney')

  test('a plan made before the sender knew that the reception fell through is read; the next one is refused', () => {
    const cancelled = recorded(common, 'cancelReception')
    const verdict = judge({ register, history: [...common, cancelled], event: plan.event, agreement })
    expect(verdict).toEqual({ verdict: 'apply' })
    expect(tryTo([...common, cancelled, plan], 'changeJourney')).toMatchObject({
      rule: 'reception-before-travel',
    })
  })

  test('the receiver rejects a plan that its author could have known to be refused', () => {
    const forged = { ...plan.event, data: { ...words.planJourney, recognitionAgreed: false } }
    // Sound: the words of a plan with one member changed.
    const event = forged as typeof plan.event
    expect(judge({ register, history: common, event, agreement })).toMatchObject({
      verdict: 'reject',
      code: 'BIZ_STATE',
      rule: 'knows-who-waits',
    })
  })

  test('R28 what only the sender knows is not asked of it by the receiver', () => {
    const saying = { at: words.planJourney.departure.at, local: reflecting }
    expect(tryTo(common, 'planJourney', saying)).toMatchObject({ accepted: false })
    expect(judge({ register, history: common, event: plan.event, agreement })).toEqual({ verdict: 'apply' })
  })
})

test('R32 a journey is offered as a next action only when it can be planned', () => {
  const offers = (history: History, ...asked: readonly Verb[]) => {
    const open = ['NL', 'RO'].flatMap((member) =>
      nextActions(read(history), { member, role: 'focal-point', now: on(0) }).map(({ verb }) => verb),
    )
    return asked.map((verb) => open.includes(verb))
  }
  const asked = ['arrangeReception', 'confirmReception', 'planJourney'] as const
  expect(offers(after('submit', 'acknowledge'), ...asked)).toEqual([false, false, false])
  expect(offers(after(...accepted), ...asked)).toEqual([true, false, false])
  expect(offers(after(...accepted, 'arrangeReception'), ...asked)).toEqual([true, true, false])
  expect(offers(after(...received), ...asked)).toEqual([true, true, true])
  expect(offers(after(...received, 'arrangeReception'), ...asked)).toEqual([true, true, false])
  expect(offers(after(...received, 'raiseTransferConcern'), 'planJourney')).toEqual([false])
})

test('R30 what an adult may wish who was told, nobody wishes for a child', () => {
  const rule = rules.find(({ name }) => name === 'risk-seen-by-both')
  const plan = { ...words.planJourney, assessmentWaiver: { reason: 'PersonInformedAndWishes' } } as const
  const inadequate = read(
    after(...received, ['giveFeedback', { data: { ...words.giveFeedback, adequate: false } }]),
  )
  const holdsFor = (subjectKind: 'adult' | 'child' | 'presumedChild') => {
    const { facets } = inadequate
    const before = {
      ...inadequate,
      facets: { ...facets, offer: { ...facets.offer, terms: { ...offer, subjectKind } } },
    }
    const said = { type: 'journey.planned', data: plan } as const
    const asked = { verb: 'planJourney', before, after: before, side: 'sender', at: on(0), said } as const
    return rule?.holds({ ...asked, agreement, register, local, actor: undefined })
  }
  expect([holdsFor('adult'), holdsFor('child'), holdsFor('presumedChild')]).toEqual([true, false, false])
})

test('R26 a status that says no closes nothing: the same is open as before, and the referral stands as it stood', () => {
  const no = (country: string) => ({
    by: country,
    data: { ...words.updateStatus, status: 'notIdentified', country },
  })
  const places = [
    after('submit', 'acknowledge'),
    after(...accepted),
    after(...planned),
    after(...planned, 'depart', 'confirmArrival', 'proposeHandover', 'takeHandover', 'startService'),
  ]
  const view = (history: History) => {
    const referral = read(history)
    const open = ['NL', 'RO'].map((member) =>
      nextActions(referral, { member, role: 'focal-point', now: on(0) }),
    )
    return { status: status(referral), open }
  }
  const saidNo = (history: History) => {
    const here = [...history, recorded(history, 'updateStatus', no('NL'))]
    return [...here, recorded(here, 'updateStatus', no('RO'))]
  }
  expect(places.map((history) => view(saidNo(history)))).toEqual(places.map(view))
})
