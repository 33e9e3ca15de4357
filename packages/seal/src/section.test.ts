import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import fc from 'fast-check'
import * as jose from 'jose'
import { expect, test } from 'vitest'
import { flip } from './bend.fixture.ts'
import { decrypt, encrypt } from './profile.ts'
import { openSection, type SectionPlace, sealSection } from './section.ts'

const kid = 'K'.repeat(43)
const own = generateKeyPairSync('x25519')
const to = { kid, publicKey: own.publicKey }
const place: SectionPlace = {
  iss: 'NL',
  aud: 'RO',
  organisation: 'ro-lawyer',
  referral: '01890a5d-ac96-774b-bcce-b302099a8057',
  sequence: 3,
  section: 'legalStatus',
}
const elsewhere = {
  iss: 'AT',
  aud: 'BG',
  organisation: 'ro-lawyer-2',
  referral: '01890a5d-ac96-774b-bcce-b302099a8058',
  sequence: 4,
  section: 'case',
} satisfies SectionPlace
const content = Buffer.from('{"sections":{"legalStatus":{}}}')
const openWith = (jwe: string, at = place, key: KeyObject | undefined = own.privateKey) =>
  openSection(jwe, at, (named) => (named === kid ? key : undefined))

test('R61 what is sealed to an organisation opens with its key, at its place, whatever it is', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 9000 }), (bytes) => {
      expect(openWith(sealSection(bytes, to, place))).toEqual({ ok: true, content: Buffer.from(bytes) })
    }),
    { numRuns: 50 },
  )
})

test('a sealed section that is shown as one of another place is refused, whichever part of the place differs', () => {
  const jwe = sealSection(content, to, place)
  const moved = Object.entries(elsewhere).map(([part, other]) => openWith(jwe, { ...place, [part]: other }))
  expect(moved).toEqual(moved.map(() => ({ ok: false, code: 'CRYPTO_HEADER' })))
  // Nor does it help to write the other place over the header, for the header is authenticated.
  const rest = jwe.slice(jwe.indexOf('.'))
  const written = Object.entries(elsewhere).map(([part, other]) => {
    const at = { ...place, [part]: other }
    const head = jose.decodeProtectedHeader(sealSection(content, to, at))
    const epk = jose.decodeProtectedHeader(jwe).epk
    const header = Buffer.from(JSON.stringify({ ...head, epk })).toString('base64url')
    return openWith(`${header}${rest}`, at)
  })
  expect(written).toEqual(written.map(() => ({ ok: false, code: 'CRYPTO_DECRYPT' })))
})

test('another key does not open it, and no name of a key but its own is looked for', () => {
  const jwe = sealSection(content, to, place)
  const other = generateKeyPairSync('x25519').privateKey
  expect(openWith(jwe, place, other)).toEqual({ ok: false, code: 'CRYPTO_DECRYPT' })
  expect(openWith(jwe, place, generateKeyPairSync('ed25519').privateKey)).toEqual({
    ok: false,
    code: 'CRYPTO_KEY',
  })
  const asked: string[] = []
  const none = openSection(jwe, place, (named) => {
    asked.push(named)
    return undefined
  })
  expect([none, asked]).toEqual([{ ok: false, code: 'CRYPTO_KEY' }, [kid]])
})

test('an envelope is no sealed section, and a sealed section no envelope', () => {
  const binding = { iss: place.iss, aud: `${place.aud}/${place.organisation}`, jti: place.referral }
  expect(openWith(encrypt(content, to, binding))).toEqual({ ok: false, code: 'CRYPTO_HEADER' })
  expect(decrypt(sealSection(content, to, place), binding, () => own.privateKey)).toEqual({
    ok: false,
    code: 'CRYPTO_HEADER',
  })
})

test('its size tells nothing of how much was said, and no word of it can be read', () => {
  const sizes = [0, 1, 500, 3000].map((length) => sealSection(Buffer.alloc(length, 'a'), to, place).length)
  expect(new Set(sizes).size).toBe(1)
  const jwe = sealSection(Buffer.from('canary'), to, place)
  const texts = jwe.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'))
  expect(texts.join().includes('canary')).toBe(false)
})

test('a JOSE library opens it with nothing but the key, and finds its place in the header', async () => {
  const { plaintext, protectedHeader } = await jose.compactDecrypt(
    sealSection(content, to, place),
    own.privateKey,
  )
  expect(Buffer.from(plaintext).subarray(0, content.length)).toEqual(content)
  const { epk, ...header } = protectedHeader
  const b64 = (text: string) => Buffer.from(text).toString('base64url')
  expect([header, Object(epk).crv]).toEqual([
    {
      ...{
        alg: 'ECDH-ES+A256KW',
        apu: b64('NL'),
        apv: b64('RO/ro-lawyer'),
        cty: 'json',
        enc: 'A256GCM',
        kid,
      },
      ...{ referral: place.referral, section: 'legalStatus', sequence: 3, typ: 'onward-section+jwe' },
    },
    'X25519',
  ])
})

test('whatever is done to its text, it is refused as a value: never opened, never thrown', () => {
  const jwe = sealSection(content, to, place)
  const other = sealSection(content, to, place)
  const spoilt = fc.oneof(
    fc
      .tuple(fc.nat(jwe.length - 1), fc.string({ minLength: 1, maxLength: 1 }))
      .map(([at, char]) => jwe.slice(0, at) + char + jwe.slice(at + 1)),
    fc.nat(jwe.length - 1).map((length) => jwe.slice(0, length)),
    fc.nat(jwe.length).map((at) => jwe.slice(0, at) + other.slice(at)),
    fc.string({ maxLength: 300 }),
    fc.json().map((value) => Buffer.from(value).toString('base64url') + jwe.slice(jwe.indexOf('.'))),
  )
  fc.assert(
    fc.property(
      spoilt.filter((text) => text !== jwe && text !== other),
      (text) => {
        expect(openWith(text).ok).toBe(false)
      },
    ),
    { numRuns: 1000 },
  )
  expect(openWith(flip(jwe)).ok).toBe(false)
})
