import { describe, expect, test } from 'vitest'
import { after, agreement, eventOf, recorded, register, type Saying, words } from './example.test-data.ts'
import type { History, Recorded } from './history.ts'
import { judge } from './judge.ts'
import { type Verb, verbs } from './moves.ts'

/** One more event on a history, not yet part of it. */
const next = (history: History, verb: Verb, saying?: Saying) => recorded(history, verb, saying)
const verdictOn = (history: History, { event }: Recorded, more: { acknowledgedUpTo?: number } = {}) =>
  judge({ register, history, event, agreement, ...more })

const common = after('submit', 'acknowledge')

test('an offer is judged by a side that has nothing yet', () => {
  expect(verdictOn([], next([], 'submit'))).toEqual({ verdict: 'apply' })
})

describe('crossing', () => {
  const accepted = next(common, 'accept')
  const withdrawal = next(common, 'withdrawConsent')

  test('an acceptance written before the withdrawal was seen is legal on both sides', () => {
    expect(verdictOn([...common, withdrawal], accepted)).toEqual({ verdict: 'apply' })
    expect(verdictOn(common, accepted)).toEqual({ verdict: 'apply' })
    expect(verdictOn([...common, accepted], withdrawal)).toEqual({ verdict: 'apply' })
  })

  test('the same acceptance by an author who had seen the withdrawal is rejected', () => {
    const cause = withdrawal.digest
    const event = { ...accepted.event, cause }
    expect(judge({ register, history: [...common, withdrawal], event, agreement })).toEqual({
      verdict: 'reject',
      code: 'BIZ_CONSENT',
      rule: 'sharing-not-withdrawn',
      reason: 'The person has withdrawn permission to share.',
    })
  })
})

describe('cause', () => {
  const history = after('submit', 'acknowledge', 'amend')
  const accepted = next(history, 'accept')

  test('an unknown one is rejected', () => {
    const event = { ...accepted.event, cause: 'never heard of' }
    expect(judge({ register, history, event, agreement })).toEqual({
      verdict: 'reject',
      code: 'BIZ_CAUSE',
      reason: 'it answers an event that is not known here',
    })
  })
  test('one of the own side is rejected', () => {
    const event = { ...accepted.event, cause: 'digest of RO-1' }
    expect(judge({ register, history, event, agreement })).toEqual({
      verdict: 'reject',
      code: 'BIZ_CAUSE',
      reason: 'it answers an event that is not known here',
    })
  })
  test('an event that its author itself had rejected is no cause', () => {
    const rejected = history.map((one) =>
      one.event.type === 'referral.amended' ? { ...one, standing: 'void' as const } : one,
    )
    expect(judge({ register, history: rejected, event: accepted.event, agreement })).toEqual({
      verdict: 'reject',
      code: 'BIZ_CAUSE',
      reason: 'it answers an event that is not known here',
    })
  })
  test('one that goes backwards is rejected', () => {
    const whole = [...history, accepted]
    const event = { ...next(whole, 'reopen').event, cause: 'digest of NL-1' }
    expect(judge({ register, history: whole, event, agreement })).toEqual({
      verdict: 'reject',
      code: 'BIZ_CAUSE',
      reason: 'its author had already seen more',
    })
  })
  test('one that precedes what its author has receipted is rejected', () => {
    const event = { ...accepted.event, cause: 'digest of NL-1' }
    expect(judge({ register, history, event, agreement, acknowledgedUpTo: 1 })).toEqual({ verdict: 'apply' })
    expect(judge({ register, history, event, agreement, acknowledgedUpTo: 2 })).toEqual({
      verdict: 'reject',
      code: 'BIZ_CAUSE',
      reason: 'its author had receipted a later event',
    })
  })
})

describe('a hole', () => {
  const whole = after('submit', 'amend', 'amend', 'withdrawConsent')
  const [offered, , later, withdrawal] = whole
  if (!offered || !later || !withdrawal) throw new Error('four events were made')

  test('parks what comes after it, and names what is missing', () => {
    expect(verdictOn([offered], later)).toEqual({ verdict: 'park', missing: { author: 'NL', sequence: 2 } })
    expect(verdictOn([], later)).toEqual({ verdict: 'park', missing: { author: 'NL', sequence: 1 } })
  })
  test('does not park when its event is void', () => {
    const rejected = whole
      .slice(0, 2)
      .map((one, index) => (index === 1 ? { ...one, standing: 'void' as const } : one))
    expect(verdictOn(rejected, later)).toEqual({ verdict: 'apply' })
  })
  test('holds up no withdrawal, not even before the offer has come', () => {
    expect(verdictOn([offered], withdrawal)).toEqual({ verdict: 'apply' })
    expect(verdictOn([], withdrawal)).toEqual({ verdict: 'apply' })
  })
  test('holds up no cancellation and no wish to withdraw, but any other wish', () => {
    const cancelled = next(whole.slice(0, 3), 'cancel')
    const wish = (kind: string) =>
      next(whole.slice(0, 3), 'recordWish', { data: { ...words.recordWish, kind } })
    expect(verdictOn([offered], cancelled)).toEqual({ verdict: 'apply' })
    expect(verdictOn([], cancelled)).toEqual({ verdict: 'apply' })
    expect(verdictOn([offered], wish('withdrawal'))).toEqual({ verdict: 'apply' })
    expect(verdictOn([offered], wish('complaint'))).toMatchObject({ verdict: 'park' })
  })
  test('is filled later by what its author had written before the withdrawal', () => {
    expect(verdictOn([offered, withdrawal], whole[1] ?? offered)).toEqual({ verdict: 'apply' })
  })
  test('of any width costs nothing', () => {
    const event = eventOf({
      author: 'NL',
      type: 'referral.amended',
      data: words.amend,
      sequence: Number.MAX_SAFE_INTEGER,
    })
    expect(judge({ register, history: [offered], event, agreement })).toEqual({
      verdict: 'park',
      missing: { author: 'NL', sequence: 2 },
    })
  })
  test('holds up no incident, and no news of one', () => {
    const reported = next(whole.slice(0, 1), 'reportIncident')
    const updated = next([...whole.slice(0, 1), reported], 'updateIncident')
    expect(verdictOn([], reported)).toEqual({ verdict: 'apply' })
    expect(verdictOn([offered], updated)).toEqual({ verdict: 'apply' })
  })
  test('gives the other side no pen', () => {
    const event = eventOf({ author: 'RO', type: 'referral.cancelled', data: words.cancel, sequence: 5 })
    expect(judge({ register, history: [offered], event, agreement })).toMatchObject({
      verdict: 'reject',
      code: 'BIZ_STATE',
    })
  })
})

