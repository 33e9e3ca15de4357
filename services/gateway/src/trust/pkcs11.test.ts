import { expect, test } from 'vitest'
import { parsePkcs11Uri } from './pkcs11.ts'

test('the URI of a key names its token and its label, percent-encoded where RFC 7512 asks for it', () => {
  expect(parsePkcs11Uri('pkcs11:token=Onward%20NL;object=gw%3Bsig')).toEqual({
    token: 'Onward NL',
    object: 'gw;sig',
  })
  expect(parsePkcs11Uri('pkcs11:object=a;token=b')).toEqual({ token: 'b', object: 'a' })
})

test.each([
  '',
  'pkcs11:',
  'pkcs11:token=a',
  'pkcs11:token=;object=b',
  'http:token=a;object=b',
  'pkcs11:token=a;object=b;type=private',
  'pkcs11:token=a;object=b;token=c;pin-value=1234',
  'pkcs11:token=%;object=b',
  `pkcs11:${';'.repeat(10_000)}`,
])('%.40s is no URI of a key, and no other attribute is passed over', (uri) => {
  expect(() => parsePkcs11Uri(uri)).toThrow()
})
