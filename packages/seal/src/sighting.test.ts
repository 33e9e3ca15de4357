import { digest } from '@onward/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day, directoryWith, keys, nowSeconds } from './exchange.fixture.ts'
import { signTokenJws } from './profile.ts'
import { openSighting, type Sighting, signSighting } from './sighting.ts'

const sighting: Sighting = {
  iss: 'RO',
  aud: 'NL',
  iat: nowSeconds,
  dirv: 7,
  lane: { ep: 2, seq: 41, digest: digest('the last token') },
  checkpoints: ['gateway.nl.example/log\n3\n…\n'],
}
const token = signSighting(sighting, keys.roGateway)

test('R55 what a gateway signs of a peer is read as it was said, also where nothing has come', () => {
  expect(openSighting(token, directoryWith())).toEqual(sighting)
  const nothing = { ...sighting, lane: null, checkpoints: [] }
  expect(openSighting(signSighting(nothing, keys.roGateway), directoryWith())).toEqual(nothing)
})

test('R55 a sighting counts under a gateway key of its issuer that was valid then, and under no other', () => {
  const by = (key: typeof keys.roGateway, changes: Parameters<typeof directoryWith>[0] = {}) =>
    openSighting(signSighting(sighting, key), directoryWith(changes))
  const revoked = (reason: string, invalidFrom: number) => ({
    keys: { roGateway: { revoked: { reason, invalidFrom } } },
  })
  expect([
    by(keys.stranger),
    by(keys.roCase),
    by(keys.nlGateway),
    by(keys.roGateway, revoked('compromise', nowSeconds + day)),
    by(keys.roGateway, revoked('superseded', nowSeconds)),
    by(keys.roGateway, revoked('superseded', nowSeconds + 1)),
    by(keys.roGateway, { keys: { roGateway: { naf: nowSeconds } } }),
    openSighting(`${token.slice(0, -3)}AAA`, directoryWith()),
  ]).toEqual([
    'KEY_UNKNOWN',
    'KEY_USE',
    'KEY_NOT_OF_ISSUER',
    'KEY_REVOKED',
    'KEY_REVOKED',
    sighting,
    'KEY_EXPIRED',
    'SIG_INVALID',
  ])
})

test('R55 what is not in the one form of a sighting is none, though it is signed', () => {
  const signed = (claims: object) =>
    openSighting(
      signTokenJws(
        'onward-sighting+jwt',
        JSON.stringify(claims, Object.keys(claims).toSorted()),
        keys.roGateway,
      ),
      directoryWith(),
    )
  const lane = { digest: digest('x'), ep: 1, seq: 1 }
  const { checkpoints, ...rest } = sighting
  for (const claims of [
    rest,
    { ...sighting, lane: undefined },
    { ...sighting, lane: { ...lane, seq: 0 } },
    { ...sighting, lane: { ...lane, ep: 1.5 } },
    { ...sighting, lane: { ...lane, digest: 'x' } },
    { ...sighting, checkpoints: 'note' },
    { ...sighting, checkpoints: [1] },
    { ...sighting, iat: '1' },
    { ...sighting, aud: 'nl' },
    { ...sighting, more: 1 },
  ])
    expect(signed(claims)).toBe('SIGHTING_INVALID')
  const other = signTokenJws('onward-evidence+jwt', JSON.stringify(checkpoints), keys.roGateway)
  expect(openSighting(other, directoryWith())).toBe('SIGHTING_INVALID')
})

test('no bytes throw, and no changed byte is believed', () => {
  const trust = directoryWith()
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(openSighting(text, trust)).toBe('SIGHTING_INVALID')
    }),
  )
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.integer({ min: 0x21, max: 0x7e }), (at, code) => {
      const changed = token.slice(0, at) + String.fromCharCode(code) + token.slice(at + 1)
      fc.pre(changed !== token)
      expect(typeof openSighting(changed, trust)).toBe('string')
    }),
  )
})
