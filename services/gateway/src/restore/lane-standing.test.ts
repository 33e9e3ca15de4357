import { digest } from '@onward/contract'
import { expect, test } from 'vitest'
import { laneStanding } from './lane-standing.ts'

const at = (ep: number, seq: number, token = `${ep} ${seq}`) => ({ ep, seq, digest: digest(token) })

/** How a lane stands at its receiver, in our record, and in the directory. */
function standing(
  seen: ReturnType<typeof at> | null | undefined,
  head: ReturnType<typeof at> | undefined,
  epoch = 1,
  isBehind = false,
) {
  const sighting = seen === undefined ? undefined : { lane: seen }
  return laneStanding({ lane: { epoch }, head, seen: sighting, isBehind })
}

test('R55 a lane goes on where its receiver stands, or in an epoch of which nothing has come there', () => {
  expect([
    standing(at(1, 7), at(1, 7)),
    standing(null, undefined),
    standing(at(1, 7), at(1, 5), 2),
    standing(at(1, 7), undefined, 2),
    standing(at(2, 9), at(1, 5), 3),
  ]).toEqual(['ok', 'ok', 'ok', 'ok', 'ok'])
})

test('R55 no number is given where the receiver has another or a later one, or has not told', () => {
  expect([
    standing(undefined, at(1, 7)),
    standing(undefined, at(1, 7), 2),
    standing(at(1, 7), at(1, 5)),
    standing(at(1, 7), at(1, 7, 'another')),
    standing(at(1, 7), undefined),
    // An epoch that the backup does not know, and that was used.
    standing(at(2, 3), at(1, 9), 2),
  ]).toEqual(['LANE_UNKNOWN', 'LANE_UNKNOWN', 'LANE_BEHIND', 'LANE_BEHIND', 'LANE_BEHIND', 'LANE_BEHIND'])
})

test('R55 where the record is known to be an old one, only a new epoch will do: more may lie on the lane', () => {
  expect([standing(at(1, 7), at(1, 7), 1, true), standing(at(1, 7), at(1, 7), 2, true)]).toEqual([
    'LANE_BEHIND',
    'ok',
  ])
})
