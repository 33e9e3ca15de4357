import type { EventData, EventType, FamilyBranch, FamilyInvolvement } from '@onward/contract'
import { describe, expect, test } from 'vitest'
import {
  ageKind,
  childIn,
  eighteenth,
  familyBranches,
  involvementOf,
  isChild,
  isFamilyClear,
  isMinor,
  latestFinding,
} from './child.ts'
import { agreementOnChildren, childOffer } from './deadlines/child-offer.test-data.ts'
import { dueAfter, find } from './deadlines/waiting.test-data.ts'
import {
  after,
  agreement,
  at,
  eventOf,
  offer,
  register,
  type Step,
  tryTo,
  words,
} from './example.test-data.ts'
import { judge } from './judge.ts'
import { keptTogether } from './links.ts'
import { nextActions } from './next-actions.ts'
import { read, told } from './read.test-data.ts'
import { childOffered, escorted, offering, returning } from './rules/child-return.test-data.ts'
import { statement } from './statement.ts'

const held = (by: string, subjectKind: string, final = false): Step => [
  'reclassifyAge',
  { by, data: { ...words.reclassifyAge, subjectKind, final } },
]
const adult: Step = 'submit'
const presumed = offering({ offer: { subjectKind: 'presumedChild' } })

describe('R10, R43 who is held to be a child', () => {
  test.each<[string, string, readonly Step[]]>([
    ['whoever is offered as one', 'child', [offering()]],
    ['whoever is presumed to be one', 'presumedChild', [presumed]],
    ['no adult', 'adult', [adult]],
    ['a child of whom adult was said, but not for good', 'child', [offering(), held('NL', 'adult')]],
    ['no longer, once that is final', 'adult', [offering(), held('NL', 'adult', true)]],
    ['an adult who may be one after all, at once', 'presumedChild', [adult, held('RO', 'presumedChild')]],
    ['somebody of a kind that nobody knows', 'surelyAdult', [adult, held('RO', 'surelyAdult', true)]],
    [
      'one for as long as the side that said so has not taken it back for good',
      'presumedChild',
      [adult, held('RO', 'presumedChild'), held('NL', 'adult', true), held('RO', 'adult')],
    ],
    [
      'none, once both say adult for good',
      'adult',
      [adult, held('RO', 'child'), held('NL', 'adult', true), held('RO', 'adult', true)],
    ],
  ])('%s: %s', (_who, kind, steps) => {
    const referral = told(...steps)
    expect([ageKind(referral), isChild(referral)]).toEqual([kind, kind !== 'adult'])
  })

  test('a known child until the day she turns 18, one who is presumed to be a child until the age is settled', () => {
    const until = (step: Step) =>
      ['2028-03-13T23:59:59.999Z', '2028-03-14T00:00:00.000Z'].map((now) => isMinor(told(step), now))
    expect(until(offering())).toEqual([true, false])
    expect(until(presumed)).toEqual([true, true])
    expect(isMinor(told(adult, held('RO', 'surelyAdult', true)), '2028-03-14T00:00:00.000Z')).toBe(true)
  })

  test('by the day that was told where no date of birth was', () => {
    const { prs_Birthdate: _birth, ...person } = childOffered().sections.person ?? {}
    const { child } = childOffered().sections
    const sections = { person, child: { ...child, comesOfAgeOn: '2028-03-14' } }
    const data = { ...childOffered(), dataScope: ['person', 'child'], sections }
    const step: Step = ['submit', { data, agreement: agreementOnChildren }]
    expect(isMinor(told(step), '2028-03-14T00:00:00.000Z')).toBe(false)
    expect(find(dueAfter([step]), 'majority')).toMatchObject({
      due: '2028-03-14T00:00:00.000Z',
      stages: [{ stage: 'reminder', at: '2027-11-14T00:00:00.000Z' }],
    })
  })
})

