import { describe, expect, test } from 'vitest'
import { agreement } from '../example.test-data.ts'
import { clockCases } from './clock-cases.test-data.ts'
import { clocks } from './clocks.ts'
import { dueAfter, find } from './waiting.test-data.ts'

const momentBefore = (at: string) => new Date(Date.parse(at) - 1).toISOString()
const nameOf = (id: string) => id.split(':')[0] ?? id

describe.each(clockCases)('$id', ({ id, story, owedBy, due, metBy }) => {
  test('runs until its end, and is overdue from then on', () => {
    expect(find(dueAfter(story, { now: momentBefore(due) }), id)).toMatchObject({
      name: nameOf(id),
      owedBy,
      due,
      state: 'running',
    })
    expect(find(dueAfter(story, { now: due }), id)).toMatchObject({ state: 'overdue' })
  })

  test('did not run before it was started', () => {
    const before = story.slice(0, -1)
    const isStartedByLast = find(dueAfter(before), id) === undefined
    // The clocks of the offer run through the acknowledgement and what else comes between.
    expect(isStartedByLast || ['acknowledge', 'decide', 'arrival'].includes(nameOf(id))).toBe(true)
  })

  test('is met by the word that was waited for', () => {
    expect(find(dueAfter([...story, ...metBy], { now: due }), id)).toBeUndefined()
  })

  test('is reminded of before its end; at the end silence is signed, unless it comes of itself', () => {
    const stages = find(dueAfter(story), id)?.stages ?? []
    const end = nameOf(id) === 'consentExpiry' ? [] : [{ stage: 'overdue', at: due }]
    expect(stages.filter(({ at }) => at >= due)).toEqual(end)
    expect(stages.length).toBeGreaterThan(0)
  })
})

test('R12 every clock has a case here, but those that dates and the gateway start', () => {
  const tried = new Set(clockCases.map(({ id }) => nameOf(id)))
  expect(Object.keys(clocks).filter((name) => !tried.has(name))).toEqual(['receipt', 'majority'])
})

test('R12 the agreement of two members sets any length anew, but no date that a person or the law has set', () => {
  const spans = Object.fromEntries(Object.keys(clocks).map((name) => [name, { all: { hours: 7 } }]))
  const others = { ...agreement, deadlines: { spans } }
  const moved = clockCases.filter(({ id, story, due }) => {
    const agreed = find(dueAfter(story, { agreement: others }), id)?.due
    return agreed !== due
  })
  const unmoved = clockCases.filter((one) => !moved.includes(one)).map(({ id }) => nameOf(id))
  expect(new Set(unmoved)).toEqual(
    new Set([
      ...['review', 'consentExpiry', 'permissionReview', 'fullConsent', 'reviewKept', 'childPlan'],
      'followUp',
    ]),
  )
})
