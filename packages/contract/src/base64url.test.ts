import fc from 'fast-check'
import { expect, test } from 'vitest'
import { base64urlDecode, base64urlEncode } from './base64url.ts'
import { digest, sha256 } from './digest.ts'

test('bytes are read back from their base64url', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(Uint8Array.from(base64urlDecode(base64urlEncode(bytes)))).toEqual(bytes)
    }),
  )
})

test('a view into a larger buffer is written as what it shows', () => {
  expect(base64urlEncode(Uint8Array.of(1, 2, 3, 4, 5).subarray(1, 4))).toBe('AgME')
})

test.each(['AA==', 'AB', 'A', 'AAAAA', 'A+A_', 'A/A-', 'AA A', 'AAA\n', 'AÄA', '-_-=', '%41'])(
  '%s is not base64url',
  (text) => {
    expect(() => base64urlDecode(text)).toThrow(expect.objectContaining({ code: 'NOT_BASE64URL' }))
  },
)

test('no two texts are read as the same bytes', () => {
  const letters = fc.constantFrom(...'ABCDwxyz0189-_=+/ ')
  fc.assert(
    fc.property(fc.string({ unit: letters, maxLength: 8 }), (text) => {
      let bytes: Uint8Array
      try {
        bytes = base64urlDecode(text)
      } catch {
        return
      }
      expect(base64urlEncode(bytes)).toBe(text)
    }),
  )
})

test('the digest of "abc" is that of FIPS 180-4, from text and bytes alike', () => {
  const expected = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  expect(Buffer.from(sha256(new TextEncoder().encode('abc'))).toString('hex')).toBe(expected)
  expect(digest('abc')).toBe(Buffer.from(expected, 'hex').toString('base64url'))
  expect(digest(new TextEncoder().encode('abc'))).toBe(digest('abc'))
})
