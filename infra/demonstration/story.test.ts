import { expect, test } from 'vitest'
import { StoryError } from './error.ts'
import { type Step, tell } from './story.ts'

const told = { what: 'NL offers a case', who: 'NL nl-fp-02', lane: 'lane.RO.NL' }
const when = { day: 3, time: '2027-01-04T10:00:00.000Z' }

/** Where the steps go, on a day of the story. */
function telling() {
  const steps: Step[] = []
  return { steps, show: (step: Step) => steps.push(step), when: () => when }
}

test('a story whose checks all hold has no faults', async () => {
  const to = telling()
  const faults = await tell(async (play) => {
    await play(async () => ({ ...told, checks: { 'it is there': true } }))
  }, to)
  expect(faults).toEqual([])
  const ms = expect.any(Number)
  expect(to.steps).toEqual([
    { ...told, ...when, step: 1, ms, ok: true, details: { checks: { 'it is there': true } } },
  ])
})

test('a check that does not hold is a fault, and the story goes on', async () => {
  const to = telling()
  const faults = await tell(async (play) => {
    await play(async () => ({ ...told, checks: { 'it is there': true, 'it is right': false } }))
    await play(async () => ({ ...told, checks: {} }))
  }, to)
  expect(faults).toEqual(['step 1, day 3: it does not hold that it is right'])
  expect(to.steps.map(({ step, ok }) => ({ step, ok }))).toEqual([
    { step: 1, ok: false },
    { step: 2, ok: true },
  ])
})

test('a step that cannot be played to its end is shown with the reason, and ends the story', async () => {
  const to = telling()
  const faults = await tell(async (play) => {
    await play(async () => {
      throw new StoryError('REFUSED', 'RO refused it: FORBIDDEN')
    })
    await play(async () => ({ ...told, checks: {} }))
  }, to)
  expect(faults).toEqual(['step 1, day 3: it does not hold that the step comes to its end'])
  expect(to.steps).toMatchObject([
    { step: 1, what: 'RO refused it: FORBIDDEN', ok: false, details: { code: 'REFUSED' } },
  ])
})
