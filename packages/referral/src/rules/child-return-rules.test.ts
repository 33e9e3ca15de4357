/** The return of a child, from the sides on which a rule could be taken for kept. */
import type { ChildSection } from '@onward/contract'
import { describe, expect, test } from 'vitest'
import {
  after,
  digestOf,
  eventOf,
  id,
  offer,
  type Step,
  tryTo,
  verdictOn,
  words,
} from '../example.test-data.ts'
import { foldFor } from '../fold.ts'
import type { History } from '../history.ts'
import { nextActions } from '../next-actions.ts'
import { escorted, returning } from './child-return.test-data.ts'

const plan = { data: escorted }
const planned = ['planJourney', plan] as const
const foundFor = (destination: string) =>
  ['determineBestInterests', { data: { ...words.determineBestInterests, destination } }] as const
const guardianIn = (country: string) =>
  ['appointGuardian', { by: 'RO', data: { ...words.appointGuardian, country } }] as const

/** The rules with which the departure of the child is marked. */
function marksOf(history: History): readonly string[] {
  const decision = tryTo(history, 'depart')
  if (!decision.accepted || !('outsideRules' in decision.data)) return []
  return decision.data.outsideRules ?? []
}

describe('R42, R44: the child who leaves is marked by the journey that she is on', () => {
  test('with everything there for it, by nothing', () => {
    expect(marksOf(returning({}, planned))).toEqual([])
  })
  test('when her best interests were determined anew for another country, while she travels to this one', () => {
    expect(marksOf(returning({}, planned, foundFor('BG')))).toEqual(['child-return-is-best'])
  })
  test('when her guardian is where her best interests lie now, and not where the journey goes', () => {
    expect(marksOf(returning({}, planned, foundFor('BG'), guardianIn('BG')))).toEqual([
      'child-return-is-best',
      'child-has-guardian-there',
    ])
  })
  test('when the journey was cancelled, by the country that was found best for her', () => {
    expect(marksOf(returning({}, planned, foundFor('BG'), 'cancelJourney'))).toEqual([
      'journey-planned-first',
      'child-has-guardian-there',
    ])
  })
  test('when nothing was found, by that alone: her guardian is with the receiver', () => {
    expect(marksOf(returning({ finding: 'none' }))).toEqual(['journey-planned-first', 'child-return-is-best'])
  })
})

test('R42, R44: who is held to be a child only after the offer lacks all that a child needs to leave', () => {
  const held: Step = [
    'reclassifyAge',
    { data: { ...words.reclassifyAge, subjectKind: 'child', basis: 'document', final: true } },
  ]
  expect(marksOf(after('submit', held))).toEqual([
    'accepted-first',
    'reception-before-travel',
    'journey-planned-first',
    'child-return-is-best',
    'child-has-guardian-there',
    'child-placement-consented',
    'guardian-agrees-to-return',
  ])
})

test('R44: a child whose gateway has signed a change to another country, past its rules, is marked when she leaves', () => {
  const { place } = escorted.arrival
  const data = {
    ...words.changeJourney,
    arrival: { ...escorted.arrival, place: { ...place, country: 'BG' } },
  }
  const history = returning({}, planned)
  const own = history.filter(({ event }) => event.source.endsWith('NL'))
  const event = eventOf({ author: 'NL', type: 'journey.changed', data, sequence: own.length + 1 })
  const changed = { event, digest: digestOf(event), standing: 'applied' } as const
  expect(marksOf([...history, changed])).toEqual(['child-return-is-best', 'child-has-guardian-there'])
})

