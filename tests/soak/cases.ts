// Random referral cases for some minutes, between two gateways that exist only as rules: no server is needed. Of a case
// that goes wrong it prints the shortest list of numbers that still does, so that `tellCase` can tell it again.
import fc from 'fast-check'
import { type Manner, numbersOfCase, tellCase } from '../../packages/referral/src/random-case.test-data.ts'
import { countCase, newCounts, printCounts } from '../../packages/referral/src/random-counts.test-data.ts'

const numbers = fc.noBias(fc.array(fc.nat(numbersOfCase.below - 1), { ...numbersOfCase.length, size: 'max' }))

/** Tells cases until the time is over. True if nothing in them was as it must not be. */
export function soakCases(minutes: number, say: (what: string) => void): boolean {
  const until = Date.now() + minutes * 60_000
  const counts = newCounts()
  for (let round = 1; Date.now() < until; round += 1) {
    const manner: Manner = round % 5 === 0 ? 'hostile' : 'honest'
    const told = fc.property(numbers, (story) => {
      const outcome = tellCase(story, manner)
      countCase(counts, outcome)
      return outcome.faults.length === 0
    })
    const { failed, counterexample } = fc.check(told, { numRuns: 1_000 })
    if (failed) {
      const [story = []] = counterexample ?? []
      say(`a ${manner} case is not as it must be: ${tellCase(story, manner).faults.join('; ')}`)
      say(`tellCase(${JSON.stringify(story)}, '${manner}')`)
      return false
    }
    if (round % 20 === 0) say(`${counts.cases} cases, ${counts.events} events in effect`)
  }
  for (const line of printCounts(counts).split('\n')) say(line)
  return true
}
