/** What is offered, asked and answered between the members, from the sides beside the examples. */
import { describe, expect, test } from 'vitest'
import { after, agreement, offer, type Step, tryTo, verdictOn, words } from '../example.test-data.ts'
import { statement } from '../statement.ts'
import { sent } from './rule.ts'
import { ruleNamed, rules, rulesOn, rulesOnWayOut } from './rules.ts'
import { lawOf } from './sources.ts'

test('R1: what begins between two members names these two, who are not one', () => {
  const to = (member: string) => ({ ...offer.to, member })
  expect(verdictOn([], 'submit', { data: { ...offer, to: to('NL') } })).toBe('parties-are-the-lane')
  expect(verdictOn(after('submit'), 'raiseAlert', { data: { ...words.raiseAlert, to: to('BG') } })).toBe(
    'parties-are-the-lane',
  )
})

test.each([
  ['not urgent', { urgency: 'normal', urgencyReason: undefined }, 'accepted'],
  ['urgent', { urgency: 'urgent', urgencyReason: undefined }, 'urgency-has-a-reason'],
])('R12: an offer that is %s and gives no reason', (_title, change, verdict) => {
  expect(verdictOn([], 'submit', { data: { ...offer, ...change } })).toBe(verdict)
})

test.each([
  ['the day before it begins', '2025-12-31T23:59:59.999Z', 'agreement-in-force'],
  ['the instant it begins', agreement.from, 'accepted'],
])('R53: an agreement is in force on %s', (_title, at, verdict) => {
  expect(verdictOn(after('submit', 'acknowledge'), 'accept', { at })).toBe(verdict)
})

test.each([
  ['each section once', ['person', 'needs', 'risk'], 'accepted'],
  ['one that it does not send', ['person', 'needs', 'risk', 'victimContext'], 'only-what-is-named'],
  ['one section twice', ['person', 'needs', 'risk', 'risk'], 'only-what-is-named'],
])('R22: an offer names %s', (_title, dataScope, verdict) => {
  expect(verdictOn([], 'submit', { data: { ...offer, dataScope } })).toBe(verdict)
})

const note = { text: 'The house has a dog.', language: 'en' }
test.each([
  ['that is in the list', [{ code: 'FundingConfirmed' }], 'accepted'],
  ['that is another, and said', [{ code: 'Other', note }], 'accepted'],
  ['that is another, and not said', [{ code: 'Other' }], 'conditions-are-named'],
  [
    'that is not said, among others',
    [{ code: 'FundingConfirmed' }, { code: 'Other' }],
    'conditions-are-named',
  ],
])('R9: an offer is accepted on a condition %s', (_title, conditions, verdict) => {
  const data = { ...words.acceptWithConditions, conditions }
  expect(verdictOn(after('submit', 'acknowledge'), 'acceptWithConditions', { data })).toBe(verdict)
})

test('R7, R19: who answers for an offer and who stands in are of one organisation, which was asked', () => {
  const { responsible, alternate } = words.acknowledge
  const other = { organisation: 'RO-OTHER' }
  const naming = (change: object) => ({ data: { ...words.acknowledge, ...change } })
  const refused = 'stays-with-the-chosen-organisation'
  const sent = after('submit')
  expect(verdictOn(sent, 'acknowledge', naming({ alternate: { ...responsible, ...other } }))).toBe(refused)
  expect(verdictOn(sent, 'acknowledge', naming({ alternate: responsible }))).toBe('two-named-persons')
  expect(verdictOn(sent, 'acknowledge', naming({ responsible: alternate, alternate: responsible }))).toBe(
    'accepted',
  )
})

test('R9: what was asked is answered after the decision too', () => {
  const history = after('submit', 'acknowledge', 'requestInformation', 'giveFeedback', 'accept')
  expect(verdictOn(history, 'provideInformation')).toBe('accepted')
})

test('R16: an inquiry that does not need the sex is made without it', () => {
  const { sex: _sex, ...inquiry } = words.inquire
  expect(verdictOn([], 'inquire', { data: { ...inquiry, needs: ['LegalCounselling'] } })).toBe('accepted')
})

describe('R36: a handover is taken', () => {
  const own: Step = ['proposeHandover', { data: { ...words.proposeHandover } }]
  test.each([
    ['while it is open', [own], 'accepted'],
    ['once', [own, 'takeHandover'], 'NOT_IN_THIS_STATE'],
    ['unless it was refused', [own, 'refuseHandover'], 'NOT_IN_THIS_STATE'],
    ['when one was proposed', [], 'something-to-answer'],
  ] as const)('%s', (_title, steps, verdict) => {
    expect(verdictOn(after('submit', ...steps), 'takeHandover')).toBe(verdict)
  })
})

