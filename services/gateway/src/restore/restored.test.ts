import { formatCheckpoint, signNote } from '@onward/audit'
import type { Sighting } from '@onward/seal'
import { makeCountry, makeDirectory } from '@onward/testing'
import { expect, test } from 'vitest'
import { memoryLog, noteKeys } from '../log/memory-log.test-data.ts'
import { type RestoredDeps, signingStanding } from './restored.ts'

const directory = await makeDirectory(await Promise.all(['NL', 'RO', 'BG'].map((code) => makeCountry(code))))
const lanes = ['lane.RO.NL', 'lane.BG.NL']
const old = noteKeys('gateway.nl.example/log')
const log = await memoryLog(old)
const seven = await log.at(7)
const ended = { origin: old.name, size: 7, root: Buffer.from(seven.root).toString('base64url') }
const next = { nth: 2, origin: 'gateway.nl.example/log-2', former: [ended] }

const seen = (checkpoints: readonly string[]): Sighting => ({
  ...{ iss: 'RO', aud: 'NL', iat: 1, dirv: 1, lane: null },
  checkpoints,
})

/** A gateway with its first log at seven leaves, whose peers have taken nothing; with these changes. */
function standing(changes: Partial<RestoredDeps> = {}) {
  return signingStanding({
    own: { nth: 1, origin: old.name, former: [] },
    directory: () => directory,
    notes: [],
    sightings: undefined,
    lanes: () => lanes,
    head: async () => undefined,
    keys: [old, { ...old, name: next.origin }],
    size: async () => 7,
    lastOfFormer: async () => undefined,
    readTile: log.readTile,
    ...changes,
  })
}

const by = (...members: readonly [string, Sighting][]) => ({ sightings: async () => new Map(members) })

test('R55 nobody is asked where nothing says that the record may be an old one', async () => {
  expect(await standing()).toBe('ok')
})

test('R55 who was given sightings needs one for each lane, and none that has seen more', async () => {
  const later = (await log.at(9)).note
  expect([
    await standing(by(['RO', seen([seven.note])])),
    await standing(by(['RO', seen([seven.note])], ['BG', seen([])])),
    await standing(by(['RO', seen([seven.note])], ['BG', seen([later])])),
    await standing(by(['RO', seen([])], ['BG', seen([])])),
    await standing(by(['RO', seen([])], ['BG', seen(['of nobody known'])])),
    await standing(by()),
    await standing({ sightings: () => Promise.reject(new Error('no folder')) }),
    await standing({ ...by(['RO', seen([seven.note])]), lanes: () => ['lane.RO.NL'] }),
  ]).toEqual([
    'LANE_UNKNOWN',
    'ok',
    'LOG_BEHIND',
    'ok',
    'LAST_CHECKPOINT_UNKNOWN',
    'LAST_CHECKPOINT_UNKNOWN',
    'LAST_CHECKPOINT_UNKNOWN',
    'ok',
  ])
})

test('R55 no log begins without its peers, though nobody was to be asked, nor one that has begun elsewhere', async () => {
  const begins = { own: next, size: async () => 0, lastOfFormer: async () => (await log.at(5)).note }
  const peers = (...notes: readonly string[]) => by(['RO', seen(notes)], ['BG', seen([])])
  const begun = signNote(formatCheckpoint({ origin: next.origin, size: 1, root: new Uint8Array(32) }), {
    ...old,
    name: next.origin,
  })
  expect([
    await standing(begins),
    await standing({ ...begins, ...peers(seven.note) }),
    await standing({ ...begins, ...peers((await log.at(8)).note) }),
    await standing({ ...begins, ...peers(seven.note, begun) }),
    // Its own record has more of the old log than the directory says.
    await standing({ ...begins, ...peers(seven.note), lastOfFormer: async () => (await log.at(8)).note }),
    await standing({ ...begins, size: async () => 1 }),
  ]).toEqual(['LANE_UNKNOWN', 'ok', 'LOG_BEHIND', 'LOG_BEHIND', 'LOG_BEHIND', 'ok'])
})
