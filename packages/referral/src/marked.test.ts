import { expect, test } from 'vitest'
import { after, tryTo, words } from './example.test-data.ts'

const { outsideRules: _named, ...incident } = { ...words.reportIncident, outsideRules: undefined }
const reported = (outsideRules: readonly string[]) => {
  const decision = tryTo(after('submit'), 'reportIncident', { data: { ...incident, outsideRules } })
  return decision.accepted ? decision.data : decision.code
}

test('R38 a fact says which rules were not kept, once each', () => {
  expect(reported(['excluded', 'offer-stands', 'offer-stands'])).toEqual({
    ...incident,
    outsideRules: ['excluded', 'offer-stands'],
  })
})

test('R29 a rule that would tell of asylum is left out, and all else that the fact says stays', () => {
  expect(reported(['asylum-shuts-out-the-state', 'offer-stands'])).toEqual({
    ...incident,
    outsideRules: ['offer-stands'],
  })
  expect(reported(['asylum-shuts-out-the-state'])).toEqual(incident)
})

test('R38 no more rules are named than an event has room for', () => {
  const names = Array.from({ length: 25 }, (_, index) => `rule-${index}`)
  expect(reported(names)).toEqual({ ...incident, outsideRules: names.slice(0, 20) })
})