describe('R34, R44: what is told of a child on the way is news, whatever has become of what her plan rested on', () => {
  const onTheWay = (otherwise: Parameters<typeof returning>[0] = {}, ...since: readonly Step[]) =>
    returning(otherwise, planned, 'depart', ...since)
  const change = (about: object = {}) => ({ data: { ...words.changeJourney, ...escorted, ...about } })
  const { arrival } = escorted
  const elsewhere = { arrival: { ...arrival, place: { ...arrival.place, country: 'HU' } } }
  test.each<[string, object, readonly Step[]]>([
    ['a delay', {}, []],
    ['another country to which her flight was led', elsewhere, []],
    ['an escort who stayed behind', { escort: 'none' }, []],
    ['a delay, after something else was found best for her', {}, [foundFor('BG')]],
    ['a delay, after her guardianship there has ended', {}, [['endGuardianship', { by: 'RO' }]]],
  ])('%s', (_title, about, since) => {
    expect(verdictOn(onTheWay({}, ...since), 'changeJourney', change(about))).toBe('accepted')
  })
  test('and before she leaves it is a plan', () => {
    const verdicts = [
      verdictOn(returning({}, planned), 'changeJourney', change({ escort: 'none' })),
      verdictOn(returning({}, planned, foundFor('BG')), 'changeJourney', change()),
    ]
    expect(verdicts).toEqual(['child-is-escorted', 'child-return-to-that-country'])
  })
})

test('R42: one parent who consents does not speak for another who objects', () => {
  const companion = { relation: 'sibling', ageBand: '0-9', keepTogether: false } as const
  const withParents = (...parents: readonly ('none' | 'consents' | 'objects')[]) =>
    returning({
      person: {
        companions: parents.map((otherParent, index) => ({
          ...companion,
          pseudonym: `P-${index}`,
          otherParent,
        })),
      },
    })
  expect(verdictOn(withParents('consents', 'none'), 'planJourney', plan)).toBe('accepted')
  expect(verdictOn(withParents('consents', 'objects'), 'planJourney', plan)).toBe('other-parent-or-court')
})

test('R44: a journey can be changed to the country that is best now, whatever it was planned to', () => {
  const history = returning({}, planned, foundFor('BG'), guardianIn('BG'))
  const { caseRef, purpose } = offer
  const referral = foldFor({ id, caseRef, purpose, sender: 'NL', receiver: 'RO' }, history)
  const next = nextActions(referral, { member: 'NL', role: 'focal-point', now: '2026-11-22T05:00:00.000Z' })
  expect(next).toContainEqual({ verb: 'changeJourney', type: 'journey.changed' })
})

const whole: ChildSection['bestInterests'] = {
  type: 'BID',
  result: 'return',
  destination: 'RO',
  date: '2026-11-18',
  authority: 'nl-child-protection',
}
const { destination: _destination, ...nowhere } = whole
const { date: _date, ...undated } = whole
const { authority: _authority, ...byNobody } = whole
test.each([
  ['with its country, day and authority lets her travel', whole, 'accepted'],
  ['for no country does not', nowhere, 'child-return-is-best'],
  ['of no day does not', undated, 'child-return-is-best'],
  ['by no authority does not', byNobody, 'child-return-is-best'],
])('R44: a determination in the section on the child %s', (_title, bestInterests, verdict) => {
  const history = returning({ finding: 'none', section: { bestInterests } })
  expect(verdictOn(history, 'planJourney', plan)).toBe(verdict)
})

const decision = {
  state: 'replacedByDecision',
  date: '2026-11-20',
  authority: 'nl-family-court',
  decisionId: 'C/09/2026-2',
} as const
const { authority: _court, ...ofNoCourt } = decision
const { decisionId: _id, ...withoutId } = decision
const refused = 'guardian-agrees-to-return'
test.each([
  ['that has its court, id and day stands for the guardian', decision, 'accepted'],
  ['of no court does not', ofNoCourt, refused],
  ['without an id does not', withoutId, refused],
  ['on a guardian who was only not reached does not', { ...decision, state: 'unreachable' }, refused],
] as const)('R44: a decision %s', (_title, guardianAgreement, verdict) => {
  expect(verdictOn(returning({ section: { guardianAgreement } }), 'planJourney', plan)).toBe(verdict)
})
