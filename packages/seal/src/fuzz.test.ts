/** Noise: whatever is done to a message, it is refused as a value, never accepted and never thrown. */
import { digest } from '@onward/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AuthenticEnvelope, authenticate } from './authenticate.ts'
import { envelope, keys, manifestOf, opening, reading, sealed } from './exchange.fixture.ts'
import { openEnvelope } from './open.ts'
import { signToken } from './token.ts'

const content = sealed()
const bytes = Buffer.from(envelope(content))
const other = Buffer.from(envelope(sealed(), { seq: 2 }))

/** One way to spoil some bytes; what is left as it was is not counted. */
const spoilt = (sound: Buffer, foreign: Buffer) =>
  fc
    .oneof(
      fc.tuple(fc.nat(sound.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, mask]) => {
        const flipped = Buffer.from(sound)
        flipped[at] = (flipped[at] ?? 0) ^ mask
        return flipped
      }),
      fc.nat(sound.length - 1).map((length) => sound.subarray(0, length)),
      fc.nat(sound.length).map((at) => Buffer.concat([sound.subarray(0, at), foreign.subarray(at)])),
      fc
        .tuple(fc.nat(sound.length), fc.uint8Array({ minLength: 1, maxLength: 9 }))
        .map(([at, noise]) => Buffer.concat([sound.subarray(0, at), noise, sound.subarray(at)])),
      fc.tuple(fc.nat(sound.length), fc.nat(200)).map(([at, length]) => {
        return Buffer.concat([sound.subarray(0, at), sound.subarray(at + length)])
      }),
      fc.uint8Array({ maxLength: 500 }).map((noise) => Buffer.from(noise)),
    )
    .filter((changed) => !changed.equals(sound) && !changed.equals(foreign))

test('R4 a spoilt message is refused, unless only what no signature covers was changed', () => {
  fc.assert(
    fc.property(spoilt(bytes, other), (changed) => {
      const judged = authenticate(changed, reading)
      if (!judged.ok) return
      // The outer time and white space are the broker's: nothing is read from them.
      expect(judged.message).toMatchObject({ claims: manifestOf(content), data: content.jwe })
    }),
    { numRuns: 1500 },
  )
})

test('JSON of any shape is refused', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom('manifest', 'data', 'id', 'token', 'type'), (value, name) => {
      const judged = authenticate(Buffer.from(value), reading)
      expect(judged.ok).toBe(false)
      const inside = { ...JSON.parse(bytes.toString()), [name]: JSON.parse(value) }
      expect(authenticate(Buffer.from(JSON.stringify(inside)), reading).ok).toBe(false)
    }),
    { numRuns: 300 },
  )
})

test('a spoilt JWE is refused even under a manifest that names it', () => {
  const foreign = sealed().jwe
  fc.assert(
    fc.property(spoilt(Buffer.from(content.jwe), Buffer.from(foreign)), (changed) => {
      const jwe = changed.toString('latin1')
      const claims = manifestOf({ ...content, dig: digest(jwe) })
      const message: AuthenticEnvelope = { ...authentic, claims, data: jwe }
      expect(openEnvelope(message, opening)).toMatchObject({ ok: false })
    }),
    { numRuns: 1000 },
  )
})

const authentic = {
  kind: 'envelope',
  token: signToken('envelope', manifestOf(content), keys.nlGateway),
  digest: content.dig,
  key: keyOfNl(),
} as const

function keyOfNl() {
  const key = reading.directory.key(keys.nlGateway.kid)
  if (!key) throw new Error('the fixture has no such key')
  return key
}
