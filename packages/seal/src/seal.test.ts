import fc from 'fast-check'
import { expect, test } from 'vitest'
import { authenticate } from './authenticate.ts'
import { envelope, event, keys, manifestOf, opening, reading, roEnc, sealed } from './exchange.fixture.ts'
import { openEnvelope } from './open.ts'
import { resealJws } from './seal.ts'
import { tokenDigest } from './token.ts'

const opened = (bytes: Uint8Array) => {
  const authentication = authenticate(bytes, reading)
  if (!authentication.ok || authentication.message.kind !== 'envelope') return authentication
  return openEnvelope(authentication.message, opening)
}

test('R4, R23 a sealed event is authentic, opens, and says who signed what', () => {
  const content = sealed()
  const authentication = authenticate(envelope(content), reading)
  expect(authentication).toMatchObject({
    ok: true,
    message: {
      kind: 'envelope',
      claims: manifestOf(content),
      data: content.jwe,
      key: { kid: keys.nlGateway.kid },
    },
  })
  if (!authentication.ok || authentication.message.kind !== 'envelope') return
  expect(authentication.message.digest).toBe(tokenDigest(authentication.message.token))
  expect(openEnvelope(authentication.message, opening)).toEqual({
    ok: true,
    jws: content.jws,
    cdig: content.cdig,
    event,
    caseKey: opening.directory.key(keys.nlCase.kid),
  })
})

test('an event signed by a seal device with ES256 opens', () => {
  expect(opened(envelope(sealed({ caseKey: keys.nlSeal })))).toMatchObject({ ok: true, event })
})

test('an event sealed anew keeps its signature and digest, and opens under its new manifest', () => {
  const first = sealed()
  const jti = '0b0e7f3c-52a4-4e0f-8a3b-8c5d2f1e6a90'
  const again = resealJws({ jws: first.jws, to: roEnc, iss: 'NL', aud: 'RO', jti })
  expect(again.jwe).not.toBe(first.jwe)
  expect(opened(envelope({ ...first, ...again }, { jti }))).toMatchObject({
    ok: true,
    jws: first.jws,
    cdig: first.cdig,
  })
})

test('R23, T14 an envelope is one of four sizes, whatever is in it', () => {
  const short = sealed().jwe.length
  fc.assert(
    fc.property(fc.nat(900), (length) => {
      // An unknown field passes; it makes the event longer.
      const longer = { ...event, data: { ...event.data, later: 'x'.repeat(length) } }
      expect(sealed({ event: longer }).jwe.length).toBe(short)
    }),
    { numRuns: 20 },
  )
})
