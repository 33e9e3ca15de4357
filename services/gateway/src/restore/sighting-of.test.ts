import { digest } from '@onward/contract'
import { openSighting, type SigningKey } from '@onward/seal'
import { makeCountry, makeDirectory } from '@onward/testing'
import { expect, test } from 'vitest'
import { type SightingOfDeps, sightingOf } from './sighting-of.ts'

const [nl, ro] = await Promise.all([makeCountry('NL'), makeCountry('RO')])
const directory = await makeDirectory([nl, ro])
const now = new Date('2026-10-02T12:00:00Z')
const key: SigningKey = { ...ro.keys['gw-sig'], alg: 'Ed25519' }
const position = { ep: 2, seq: 9, digest: digest('token'), gaps: [], lastIat: 1, keyNbf: 1 }
const note = 'gateway.nl.example/log\n7\n…'

/** What RO says of a peer. */
async function said(peer: string, changes: Partial<SightingOfDeps> = {}) {
  const answer = await sightingOf(
    {
      member: 'RO',
      now: () => now,
      directory: () => directory,
      gatewayKey: () => key,
      laneIn: async () => ({ position: JSON.stringify(position), next: 10n }),
      newestSeen: async (origin) => ({ origin, size: 7, root: new Uint8Array(32), note }),
      ...changes,
    },
    peer,
  )
  return 'sighting' in answer ? openSighting(answer.sighting, directory) : answer
}

test('R55 a peer is told the last token of its lane and the newest checkpoint of its log', async () => {
  const { ep, seq, digest: last } = position
  const about = { iss: 'RO', aud: 'NL', iat: now.getTime() / 1000, dirv: directory.version }
  expect(await said('NL')).toEqual({ ...about, lane: { ep, seq, digest: last }, checkpoints: [note] })
  const began = JSON.stringify({ ...position, seq: 0 })
  for (const stored of [undefined, began])
    expect(await said('NL', { laneIn: async () => ({ position: stored, next: -1n }) })).toMatchObject({
      lane: null,
    })
  expect(await said('NL', { newestSeen: async () => undefined })).toMatchObject({ checkpoints: [] })
})

test('of a member without a lane to us nothing is said, and nothing without a key', async () => {
  expect([await said('BG'), await said('RO'), await said('NL', { gatewayKey: () => undefined })]).toEqual([
    { refused: 'NOT_FOUND' },
    { refused: 'NOT_FOUND' },
    { refused: 'NO_GATEWAY_KEY' },
  ])
})
