import { describe, expect, test } from 'vitest'
import { type Step, words } from '../example.test-data.ts'
import { dueAfter, find } from './waiting.test-data.ts'

const at = (day: number, hour = 5) => `2026-11-${day}T${String(hour).padStart(2, '0')}:00:00.000Z`
const asks = (requestId: string, time: string): Step => [
  'requestInformation',
  { at: time, data: { ...words.requestInformation, requestId } },
]
const answers = (requestId: string, time: string): Step => [
  'provideInformation',
  { at: time, data: { ...words.provideInformation, requestId } },
]
const decision = (steps: readonly Step[], now = at(22)) =>
  find(dueAfter(['submit', 'acknowledge', ...steps], { now }), 'decide')

test('R12 the time to decide stands still while information is asked for, and it is shown since when', () => {
  expect(decision([asks('1', at(23))])).toEqual({
    id: 'decide',
    name: 'decide',
    what: 'the receiver decides',
    owedBy: 'receiver',
    since: at(22),
    paused: { since: at(23), by: 'informationRequested' },
    stages: [],
    state: 'paused',
  })
})

test('it goes on with what was left when the answer has come', () => {
  expect(decision([asks('1', at(23)), answers('1', at(24))])?.due).toBe(at(26))
})

test('requests that overlap are counted once, and the time stands still until the last is answered', () => {
  const both = [asks('1', at(23)), asks('2', at(24))]
  expect(decision([...both, answers('1', at(25))])).toMatchObject({ paused: { since: at(23) } })
  expect(decision([...both, answers('1', at(25)), answers('2', at(26))])?.due).toBe(at(28))
})

test.each([
  [
    'one within the other',
    [asks('1', at(23)), asks('2', at(24)), answers('2', at(25)), answers('1', at(26))],
  ],
  [
    'the later told first',
    [asks('1', at(24)), asks('2', at(23)), answers('1', at(25)), answers('2', at(26))],
  ],
])('requests that overlap are counted from the first to the last: %s', (_title, steps) => {
  expect(decision(steps)?.due).toBe(at(28))
})

test('the first of two requests that overlap is waited for, though the second is answered', () => {
  const steps = [asks('1', at(23)), asks('2', at(24)), answers('2', at(25))]
  expect(decision(steps)).toMatchObject({ paused: { since: at(23) } })
})

test('an answer that says it came before its question stops nothing', () => {
  expect(decision([asks('1', at(24)), answers('1', at(23))])).toMatchObject({ due: at(25), state: 'running' })
})

test('requests one after the other add up', () => {
  const twice = [asks('1', at(23)), answers('1', at(24)), asks('2', at(25)), answers('2', at(26))]
  expect(decision(twice)?.due).toBe(at(27))
})

test('a reminder keeps its share of the time that really ran, and one that has come does not come again', () => {
  const stages = (steps: readonly Step[]) => decision(steps)?.stages.map(({ at: time }) => time)
  expect(stages([])).toEqual([at(23, 17), at(24, 11), at(25)])
  // Asked after the reminder and before the escalation, for one day.
  expect(stages([asks('1', at(24)), answers('1', at(25))])).toEqual([at(23, 17), at(25, 11), at(26)])
})

test('a question asked when the time is over gives no more of it', () => {
  expect(decision([asks('1', at(25))], at(25))).toMatchObject({ due: at(25), state: 'overdue' })
  expect(decision([asks('1', at(26)), answers('1', at(27))], at(28))).toMatchObject({
    due: at(25),
    state: 'overdue',
  })
})

test('R13 an outage does not stop it', () => {
  const outage: Step = ['announceOutage', { at: at(23) }]
  expect(decision([outage])?.due).toBe(at(25))
})

describe('a question that was left open at a decision', () => {
  const reopened = (day: number) =>
    [asks('1', at(23)), ['decline', { at: at(day) }], ['reopen', { at: at(day) }]] as const
  test('does not hold up the next one', () => {
    expect(decision(reopened(25))).toMatchObject({ since: at(25), due: at(28), state: 'running' })
  })
  test('nor does it when all was said in one instant', () => {
    expect(decision(reopened(23))).toMatchObject({ since: at(23), due: at(26), state: 'running' })
  })
  test('is not the one that is waited for since', () => {
    expect(decision([...reopened(25), asks('2', at(26))])).toMatchObject({ paused: { since: at(26) } })
  })
})