test('what a withdrawal has overtaken is judged by what its author had seen when it was written', () => {
  const sent = after('submit')
  const amended = next(sent, 'amend')
  const acknowledged = next(sent, 'acknowledge')
  const withdrawn = next([...sent, amended, acknowledged], 'withdrawConsent')
  expect(withdrawn.event.cause).toBe(acknowledged.digest)
  expect(verdictOn([...sent, acknowledged, withdrawn], amended)).toEqual({ verdict: 'apply' })
})

describe('is rejected', () => {
  const offered = after('submit')
  const acknowledgement = next(offered, 'acknowledge')
  const change = (members: object) => ({ ...acknowledgement.event, ...members })

  test.each([
    ['by a third member', { source: 'urn:onward:member:IT' }, 'its members are not the parties'],
    ['for a third member', { audience: 'IT' }, 'its members are not the parties'],
    ['about another referral', { subject: 'x' }, 'it names another referral, case or purpose'],
    ['about another case', { correlation: 'NL-R-000000' }, 'it names another referral, case or purpose'],
    ['for another purpose', { purpose: 'Inquiry' }, 'it names another referral, case or purpose'],
    ['of a type that is not known', { type: 'referral.approved' }, 'its type is not known'],
    ['of the other pen', { type: 'referral.amended', data: words.amend }, 'Only the sender writes this.'],
    ['by a role that may not', { actor: 'ORG/caseworker/desk-1' }, 'This needs the role focal-point.'],
    ['by an unreadable actor', { actor: 'ORG' }, 'This needs the role focal-point.'],
  ])('an event %s', (_what, members, reason) => {
    const verdict = judge({ register, history: offered, event: change(members), agreement })
    expect(verdict).toEqual({ verdict: 'reject', code: 'BIZ_STATE', reason })
  })

  test('a second offer', () => {
    const event = eventOf({ author: 'NL', type: 'referral.submitted', data: words.submit, sequence: 2 })
    const reason = 'This cannot be done in the present state of the offer.'
    expect(judge({ register, history: offered, event, agreement })).toEqual({
      verdict: 'reject',
      code: 'BIZ_STATE',
      reason,
    })
  })
  test('another event under a number that is taken', () => {
    const history = [...offered, acknowledgement]
    const event = change({ id: 'another' })
    expect(judge({ register, history, event, agreement })).toEqual({
      verdict: 'reject',
      code: 'BIZ_STATE',
      reason: 'its author has used this number for another event',
    })
    expect(judge({ register, history, event: acknowledgement.event, agreement })).not.toMatchObject({
      reason: 'its author has used this number for another event',
    })
  })
  test('a first event that is not the offer, even a withdrawal', () => {
    const event = eventOf({
      author: 'NL',
      type: 'consent.withdrawn',
      data: words.withdrawConsent,
      sequence: 1,
    })
    expect(judge({ register, history: [], event, agreement })).toMatchObject({
      verdict: 'reject',
      code: 'BIZ_STATE',
    })
  })
  test('an offer whose purpose is not the one it travels under', () => {
    const event = eventOf({
      author: 'NL',
      type: 'referral.submitted',
      data: { ...words.submit, purpose: 'SupportInOrigin' },
      sequence: 1,
    })
    expect(judge({ register, history: [], event, agreement })).toMatchObject({
      verdict: 'reject',
      code: 'BIZ_STATE',
    })
  })
  test('content under an agreement that is not in force at its own time', () => {
    const event = next([], 'submit').event
    expect(
      judge({ register, history: [], event, agreement: { ...agreement, until: event.time } }),
    ).toMatchObject({
      verdict: 'reject',
      code: 'BIZ_CONSENT',
      rule: 'agreement-in-force',
    })
  })
})

test('whatever one side decides, the other side judges alike', () => {
  const histories = [
    after('submit'),
    after('submit', 'acknowledge'),
    after('submit', 'acknowledge', 'requestInformation'),
    after('submit', 'acknowledge', 'decline'),
    after('submit', 'acknowledge', 'accept', 'expireConsent'),
    after('submit', 'withdrawConsent'),
  ]
  const legal = histories.flatMap((history) =>
    verbs.flatMap((verb) => {
      try {
        return [{ history, one: next(history, verb) }]
      } catch {
        return []
      }
    }),
  )
  expect(legal.length).toBeGreaterThan(30)
  expect(legal.filter(({ history, one }) => verdictOn(history, one).verdict !== 'apply')).toEqual([])
})
