/** A journey and what comes before it, from the sides beside the examples. */
import { describe, expect, test } from 'vitest'
import {
  after,
  agreement,
  at,
  local,
  offer,
  permission,
  register,
  risk,
  type Step,
  scope,
  tryTo,
  verdictOn,
  words,
} from '../example.test-data.ts'
import { planned, received } from '../journey-steps.test-data.ts'
import { told } from '../read.test-data.ts'
import { statement } from '../statement.ts'
import {
  afterOffer,
  offered,
  supported,
  transfer,
  withoutRisk,
} from './movement-basis-rule-examples.test-data.ts'
import { ruleNamed } from './rules.ts'

const ready = after(...received)
const { planJourney, changeJourney } = words
const note = { text: 'The ferry goes on Mondays alone.', language: 'en' }
const { note: _note, ...unexplained } = planJourney
const planning = (change: object) => ({ data: { ...unexplained, ...change } })
const tomorrow = {
  departure: { ...planJourney.departure, at: '2026-11-23T05:00:00.000Z' },
  arrival: { ...planJourney.arrival, at: '2026-11-23T10:25:00.000Z' },
}

test.each([
  ['with no reason', {}, 'notice-before-arrival'],
  ['for a danger to life', { noticeWaiver: { reason: 'ThreatToLife' } }, 'accepted'],
  ['for another reason that is not told', { noticeWaiver: { reason: 'Other' } }, 'notice-before-arrival'],
  ['for another reason that is told', { noticeWaiver: { reason: 'Other' }, note }, 'accepted'],
])('R33: the person arrives tomorrow %s', (_title, change, verdict) => {
  expect(verdictOn(ready, 'planJourney', planning({ ...tomorrow, ...change }))).toBe(verdict)
})

const { place } = planJourney.arrival
test.each([
  ['where she is met', place, 'accepted'],
  ['in another country', { ...place, country: 'BG' }, 'plan-fits-reception'],
  ['at another kind of place of that name', { ...place, kind: 'station' }, 'plan-fits-reception'],
  ['at a place of another name', { ...place, name: 'Cluj' }, 'plan-fits-reception'],
])('R32: the journey ends %s', (_title, ending, verdict) => {
  const arrival = { ...planJourney.arrival, place: ending }
  expect(verdictOn(ready, 'planJourney', planning({ arrival }))).toBe(verdict)
})

test.each([
  ['nobody', 'none', 'knows-who-waits'],
  ['her family', 'family', 'knows-who-waits'],
  ['somebody of the services', 'professional', 'accepted'],
  ['the police', 'police', 'accepted'],
])('R33: who does not know how to recognise who waits travels with %s', (_title, escort, verdict) => {
  expect(verdictOn(ready, 'planJourney', planning({ escort, recognitionAgreed: false }))).toBe(verdict)
})

const unchosen = [supported, ...afterOffer, ['planJourney', transfer()]] as const
const removal = ['changeJourney', transfer({ movementBasis: 'removal' })] as const
test.each<readonly [string, readonly Step[], string, readonly string[]]>([
  ['a voluntary journey that was planned so', planned, 'voluntary', []],
  [
    'a voluntary journey, begun a second time, that was planned so',
    [...planned, ['depart', { data: { ...words.depart, movementBasis: 'removal' } }]],
    'voluntary',
    [],
  ],
  ['a removal after a voluntary plan', planned, 'removal', ['journey-planned-first']],
  ['a removal after a transfer that was planned', unchosen, 'removal', ['journey-planned-first']],
  ['a removal after a transfer that was changed to one', [...unchosen, removal], 'removal', []],
])(
  'R33: what happened is recorded, and marked if it was not planned: %s',
  (_title, steps, movementBasis, marks) => {
    const decision = tryTo(after(...steps), 'depart', { data: { ...words.depart, movementBasis } })
    const outside = decision.accepted && 'outsideRules' in decision.data ? decision.data.outsideRules : []
    expect({ accepted: decision.accepted, outside }).toEqual({ accepted: true, outside: marks })
  },
)

describe('R30: a transfer that she did not choose is planned', () => {
  const purpose = 'SupportInOrigin'
  const factor = (country: string) => ({ factor: 'state', level: 'high', country }) as const
  const { factors: _factors, ...unnamed } = risk
  const at = (...countries: readonly string[]): Step =>
    offered({
      purpose,
      permission: { ...permission, scope: { ...scope, purposes: [purpose] } },
      sections: {
        ...offer.sections,
        risk: countries.length === 0 ? unnamed : { ...risk, factors: countries.map(factor) },
      },
    })
  test.each([
    ['with the danger in that country looked at', at('RO'), 'accepted'],
    ['with that danger among others', at('BG', 'RO'), 'accepted'],
    ['with dangers elsewhere', at('BG'), 'danger-is-named'],
    ['with no danger named', at(), 'danger-is-named'],
  ])('%s', (_title, step, verdict) => {
    expect(verdictOn(after(step, ...afterOffer), 'planJourney', transfer())).toBe(verdict)
  })
})

