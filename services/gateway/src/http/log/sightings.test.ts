import { expect, test } from 'vitest'
import type { SightingAnswer } from '../../restore/sighting-of.ts'
import { bearer, serve } from '../served.test-data.ts'

const of: Readonly<Record<string, SightingAnswer>> = {
  RO: { sighting: 'a.b.c' },
  BG: { refused: 'NO_GATEWAY_KEY' },
}

test('R55 what was seen of a peer is given to operators and auditors as one signed file', async () => {
  const { app } = await serve({ sighting: async (peer) => of[peer] ?? { refused: 'NOT_FOUND' } })
  const at = async (member: string) => {
    const reply = await app.inject({ url: `/v1/sightings/${member}`, headers: bearer('operator') })
    return [reply.statusCode, reply.statusCode === 200 ? reply.body : reply.json().code]
  }
  expect([await at('RO'), await at('BG'), await at('XX'), await at('ro')]).toEqual([
    [200, 'a.b.c\n'],
    [503, 'NO_GATEWAY_KEY'],
    [404, 'NOT_FOUND'],
    [404, 'NOT_FOUND'],
  ])
})
