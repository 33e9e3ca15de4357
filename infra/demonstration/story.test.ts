import { expect, test } from 'vitest'
import { StoryError } from './error.ts'
import { type Step, tell } from './story.ts'

const told = { what: 'NL offers a case', who: 'NL nl-fp-02', lane: 'lane.RO.NL' }

test('a story whose checks all hold has no faults', async () => {
  const steps: Step[] = []
  const faults = await tell(
    async (play) => {
      expect(await play(async () => [{ ...told, checks: { 'it is there': true } }, 'found'] as const)).toBe(
        'found',
      )
    },
    (step) => steps.push(step),
  )
  expect(faults).toEqual([])
  const ms = expect.any(Number)
  expect(steps).toEqual([{ ...told, step: 1, ms, ok: true, details: { checks: { 'it is there': true } } }])
})

test('a check that does not hold is a fault, and the story goes on', async () => {
  const steps: Step[] = []
  const faults = await tell(
    async (play) => {
      await play(
        async () => [{ ...told, checks: { 'it is there': true, 'it is right': false } }, undefined] as const,
      )
      await play(async () => [{ ...told, checks: {} }, undefined] as const)
    },
    (step) => steps.push(step),
  )
  expect(faults).toEqual(['step 1: it does not hold that it is right'])
  expect(steps.map(({ step, ok }) => ({ step, ok }))).toEqual([
    { step: 1, ok: false },
    { step: 2, ok: true },
  ])
})

test('a step that cannot be played to its end is shown with the reason, and ends the story', async () => {
  const steps: Step[] = []
  const faults = await tell(
    async (play) => {
      await play(async () => {
        throw new StoryError('REFUSED', 'RO refused it: FORBIDDEN')
      })
      await play(async () => [{ ...told, checks: {} }, undefined] as const)
    },
    (step) => steps.push(step),
  )
  expect(faults).toEqual(['step 1: it does not hold that the step comes to its end'])
  expect(steps).toMatchObject([
    { step: 1, what: 'RO refused it: FORBIDDEN', ok: false, details: { code: 'REFUSED' } },
  ])
})
