// Ten thousand cases at each run: next actions of both sides and what comes to the mind of neither, with a post that
// delays, reorders, loses, doubles and refuses. `npm run soak -- --cases` goes on for as long as one likes.
import type { EventType } from '@onward/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { moves, verbs } from './moves.ts'
import { type Manner, numbersOfCase, tellCase } from './random-case.test-data.ts'
import { countCase, newCounts, printCounts } from './random-counts.test-data.ts'
import { rules } from './rules/rules.ts'

const patient = { timeout: 240_000 }
const counts = newCounts()
// Without a bias towards small numbers, which would be a bias towards a few moves.
const numbers = fc.noBias(fc.array(fc.nat(numbersOfCase.below - 1), { ...numbersOfCase.length, size: 'max' }))

function tellCases(manner: Manner, numRuns: number): void {
  fc.assert(
    fc.property(numbers, (story) => {
      const outcome = tellCase(story, manner)
      countCase(counts, outcome)
      expect(outcome.faults).toEqual([])
    }),
    { numRuns },
  )
}

test(
  'R36 whatever is said, crosses, is lost, doubled, reordered or rejected, both sides read the same, and one answers for the case',
  patient,
  () => {
    tellCases('honest', 8_000)
  },
)

test(
  'R20 a gateway that signs what it likes brings the other into no illegal state, and no content past permission',
  patient,
  () => {
    tellCases('hostile', 2_000)
  },
)

test('the cases reach every move and every rule a hundred times, every verdict, every status, and closure in one of twenty', () => {
  console.info(printCounts(counts))
  const types: readonly EventType[] = verbs.map((verb) => moves[verb].type)
  expect(types.filter((type) => (counts.applied.get(type) ?? 0) < 100)).toEqual([])
  const refused = (name: string) => counts.broken.get(name) ?? 0
  expect(rules.map(({ name }) => name).filter((name) => refused(name) < 100)).toEqual([])
  expect(counts.cases).toBeGreaterThanOrEqual(10_000)
  expect(counts.closed / counts.cases).toBeGreaterThan(0.05)
  expect([...counts.verdicts.keys()].toSorted()).toEqual(['BIZ_CAUSE', 'BIZ_CONSENT', 'BIZ_STATE', 'park'])
  expect(counts.statuses.size).toBeGreaterThan(20)
})