describe('R43 the authority of the own country is to be told within 24 hours', () => {
  const owed = (...steps: readonly Step[]) =>
    dueAfter(steps).flatMap(({ name, id, due }) => (name === 'childAuthority' ? [[id, due]] : []))
  const alert = (subjectKind: string): Step => ['raiseAlert', { data: { ...words.raiseAlert, subjectKind } }]

  test('of a child who is offered, seen, or held to be a child after all, by whoever says so; of no adult', () => {
    const due = '2026-11-23T05:00:00.000Z'
    expect(owed(offering())).toEqual([['childAuthority:sender', due]])
    expect(owed(alert('presumedChild'))).toEqual([['childAuthority:sender', due]])
    expect(owed(adult, held('RO', 'presumedChild'))).toEqual([['childAuthority:receiver', due]])
    expect([owed(adult), owed(alert('adult')), owed(offering(), held('RO', 'adult'))]).toEqual([
      [],
      [],
      [['childAuthority:sender', due]],
    ])
  })
  test('and one side does not tell it for the other', () => {
    const report = (by: string): Step => ['reportChildToAuthority', { by }]
    expect(owed(offering(), report('RO'))).toEqual([['childAuthority:sender', '2026-11-23T05:00:00.000Z']])
    expect(owed(offering(), report('NL'), 'notifyChild')).toEqual([])
  })
})

test('R44 the latest word on what is best counts, whether it stands by itself or in the section on the child', () => {
  const amended = (bestInterests: EventData['child.bestInterestsDetermined'] | object): Step => [
    'amend',
    {
      data: {
        dataScope: ['child'],
        sections: { child: { ...childOffer.sections.child, bestInterests } },
        reason: 'NewInformation',
      },
      agreement: agreementOnChildren,
    },
  ]
  const found: Step = [
    'determineBestInterests',
    { data: { ...words.determineBestInterests, result: 'return' } },
  ]
  const results = [
    [offering()],
    [offering(), found],
    [offering(), found, amended({ type: 'BID', result: 'stay' })],
  ]
  expect(results.map((steps) => latestFinding(told(...steps))?.result)).toEqual(['pending', 'return', 'stay'])
  expect(latestFinding(told(adult))).toBeUndefined()
})

test('R44 what the receiver corrects in the section on the child is advice, and finds nothing', () => {
  const child = { ...childOffer.sections.child, bestInterests: { type: 'BID', result: 'stay' } }
  const data = { ...words.correct, dataScope: ['child'], sections: { child } }
  const corrected = (by: string): Step => ['correct', { by, data, agreement: agreementOnChildren }]
  expect(latestFinding(told(offering(), corrected('RO')))?.result).toBe('pending')
  expect(latestFinding(told(offering(), corrected('NL')))?.result).toBe('stay')
})

test('R42 a finding in the section on the child is told with what the child wants, if that is told', () => {
  const { bestInterests } = childOffered().sections.child ?? {}
  expect(latestFinding(told(offering()))).toStrictEqual(bestInterests)
  expect(latestFinding(told(offering({ section: { childViews: 'opposes' } })))).toStrictEqual({
    ...bestInterests,
    childViews: 'opposes',
  })
})

test('whoever was born in the first years of the calendar turns 18 in them', () => {
  expect(eighteenth('0005-03-14')).toBe('0023-03-14')
  expect(eighteenth('2010-03-14')).toBe('2028-03-14')
})

describe('R42 whether a part of the family had a hand in it', () => {
  const part = (branch: FamilyBranch, familyInvolvement: FamilyInvolvement) => ({ branch, familyInvolvement })
  const filed = (familyInvolvement: FamilyInvolvement, ...parts: readonly ReturnType<typeof part>[]) =>
    offering({ section: { familyInvolvement, ...(parts.length > 0 && { familyBranches: parts }) } })
  const asked: Step = [
    'requestFamilyAssessment',
    {
      data: {
        ...words.requestFamilyAssessment,
        kind: 'desk',
        agreedBy: ['authority'],
        branch: 'mother',
        familyInvolvement: 'confirmed',
      },
    },
  ]
  const corrected: Step = [
    'correct',
    {
      by: 'RO',
      data: {
        ...words.correct,
        dataScope: ['child'],
        sections: { child: { ...childOffer.sections.child, familyInvolvement: 'none' } },
      },
      agreement: agreementOnChildren,
    },
  ]
  test.each<readonly [string, readonly Step[], FamilyInvolvement | undefined]>([
    ['is not known where nothing was told', [adult], undefined],
    ['is what was told of the whole family', [filed('suspected')], 'suspected'],
    ['is what was told of it', [filed('suspected', part('mother', 'none'))], 'none'],
    ['is unknown where others are listed', [filed('none', part('father', 'none'))], 'unknown'],
    [
      'is the worst that was told of it',
      [filed('none', part('mother', 'none'), part('mother', 'suspected'))],
      'suspected',
    ],
    ['is what was said with a request', [filed('none'), asked], 'confirmed'],
    [
      'is not what was said with one that was taken back',
      [filed('none'), asked, 'withdrawFamilyRequest'],
      'none',
    ],
    ['is not what the receiver corrects', [filed('suspected'), corrected], 'suspected'],
  ])('%s', (_title, steps, involvement) => {
    expect(involvementOf(told(...steps), 'mother')).toBe(involvement)
  })
  test('is not what was said with a request about another part', () => {
    expect(involvementOf(told(filed('none'), asked), 'father')).toBe('none')
  })
  test('and a family had none when no part of it had', () => {
    const clear = familyBranches.map((branch) => part(branch, 'none'))
    expect(isFamilyClear(told(filed('unknown', ...clear)))).toBe(true)
    expect(isFamilyClear(told(filed('unknown', ...clear.slice(1))))).toBe(false)
  })
})

