import { expect, test } from 'vitest'
import { attestedAnswers, isSigned } from './attested.ts'
import { after, at, recorded, type Step, tryTo, words } from './example.test-data.ts'
import { handsBack, takesBack } from './journey-steps.test-data.ts'
import { read, told } from './read.test-data.ts'
import { statement } from './statement.ts'
import { status } from './status.ts'

const decisions = ['accepted', 'acceptedWithConditions', 'declined'] as const
const answers = ['acknowledged', ...decisions, 'receptionArranged', 'arrived', 'handoverTaken'] as const
const accepted: readonly Step[] = ['acknowledge', 'giveFeedback', 'accept', 'arrangeReception']
const twice: readonly Step[] = [
  'proposeHandover',
  'takeHandover',
  handsBack,
  takesBack,
  ['proposeHandover', { data: { ...words.proposeHandover, proposalId: 'again' } }],
]
const attested = (answer: string): Step => ['attestAnswer', { data: { ...words.attestAnswer, answer } }]

test('R52 an answer by telephone is shown as attested, with who heard it, and never as the signed word', () => {
  const referral = told('submit', attested('accepted'))
  expect(attestedAnswers(referral).map(({ data }) => data)).toEqual([words.attestAnswer])
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
    attestedAnswers(told('submit', ...steps, ...signed)).map(({ data }) => data.answer)
  expect(left()).toEqual(['acknowledged', 'accepted', 'arrived', 'handoverTaken'])
  expect(left('acknowledge')).toEqual(['accepted', 'arrived', 'handoverTaken'])
  expect(left('acknowledge', 'decline')).toEqual(['arrived', 'handoverTaken'])
  expect(left('confirmArrival')).toEqual(['acknowledged', 'accepted', 'handoverTaken'])
  expect(left('reportMissedArrival')).toEqual(['acknowledged', 'accepted', 'handoverTaken'])
  expect(left('proposeHandover', 'takeHandover')).toEqual(['acknowledged', 'accepted', 'arrived'])
})

test('R52 a signed word that crosses an attested one on the way replaces it at both sides', () => {
  const known = after('submit', 'acknowledge')
  const crossing = [...known, recorded(known, 'decline'), recorded(known, 'attestAnswer')]
  expect(attestedAnswers(read(crossing))).toEqual([])
})

test('R52 after a reopening a new answer may be attested, and the old one does not come back', () => {
  const history = after('submit', attested('accepted'), 'acknowledge', 'decline', 'reopen')
  expect(attestedAnswers(read(history))).toEqual([])
  const again = [...history, recorded(history, 'attestAnswer')]
  expect(attestedAnswers(read(again)).map(({ data }) => data.answer)).toEqual(['accepted'])
})

test('R52 the own word of the sender on the same matter replaces nothing that it heard', () => {
  const referral = told('submit', attested('handoverTaken'))
  const said = statement('handover.taken', words.takeHandover)
  const entry = { said, side: 'sender', sequence: 3, seen: 0, at } as const
  const answers = attestedAnswers({ ...referral, entries: [...referral.entries, entry] })
  expect(answers.map(({ data }) => data.answer)).toEqual(['handoverTaken'])
})

test('R52 what was heard after advice to ask another stands, for its author knew of the advice', () => {
  const referral = told('submit', 'acknowledge', 'redirect', attested('accepted'))
  expect(attestedAnswers(referral).map(({ data }) => data.answer)).toEqual(['accepted'])
})

test('R10, R52 an answer of a later version stands as attested, and is never taken for signed', () => {
  const referral = told('submit', 'acknowledge', 'accept', attested('surelyYes'))
  expect(attestedAnswers(referral).map(({ data }) => data.answer)).toEqual(['surelyYes'])
  // Sound: an answer that this version does not know.
  expect(isSigned(referral, 'surelyYes' as never)).toBe(false)
})

test.each<readonly [string, readonly Step[], readonly string[]]>([
  ['nothing', [], []],
  ['that somebody has it', ['acknowledge'], ['acknowledged']],
  ['a yes', ['acknowledge', 'accept'], ['acknowledged', ...decisions]],
  ['a yes with conditions', ['acknowledge', 'acceptWithConditions'], ['acknowledged', ...decisions]],
  ['a no', ['acknowledge', 'decline'], ['acknowledged', ...decisions]],
  ['advice', ['acknowledge', 'redirect'], ['acknowledged']],
  ['a reception', accepted, ['acknowledged', ...decisions, 'receptionArranged']],
  ['an arrival', ['confirmArrival'], ['receptionArranged', 'arrived']],
  ['a missed arrival', ['reportMissedArrival'], []],
  ['that it takes the case', ['proposeHandover', 'takeHandover'], ['handoverTaken']],
  ['that it does not', ['proposeHandover', 'refuseHandover'], []],
  ['that it takes one, while another is proposed', twice, []],
])('R52 when the receiver has signed %s, no answer on that is attested', (_title, steps, signed) => {
  const referral = told('submit', ...steps)
  expect(answers.filter((answer) => isSigned(referral, answer))).toEqual(signed)
})

test('R52 a link answers as a receiver does, and nothing else is open to it', () => {
  const by = { actor: 'RO-ANITP/link/night-desk' }
  const known = after('submit', 'acknowledge')
  for (const verb of ['requestInformation', 'accept', 'decline', 'confirmArrival'] as const)
    expect([verb, tryTo(known, verb, by).accepted]).toEqual([verb, true])
  for (const verb of [
    'redirect',
    'arrangeReception',
    'askIfKnown',
    'reportIncident',
    'takeHandover',
  ] as const)
    expect([
      verb,
      tryTo(after('submit', 'acknowledge', 'proposeHandover'), verb, { ...by, by: 'RO' }),
    ]).toMatchObject([verb, { accepted: false, code: 'ROLE' }])
})

test('R36 an attested handover does not move responsibility: both must sign', () => {
  const { facets } = told('submit', 'proposeHandover', attested('handoverTaken'))
  expect(facets.takeover.receiver).toEqual({})
})
