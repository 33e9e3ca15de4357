import { codes } from '@onward/contract'
import { describe, expect, test } from 'vitest'
import { agreementOnChildren, childOffer } from './deadlines/child-offer.test-data.ts'
import { deadlines } from './deadlines/deadlines.ts'
import { add } from './deadlines/waiting.test-data.ts'
import { after, agreement, at, type Step, tryTo, words } from './example.test-data.ts'
import { moves, type Verb, verbs } from './moves.ts'
import { incidentOf, outside, outsideRulesOf } from './outside.ts'
import { told } from './read.test-data.ts'
import { responsibilityRules } from './rules/responsibility-rules.ts'
import { rules } from './rules/rules.ts'
import { type Statement, statement } from './statement.ts'

const dueAfter = (...steps: readonly Step[]) =>
  deadlines(told(...steps), { now: at, agreement, add }).map(({ id }) => id)
const police = { ...words.actOnIncident, action: 'informedPolice' } as const
const incident = (data: object): Step => ['reportIncident', { data: { ...words.reportIncident, ...data } }]
const instruction = (tell: 'nobody' | 'trustedParty' | 'police'): Step => [
  'amend',
  {
    data: {
      dataScope: ['risk'],
      sections: {
        risk: {
          assessedAt: '2026-11-21',
          assessedBy: 'nl-fp-02',
          levelOverall: 'medium',
          ifIDisappear: { tell, trustedParty: 'nl-shelter-1', statedOn: '2026-11-21', language: 'ro' },
        },
      },
      reason: 'NewInformation',
    },
  },
]

describe('R45 the police or SIRENE are told of an adult only with a ground', () => {
  const markedOf = (...steps: readonly Step[]) => {
    const decision = tryTo(after('submit', ...steps), 'actOnIncident', { data: police })
    if (!decision.accepted) throw new Error(`${decision.code} ${decision.rule}`)
    return 'outsideRules' in decision.data ? decision.data.outsideRules : undefined
  }

  test.each<readonly [string, readonly Step[]]>([
    ['a risk was stated with the incident', [incident({ statedRisk: true })]],
    ['there is danger to life', [incident({ life: true })]],
    ['the person has asked for it beforehand', [instruction('police'), 'reportIncident']],
  ])('it keeps the rule when %s', (_what, steps) => {
    expect(markedOf(...steps)).toBeUndefined()
  })

  test.each<readonly [string, readonly Step[]]>([
    ['nothing more is known', ['reportIncident']],
    ['the risk was stated of another incident', [incident({ incidentId: 'another', statedRisk: true })]],
    ['the person wants nobody told', [instruction('nobody'), 'reportIncident']],
    ['the person trusts another party', [instruction('trustedParty'), 'reportIncident']],
  ])('it is recorded outside the rules when %s', (_what, steps) => {
    expect(markedOf(...steps)).toEqual(['authority-only-with-a-ground'])
  })

  test('an alert named with the incident is marked in the same way, and a child needs no other ground', () => {
    const alertRef = { system: 'SIRENE', reference: 'NL-1' } as const
    const data = { ...words.reportIncident, alertRef }
    expect(tryTo(after('submit'), 'reportIncident', { data })).toMatchObject({
      data: { ...data, outsideRules: ['authority-only-with-a-ground'] },
    })
    const child = after(['submit', { data: childOffer, agreement: agreementOnChildren }])
    expect(tryTo(child, 'reportIncident', { data })).toMatchObject({ data })
  })
})

test('R38 an incident is called by its id, any other fact by its event, and what is only being decided by nothing', () => {
  const report = statement('incident.reported', words.reportIncident)
  const arrival = statement('arrival.confirmed', words.confirmArrival)
  const event = { id: 'RO-1', digest: 'digest of RO-1' }
  const called = (said: Statement, more: object) =>
    incidentOf({ said, side: 'receiver', sequence: 1, seen: 0, at, ...more })
  expect(called(report, { event })).toBe(words.reportIncident.incidentId)
  expect(called(arrival, { event })).toBe('RO-1')
  expect(called(arrival, {})).toBe(undefined)
  // Sound: a field that is there and says nothing, as no schema has it.
  expect(outsideRulesOf(statement('arrival.confirmed', { outsideRules: undefined } as never))).toEqual([])
})