describe('R30: without an assessment by both sides', () => {
  const [submit, ...steps] = received.filter((step) => step !== 'giveFeedback')
  const history = after(submit ?? 'submit', ...steps)
  test.each([
    [
      'a voluntary journey of somebody informed who wishes it is planned',
      'PersonInformedAndWishes',
      {},
      'accepted',
    ],
    ['one to save a life is planned', 'ThreatToLife', {}, 'accepted'],
    ['one of somebody who does not share the risk is planned', 'PersonDoesNotShareRisk', {}, 'accepted'],
    ['one that the receiver cannot assess is planned', 'ReceiverCannotAssess', {}, 'accepted'],
    ['a voluntary one by an authority is not', 'DecidedByAuthority', {}, 'risk-seen-by-both'],
    ['one for another reason that is told is planned', 'Other', { note }, 'accepted'],
    ['one for another reason that is not told is not', 'Other', {}, 'risk-seen-by-both'],
    ['one for a reason that is not known here is not', 'SomethingNew', {}, 'risk-seen-by-both'],
  ])('%s', (_title, reason, change, verdict) => {
    expect(verdictOn(history, 'planJourney', planning({ assessmentWaiver: { reason }, ...change }))).toBe(
      verdict,
    )
  })
})

test('R32: where an organisation receives, the journey ends where the person is met, in whatever country', () => {
  const before = { ...told(...received), receiver: 'IOM' }
  const rule = ruleNamed('plan-fits-reception')
  const isFitting = (country: string) => {
    const data = { ...planJourney, arrival: { ...planJourney.arrival, place: { ...place, country } } }
    const said = statement('journey.planned', data)
    const proposal = { verb: 'planJourney', before, after: before, side: 'sender', at, said } as const
    return rule?.holds({ ...proposal, actor: undefined, agreement, register, local })
  }
  expect(['RO', 'BG'].map(isFitting)).toEqual([true, false])
})

test('R30: without a word on the danger a case is accepted that is no return', () => {
  const silent = offered({
    purpose: 'SupportInOrigin',
    permission: { ...permission, scope: { ...scope, purposes: ['SupportInOrigin'] } },
    dataScope: ['person', 'needs'],
    sections: withoutRisk,
  })
  expect(verdictOn(after(silent, 'acknowledge'), 'accept')).toBe('accepted')
})

test('R30: to save a life a transfer is planned that nobody has assessed', () => {
  const unassessed = after(supported, ...afterOffer.filter((step) => step !== 'giveFeedback'))
  const waived = (reason: string) => transfer({ assessmentWaiver: { reason } })
  expect(verdictOn(unassessed, 'planJourney', waived('ThreatToLife'))).toBe('accepted')
  expect(verdictOn(unassessed, 'planJourney', waived('PersonInformedAndWishes'))).toBe('risk-seen-by-both')
})

test('R52: that an attested yes came is no word that somebody waits', () => {
  const heard = (answer: string): Step => ['attestAnswer', { data: { ...words.attestAnswer, answer } }]
  const marksOf = (...steps: readonly Step[]) => {
    const decision = tryTo(after('submit', 'acknowledge', ...steps), 'depart')
    const outside = decision.accepted && 'outsideRules' in decision.data ? decision.data.outsideRules : []
    return outside?.includes('reception-before-travel')
  }
  expect(marksOf(heard('accepted'))).toBe(true)
  expect(marksOf(heard('accepted'), heard('receptionArranged'))).toBe(false)
})

test('R31: a return that was planned is not changed to a removal', () => {
  expect(verdictOn(after(...planned), 'changeJourney', transfer({ movementBasis: 'removal' }))).toBe(
    'removal-is-no-help-to-return',
  )
})

test('R33: a plan that is changed is held to the same as the first', () => {
  const data = { ...changeJourney, escort: 'none', recognitionAgreed: false }
  expect(verdictOn(after(...planned), 'changeJourney', { data })).toBe('knows-who-waits')
})

test('R31: a transfer under its own purpose is no help to return, and is not held to be one', () => {
  expect(verdictOn(after(supported, ...afterOffer), 'planJourney', transfer())).toBe('accepted')
})

describe('R32: an address is told', () => {
  const { person } = offer.sections
  const amending = (addressAfter: string | undefined) => ({
    data: {
      dataScope: ['person'],
      sections: {
        person: { ...person, prs_MailingCity: 'Valea Lunga', ...(addressAfter && { addressAfter }) },
      },
      reason: 'NewInformation',
    },
  })
  const history = after('submit', 'acknowledge', 'giveFeedback', 'acceptWithConditions')
  const digestOf = (number: number) =>
    history.filter(({ event }) => event.source.endsWith('RO'))[number]?.digest
  test.each([
    ['after a yes with conditions that it names', digestOf(2), 'accepted'],
    ['after naming what was no yes', digestOf(0), 'address-after-acceptance'],
    ['without naming any', undefined, 'address-after-acceptance'],
  ])('%s', (_title, digest, verdict) => {
    expect(verdictOn(history, 'amend', amending(digest))).toBe(verdict)
  })
})
