// What the stories are written with.
import type { Verb } from '@onward/referral'
import type { Line } from './tell.ts'
import { type Changes, day, moment, readExample } from './words.ts'

/** Told by the side where the person is. */
export function here(verb: Verb, changes: Line['changes'] = {}, answersTo?: Verb): Line {
  return { by: 'sender', verb, changes, ...(answersTo && { answersTo }) }
}

/** Told by the side that she goes to. */
export function there(verb: Verb, changes: Line['changes'] = {}, answersTo?: Verb): Line {
  return { by: 'receiver', verb, changes, ...(answersTo && { answersTo }) }
}

/** A second thing of its kind in one story. */
export const second = '1f7a5c30-94be-4d02-8a6f-3c5e7b9d1a24'
export const third = '2a8b6d41-a5cf-4e13-9b70-4d6f8c0e2b35'

export const acknowledged = there('acknowledge', { reviewDate: day(2) })

/** The person knows what was decided, who received what, whom to turn to, and how to complain or stop (R62). */
export const toldAll = here('recordTold', {
  about: ['decision', 'reason', 'recipients', 'contactsAtArrival', 'howToComplain', 'howToStop'],
})

/** The times of a journey that still lies ahead; a fortnight leaves three working days over any holidays. */
export function travel(days: number): Changes {
  const { departure, arrival } = readExample('event/journey-planned')
  const at = (moved: unknown, time: string) => Object.assign({}, moved, { at: time })
  return {
    departure: at(departure, moment(days)),
    arrival: at(arrival, moment(days + 0.1)),
    legs: [{ kind: 'plane', reference: 'KL1373' }],
  }
}
