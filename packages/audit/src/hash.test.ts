import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hex } from '../test/memory-log.ts'
import { AuditError } from './error.ts'
import { commitment, emptyHead, leafHash, nodeHash } from './hash.ts'

// transparency-dev/merkle, rfc6962/rfc6962_test.go (Apache-2.0).
test('leaves, nodes and the empty tree hash as published for RFC 6962', () => {
  expect([emptyHead(), leafHash(Buffer.from('')), leafHash(Buffer.from('L123456'))].map(hex)).toEqual([
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    '395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56',
  ])
  expect(hex(nodeHash(Buffer.from('N123'), Buffer.from('N456')))).toBe(
    'aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb',
  )
})

test('two nodes never hash like the leaf of their bytes', () => {
  const [left, right] = [leafHash(Buffer.from('Hello')), leafHash(Buffer.from('World'))]
  expect(hex(nodeHash(left, right))).not.toBe(hex(leafHash(Buffer.concat([left, right]))))
  expect(hex(nodeHash(left, right))).not.toBe(hex(nodeHash(right, left)))
})

test('a commitment is SHA-256 over domain, zero byte, salt and record', () => {
  const salt = Buffer.alloc(32, 7)
  const record = Buffer.from('{"kind":"msg.received"}')
  const expected = createHash('sha256')
    .update('onward-leaf-v1')
    .update(Buffer.of(0))
    .update(salt)
    .update(record)
  expect(hex(commitment(salt, record))).toBe(expected.digest('hex'))
})

test('a salt that is not 32 bytes is refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (salt) => {
      fc.pre(salt.length !== 32)
      expect(() => commitment(salt, Buffer.of(1))).toThrow(expect.objectContaining({ code: 'SALT_LENGTH' }))
    }),
  )
  expect(() => commitment(Buffer.alloc(31), Buffer.of(1))).toThrow(AuditError)
})

test('R25, T23 another salt or another record gives another commitment', () => {
  const salt = fc.uint8Array({ minLength: 32, maxLength: 32 })
  const input = fc.tuple(salt, fc.uint8Array())
  fc.assert(
    fc.property(input, input, ([salt1, record1], [salt2, record2]) => {
      fc.pre(hex(salt1) !== hex(salt2) || hex(record1) !== hex(record2))
      expect(hex(commitment(salt1, record1))).not.toBe(hex(commitment(salt2, record2)))
    }),
  )
})