test('the section on a child comes with what is told, corrected or given in answer, and with nothing else', () => {
  const { child } = childOffer.sections
  // Sound: as much of the data as is looked at.
  const brought = (type: EventType, data: object) => childIn(statement(type, data as never))
  const bringing = [
    'referral.submitted',
    'referral.amended',
    'information.provided',
    'data.corrected',
  ] as const
  expect(bringing.map((type) => brought(type, { sections: { child } }))).toEqual(bringing.map(() => child))
  expect(brought('data.corrected', {})).toBe(undefined)
  expect(brought('support.planShared', { sections: { child } })).toBe(undefined)
})

describe('R38 those who belong to the person', () => {
  const sister = words.linkReferral.referral
  const withCompanion = (companion: object): Step => {
    const common = { pseudonym: 'P-2', relation: 'child', ageBand: '0-9', keepTogether: true }
    const person = { ...offer.sections.person, companions: [{ ...common, ...companion }] }
    return ['submit', { data: { ...offer, sections: { ...offer.sections, person } } }]
  }

  test('travel on the same referral if they have none of their own, as a child with a caring parent', () => {
    const baby = withCompanion({ birthRegistered: false, document: 'missing', otherParent: 'none' })
    expect(keptTogether(told(baby))).toEqual([])
    expect(tryTo(after(baby, 'acknowledge', 'giveFeedback'), 'accept').accepted).toBe(true)
  })
  test('are kept together with it by their own referral, once, unless the sender parts the two', () => {
    const own = withCompanion({ ownReferral: sister })
    expect(keptTogether(told(own))).toEqual([sister])
    expect(keptTogether(told(own, 'linkReferral'))).toEqual([sister])
    const loosely: Step = ['linkReferral', { data: { ...words.linkReferral, keepTogether: false } }]
    expect(keptTogether(told(own, loosely))).toEqual([sister])
    expect(keptTogether(told('submit', loosely))).toEqual([])
    expect(keptTogether(told(own, 'linkReferral', 'unlinkReferral'))).toEqual([])
  })
})

test('R42 whatever is missing for the return of a child, that she has left and arrived is recorded', () => {
  const history = after(offering({ section: { guardianAgreement: { state: 'refused' } } }))
  expect(tryTo(history, 'depart', { at })).toMatchObject({ accepted: true })
  expect(tryTo(history, 'confirmArrival', { at })).toMatchObject({
    accepted: true,
    data: { outsideRules: expect.arrayContaining(['guardian-agrees-to-return']) },
  })
})

test('R44 a plan that its sender signed without asking the rules is rejected by the receiver', () => {
  const forged = (finding?: 'none') => {
    const history = returning(finding && { finding })
    const sequence = history.filter(({ event }) => event.source.endsWith('NL')).length + 1
    const cause = history.findLast(({ event }) => event.source.endsWith('RO'))?.digest
    const event = eventOf({ author: 'NL', type: 'journey.planned', data: escorted, sequence, cause })
    return judge({ history, event, agreement, register })
  }
  expect(forged()).toEqual({ verdict: 'apply' })
  expect(forged('none')).toMatchObject({
    verdict: 'reject',
    code: 'BIZ_STATE',
    rule: 'child-return-is-best',
  })
})

test('R44 what is offered as a next step is no journey while something is missing for it', () => {
  const offeredTo = (finding?: 'none') =>
    nextActions(read(returning(finding && { finding })), { member: 'NL', role: 'caseworker', now: at }).map(
      ({ verb }) => verb,
    )
  expect(offeredTo()).toContain('planJourney')
  expect(offeredTo('none')).not.toContain('planJourney')
})
