import { describe, expect, test } from 'vitest'
import { afterwards, firstDays, type Line, tell, untilTheReturn } from './child-case.test-data.ts'
import { agreement, on } from './child-case-words.test-data.ts'
import { deadlines } from './deadlines/deadlines.ts'
import { add } from './deadlines/waiting.test-data.ts'
import type { History } from './history.ts'
import { outside } from './outside.ts'
import { read } from './read.test-data.ts'
import { status } from './status.ts'
import { words } from './words.test-data.ts'

const begun = tell([], firstDays)
const returned = tell(begun.history, untilTheReturn)
const grown = tell(returned.history, afterwards)

const named = (lines: readonly Line[], came: readonly string[]) =>
  lines.map(({ day, by, verb }, index) => `day ${day} ${by} ${verb}: ${came[index]}`)
const expected = (lines: readonly Line[]) =>
  named(
    lines,
    lines.map(({ comes }) => comes),
  )
const due = (history: History, now: string) => deadlines(read(history), { now, agreement, add })
const overdue = (history: History, now: string) =>
  due(history, now).flatMap(({ id, state }) => (state === 'overdue' ? [id] : []))

describe('an unaccompanied child, forced to steal, found in AT', () => {
  test('R43 days 0 and 1: child protection in both countries, and nobody who could name her', () => {
    expect(named(firstDays, begun.came)).toEqual(expected(firstDays))
  })
  test('R42 days 1 to 3: the guardian is overdue, and her authority was told in time', () => {
    expect(overdue(begun.history, on(1, '10:00'))).toContain('guardianRequested')
    expect(overdue(begun.history, on(3, '09:59'))).not.toContain('guardianAppointed:sender')
    expect(overdue(begun.history, on(3, '10:00'))).toContain('guardianAppointed:sender')
    expect(due(begun.history, on(3)).map(({ name }) => name)).not.toContain('childAuthority')
  })
  test('R42 R44 days 4 to 120: no visit to the uncle, no return before it is best, no journey alone', () => {
    expect(named(untilTheReturn, returned.came)).toEqual(expected(untilTheReturn))
    expect(status(read(returned.history))).toBe('arrived')
  })
  test('R42 days 120 to 301: the plan is reviewed, and at eighteen she is asked herself', () => {
    expect(named(afterwards, grown.came)).toEqual(expected(afterwards))
    expect(overdue(returned.history, on(160))).toEqual(
      expect.arrayContaining(['childPlan:7', 'childPlan:30']),
    )
    expect(overdue(grown.history, on(300)).filter((id) => id.startsWith('childPlan'))).toEqual([
      'childPlan:90',
      'childPlan:180',
    ])
  })
  test('R43 her eighteenth birthday is announced four months ahead', () => {
    const majority = due(returned.history, on(160)).find(({ name }) => name === 'majority')
    expect(majority).toMatchObject({
      due: '2027-09-16T00:00:00.000Z',
      stages: [{ stage: 'reminder', at: '2027-05-16T00:00:00.000Z' }],
    })
  })
  test('R44 a return in order breaks no rule, so nothing in it is marked', () => {
    expect(outside(read(grown.history))).toEqual([])
  })
  test('R44 had she gone home by herself on day 75, it would be recorded with every rule that a plan breaks', () => {
    const until75 = untilTheReturn.filter(({ day }) => day < 45)
    const early = tell(begun.history, until75).history
    const fact = (by: Line['by'], verb: Line['verb']): Line => ({
      ...{ day: 75, by, verb, comes: 'said' },
      data: { ...words[verb], departedAt: on(75), arrivedAt: on(75) },
    })
    const { history, came } = tell(early, [fact('AT', 'depart'), fact('BG', 'confirmArrival')])
    const broken = [
      'child-return-is-best',
      'child-has-guardian-there',
      'child-placement-consented',
      'guardian-agrees-to-return',
    ]
    expect(came).toEqual(['said', 'said'])
    expect(outside(read(history)).map(({ type, rules }) => [type, rules])).toEqual([
      ['journey.departed', expect.arrayContaining(broken)],
      ['arrival.confirmed', expect.arrayContaining(broken)],
    ])
  })
})