describe('R45: an incident is brought to an authority', () => {
  const { incidentId } = words.reportIncident
  const rule = 'authority-only-with-a-ground'
  const report = (change: object): Step => [
    'reportIncident',
    { data: { ...words.reportIncident, ...change } },
  ]
  const safe = report({ statedRisk: false, life: false })
  test.each([
    ['by telling the police', 'informedPolice', safe, [rule]],
    ['by telling SIRENE', 'informedSirene', safe, [rule]],
    ['by telling SIRENE of a stated risk', 'informedSirene', report({ statedRisk: true }), []],
    ['by telling the police of a danger to life', 'informedPolice', report({ life: true }), []],
    ['by nobody who only looks after her', 'welfareCheck', safe, []],
  ])('%s', (_title, action, step, marks) => {
    const { outsideRules: _marks, ...acted } = words.actOnIncident
    const decision = tryTo(after('submit', step), 'actOnIncident', { data: { ...acted, incidentId, action } })
    const outside = decision.accepted && 'outsideRules' in decision.data ? decision.data.outsideRules : []
    expect({ accepted: decision.accepted, outside }).toEqual({ accepted: true, outside: marks })
  })
})

describe('R45: with no word on danger the police are told outside the rules', () => {
  const { risk: _risk, ...sections } = offer.sections
  const silent: Step = ['submit', { data: { ...offer, dataScope: ['person', 'needs'], sections } }]
  test.each([
    ['by an action', 'actOnIncident', { ...words.actOnIncident, action: 'informedPolice' }],
    ['by a number of an alert', 'updateIncident', { ...words.updateIncident, alertRef: 'RO-SIS-1' }],
  ] as const)('%s', (_title, verb, data) => {
    expect(tryTo(after(silent), verb, { data: { ...data, outsideRules: undefined } })).toMatchObject({
      accepted: true,
      data: { outsideRules: ['authority-only-with-a-ground'] },
    })
  })
})

describe('R62: the person is told before her case is closed', () => {
  const { notTold: _notTold, ...close } = { ...words.close }
  const told = (...about: readonly string[]): Step => ['recordTold', { data: { ...words.recordTold, about } }]
  const all = ['recipients', 'howToComplain', 'howToStop', 'decision', 'reason'] as const
  const confirming = (toldPerson: boolean): Step => [
    'confirmReception',
    { data: { ...words.confirmReception, toldPerson } },
  ]
  const accepted = ['submit', 'acknowledge', 'giveFeedback', 'accept', 'arrangeReception'] as const
  const rule = 'told-before-closing'
  test.each([
    ['of everything but whom to turn to', [...accepted, told(...all)], rule],
    ['of that as well', [...accepted, told(...all, 'contactsAtArrival')], 'accepted'],
    ['of that with the reception', [...accepted, confirming(true), told(...all)], 'accepted'],
    ['of a reception of which she was not told', [...accepted, confirming(false), told(...all)], rule],
    ['of nothing else with the reception', [...accepted, confirming(true), told('decision')], rule],
  ])('%s', (_title, steps, verdict) => {
    expect(verdictOn(after(...steps), 'close', { data: close })).toBe(verdict)
  })
})

test('R62: who only asked about nobody has nobody to tell', () => {
  const { notTold: _notTold, ...close } = { ...words.close }
  expect(verdictOn(after('inquire'), 'close', { data: close })).toBe('accepted')
})

test('a rule is found by its name, and one that this version does not know is not', () => {
  expect(ruleNamed('offer-stands')).toBe(rules.find(({ name }) => name === 'offer-stands'))
  expect(ruleNamed('later-rule')).toBe(undefined)
})

test('R22 content leaves with sections, with the names of some, and with neither by no list of what was erased', () => {
  const { needs } = offer.sections
  const saying = (data: object) => sent(statement('support.planShared', { ...words.sharePlan, ...data }))
  expect(saying({})).toBe(undefined)
  expect(saying({ sections: undefined })).toBe(undefined)
  expect(saying({ sections: ['needs'] })).toBe(undefined)
  expect(saying({ sections: { needs } })).toEqual({ scope: [], sections: { needs } })
  expect(saying({ dataScope: ['needs'] })).toEqual({ scope: ['needs'], sections: {} })
})

test('a fact keeps the rules of its own verb alone, though it carries sections', () => {
  const fact = statement('risk.updated', { ...words.updateRisk, ...{ sections: offer.sections } })
  expect(rulesOnWayOut('updateRisk', fact)).toEqual(rulesOn('updateRisk'))
  const plan = statement('support.planShared', { ...words.sharePlan, ...{ sections: offer.sections } })
  expect(rulesOnWayOut('sharePlan', plan).length).toBeGreaterThan(rulesOn('sharePlan').length)
})

test('a source is told by its title, with the place in it, and one without a title by its key', () => {
  expect(lawOf('DIR 13, 16(2);practice §5;  LATER 7')).toEqual([
    'Directive 2011/36/EU as amended by Directive (EU) 2024/1712 13, 16(2)',
    'design of this project: what caseworkers, survivors and data-protection officers ask for §5',
    'LATER 7',
  ])
  expect(lawOf('SIS')).toEqual(['Regulation (EU) 2018/1862'])
})
