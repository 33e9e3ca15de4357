import { describe, expect, test } from 'vitest'
import { after, agreement, eventOf, offer, recorded, register, tryTo, words } from './example.test-data.ts'
import { judge } from './judge.ts'
import { moveOf, openingMoves, verbs } from './moves.ts'
import { read } from './read.test-data.ts'
import { sent } from './rules/rule.ts'
import { statement } from './statement.ts'

const withoutOffer = openingMoves.filter((verb) => verb !== 'submit')

describe.each(withoutOffer)('a referral that begins with %s', (verb) => {
  const [opening] = after(verb)
  if (!opening) throw new Error('one event was made')

  test('is judged by a side that has nothing yet, and names its parties', () => {
    expect(judge({ register, history: [], event: opening.event, agreement })).toEqual({ verdict: 'apply' })
    expect(read([opening])).toMatchObject({ sender: 'NL', receiver: 'RO', caseRef: offer.caseRef })
  })
  test('R16 tells nobody who the person is', () => {
    expect(sent(statement(opening.event.type, opening.event.data))).toBeUndefined()
    expect(read([opening]).sections).toEqual({})
    const { data } = opening.event
    expect(Object.keys(data).filter((field) => /^prs_|person|sections|note/i.test(field))).toEqual([])
  })
  test('never comes to content: whoever wants to give any makes an offer of its own', () => {
    const content = verbs.filter((next) => moveOf(next).about === 'content')
    expect(content.filter((next) => tryTo([opening], next).accepted)).toEqual([])
  })
  test('R53 needs an agreement that is in force', () => {
    expect(tryTo([], verb, { under: 'no agreement' })).toMatchObject({ rule: 'agreement-in-force' })
  })
  test('R1 is between the two members of its lane', () => {
    const data = { ...words[verb], from: { ...offer.from, member: 'BG' } }
    expect(tryTo([], verb, { data })).toMatchObject({ rule: 'parties-are-the-lane' })
  })
  test('is rejected if it names another case or purpose inside than outside', () => {
    const event = eventOf({
      author: 'NL',
      type: opening.event.type,
      data: { ...opening.event.data, caseRef: 'NL-R-000000' },
      sequence: 1,
      purpose: opening.event.purpose,
    })
    expect(judge({ register, history: [], event, agreement })).toEqual({
      verdict: 'reject',
      code: 'BIZ_STATE',
      reason: 'it names another referral, case or purpose',
    })
  })
})

test('an inquiry and an offer are never said on a referral that has begun', () => {
  for (const history of [after('submit'), after('publishServices')]) {
    expect(
      ['inquire', 'submit'].map((verb) =>
        verb === 'inquire' ? tryTo(history, 'inquire') : tryTo(history, 'submit'),
      ),
    ).toMatchObject([{ code: 'NOT_IN_THIS_STATE' }, { code: 'NOT_IN_THIS_STATE' }])
  }
})

test('R43 the notification of a child, an alert and an outage can also be said within a referral', () => {
  for (const verb of ['notifyChild', 'raiseAlert', 'announceOutage'] as const) {
    expect(tryTo(after('submit'), verb).accepted).toBe(true)
  }
})

test('the receiver opens nothing: what it has to begin is a referral of its own', () => {
  const event = eventOf({ author: 'RO', type: 'alert.presumedVictim', data: words.raiseAlert, sequence: 1 })
  expect(judge({ register, history: after('submit'), event, agreement })).toMatchObject({
    verdict: 'reject',
    code: 'BIZ_STATE',
  })
})

test('R16 an inquiry is answered with its capacity, and asked only once', () => {
  const history = after('inquire', 'answerInquiry')
  expect(read(history).facets.inquiryAnswer.said.map(({ data }) => data)).toEqual([words.answerInquiry])
  expect(recorded(history, 'answerInquiry').event.sequence).toBe(2)
})