describe('R38 a fact outside the rules is an incident by itself', () => {
  const unplanned: Step = [
    'confirmArrival',
    { data: { ...words.confirmArrival, outsideRules: ['reception-before-travel'] } },
  ]

  test('the referral lists it, with the name by which it is acted on', () => {
    expect(outside(told('submit', unplanned))).toContainEqual({
      incident: 'RO-1',
      type: 'arrival.confirmed',
      side: 'receiver',
      sequence: 1,
      at,
      rules: expect.arrayContaining(['reception-before-travel']),
    })
  })

  test('the other side says what it did about it, and until then it is due', () => {
    const acting = (data: object): Step => [
      'actOnIncident',
      { by: 'NL', data: { ...words.actOnIncident, ...data } },
    ]
    expect(dueAfter('submit', unplanned)).toContain('actOnIncident:RO-1')
    expect(dueAfter('submit', unplanned, acting({ incidentId: 'another' }))).toContain('actOnIncident:RO-1')
    expect(dueAfter('submit', unplanned, acting({ incidentId: 'RO-1' }))).not.toContain('actOnIncident:RO-1')
  })

  test('who told it does not answer it', () => {
    const own: Step = ['actOnIncident', { by: 'RO', data: { ...words.actOnIncident, incidentId: 'RO-1' } }]
    expect(dueAfter('submit', unplanned, own)).toContain('actOnIncident:RO-1')
  })

  test('so is news of an incident, and what was done about one, beside the incident itself', () => {
    const acted: Step = ['actOnIncident', { by: 'NL', data: police }]
    const theirs: Step = ['reportIncident', { by: 'RO' }]
    const due = dueAfter('submit', theirs, acted).filter((id) => id.startsWith('actOnIncident'))
    expect(due).toEqual(['actOnIncident:NL-2'])
  })
})

describe('R45 a missed arrival', () => {
  const closing = (result: string): Step => ['closeIncident', { data: { ...words.closeIncident, result } }]

  test('is looked after until somebody has seen the person: found safe, without saying where', () => {
    const missed = ['submit', 'reportMissedArrival', 'reportIncident'] as const
    expect(dueAfter(...missed)).toContain('welfareCheck')
    expect(dueAfter(...missed, closing('unresolved'))).toContain('welfareCheck')
    expect(dueAfter(...missed, closing('foundSafe'))).not.toContain('welfareCheck')
    expect(Object.keys(words.closeIncident).toSorted()).toEqual(['closedAt', 'incidentId', 'result'])
  })
})

test('R45 every incident that practice names has a code', () => {
  const named = [
    ...[
      'leftVoluntarily',
      'contactByTrafficker',
      'threat',
      'retraffickingSuspected',
      'retraffickingConfirmed',
    ],
    ...['detained', 'hospitalised', 'selfHarmRisk', 'removalStarted', 'refusedBoarding', 'refusedEntry'],
    ...['interceptedInTransit', 'birth', 'death', 'providerAllegation', 'dataBreach'],
  ]
  expect(named.filter((code) => !codes.IncidentCode.some((known) => known === code))).toEqual([])
})

test.each(['declinedContact', 'unsafeToContact', 'unreachable'] as const)(
  'R37 a follow-up that ends with %s is done, and its alarm stops',
  (outcome) => {
    const report: Step = ['reportFollowUp', { data: { ...words.reportFollowUp, point: 'day30', outcome } }]
    expect(dueAfter('submit', 'confirmArrival')).toContain('followUp:day30')
    expect(dueAfter('submit', 'confirmArrival', report)).not.toContain('followUp:day30')
  },
)

describe('R36 nothing about responsibility ever blocks help', () => {
  const help: readonly Verb[] = verbs.filter((verb) => moves[verb].about === 'fact')
  const about = new Set(['R36'])

  test('no rule on who answers for the case applies to a fact, a service or an incident', () => {
    const rulesOnResponsibility = rules.filter(({ requirements }) =>
      requirements.some((each) => about.has(each)),
    )
    const others = ['planService', 'arrangeReception', 'closeIncident', 'acknowledgeRisk', 'submit'] as const
    const blocking = rulesOnResponsibility
      .filter(({ applies }) => applies.some((verb) => [...help, ...others].includes(verb)))
      .map(({ name }) => name)
    // These two are about a second offer, which is always possible as a service, and with permission asked anew.
    expect(blocking).toEqual(['one-responsible-per-case', 'former-permission-stays-ended'])
    expect(rulesOnResponsibility).toEqual(expect.arrayContaining([...responsibilityRules].slice(0, 8)))
  })

  test.each([
    'startService',
    'reportIncident',
    'actOnIncident',
    'updateRisk',
    'confirmArrival',
    'depart',
  ] as const)('while it is disputed, after closure and after a reopening, %s is said', (verb) => {
    const histories = [
      after('submit', 'disputeResponsibility'),
      after('submit', 'proposeHandover', 'takeHandover', 'disputeResponsibility'),
      after('submit', 'close'),
      after('submit', 'close', 'reopenCase'),
    ]
    expect(histories.map((history) => tryTo(history, verb).accepted)).toEqual([true, true, true, true])
  })

  test('in an emergency the second side has 4 hours to settle it, else 2 working days', () => {
    const dueOf = (emergency: boolean) => {
      const dispute: Step = ['disputeResponsibility', { data: { ...words.disputeResponsibility, emergency } }]
      return deadlines(told('submit', dispute), { now: at, agreement, add }).find(
        ({ name }) => name === 'settleDispute',
      )?.due
    }
    expect(dueOf(true)).toBe('2026-11-22T09:00:00.000Z')
    expect(dueOf(false)).toBe('2026-11-25T00:00:00.000Z')
  })
})
