import { expect, test } from 'vitest'
import { attestedAnswers } from './attested.ts'
import { type Step, words } from './example.test-data.ts'
import { told } from './read.test-data.ts'
import { status } from './status.ts'

const attested = (answer: string): Step => ['attestAnswer', { data: { ...words.attestAnswer, answer } }]

test('R52 an answer by telephone is shown as attested, with who heard it, and never as the signed word', () => {
  const referral = told('submit', attested('accepted'))
  expect(attestedAnswers(referral)).toEqual([words.attestAnswer])
  expect(referral.facets.response.state).toBe('none')
  expect(status(referral)).toBe('submitted')
})

test('R52 each attested answer stands until the receiver signs what it is about', () => {
  const steps = [
    attested('acknowledged'),
    attested('accepted'),
    attested('arrived'),
    attested('handoverTaken'),
  ]
  const left = (...signed: readonly Step[]) =>
    attestedAnswers(told('submit', ...steps, ...signed)).map(({ answer }) => answer)
  expect(left()).toEqual(['acknowledged', 'accepted', 'arrived', 'handoverTaken'])
  expect(left('acknowledge')).toEqual(['accepted', 'arrived', 'handoverTaken'])
  expect(left('acknowledge', 'decline')).toEqual(['arrived', 'handoverTaken'])
  expect(left('confirmArrival')).toEqual(['acknowledged', 'accepted', 'handoverTaken'])
  expect(left('proposeHandover', 'takeHandover')).toEqual(['acknowledged', 'accepted', 'arrived'])
})

test('R36 an attested handover does not move responsibility: both must sign', () => {
  const { facets } = told('submit', 'proposeHandover', attested('handoverTaken'))
  expect(facets.takeover.receiver).toEqual({})
})
