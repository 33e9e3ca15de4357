// Ten thousand cases at each run: next actions of both sides and what comes to the mind of neither, with a post that
// delays, reorders, loses, doubles and refuses. `npm run soak -- --cases` goes on for as long as one likes.
//
// Which fault of a case is which invariant (domain §9, as practice §1 and §6 amend it):
// (i) content leaves with permission for this recipient and section, or a reviewable override: `eventFaults`, and
//     `offersContent` of `stateFaults`;
// (ii) a child's return is never planned without a guardian there and best interests that say so: `journeyFaults`;
// (iii) a journey is never planned before its reception is confirmed: `journeyFaults`;
// (iv) exactly one organisation answers for the case: `responsibilityFaults` of `stateFaults`;
// (v) a code that nobody knows is never a yes: `unknownCodeFaults`; nor is silence: `accepted` in `stateFaults`;
// (vii) a withdrawal reaches who had the content: `withdrawalFaults`, and is waited for until answered: `waitingFaults`.
// That a fact is never refused, practice §1, is `tryFacts`. (vi), (viii), (ix), (x) are of the gateway, and tested there.
import type { EventType } from '@onward/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { moves, verbs } from './moves.ts'
import { type Manner, numbersOfCase, tellCase } from './random-case.test-data.ts'
import { countCase, newCounts, printCounts } from './random-counts.test-data.ts'
import { rules } from './rules/rules.ts'
import { unknownCodes } from './unknown-codes.test-data.ts'

const patient = { timeout: 240_000 }
const counts = newCounts()
const invariants = ['journey planned', 'journey of a child planned', 'withdrawal', ...unknownCodes]
// Without a bias towards small numbers, which would be a bias towards a few moves.
const numbers = fc.noBias(fc.array(fc.nat(numbersOfCase.below - 1), { ...numbersOfCase.length, size: 'max' }))

/** As many cases for each rule: left to chance alone, some of so many rules would be met by hardly any. */
function tellCases(manner: Manner, cases: number): void {
  const numRuns = Math.ceil(cases / rules.length)
  for (const { name } of rules) {
    const told = fc.property(numbers, (story) => {
      const outcome = tellCase(story, manner, name)
      countCase(counts, outcome)
      expect(outcome.faults, `where ${name} is asked`).toEqual([])
    })
    fc.assert(told, { numRuns })
  }
}

test(
  'R10, R17, R20, R32, R36, R44 whatever is said, crosses, is lost, doubled, reordered or rejected, both sides read the same, and every invariant holds',
  patient,
  () => {
    tellCases('honest', 8_000)
  },
)

test(
  'R10, R20 a gateway that signs what it likes brings the other into no illegal state, and no content past permission',
  patient,
  () => {
    tellCases('hostile', 2_000)
  },
)

test('the cases reach every move and every rule a hundred times, every invariant thirty times, every verdict, and closure in one of twenty', () => {
  console.info(printCounts(counts))
  const types: readonly EventType[] = verbs.map((verb) => moves[verb].type)
  expect(types.filter((type) => (counts.applied.get(type) ?? 0) < 100)).toEqual([])
  const refused = (name: string) => counts.broken.get(name) ?? 0
  expect(rules.map(({ name }) => name).filter((name) => refused(name) < 100)).toEqual([])
  expect(invariants.filter((what) => (counts.asked.get(what) ?? 0) < 30)).toEqual([])
  expect(counts.cases).toBeGreaterThanOrEqual(10_000)
  expect(counts.closed / counts.cases).toBeGreaterThan(0.05)
  expect([...counts.verdicts.keys()].toSorted()).toEqual(['BIZ_CAUSE', 'BIZ_CONSENT', 'BIZ_STATE', 'park'])
  expect(counts.statuses.size).toBeGreaterThan(20)
})
