import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buckets, pad, unpad } from './padding.ts'

test('content of any length up to 32,767 bytes comes back, from the smallest bucket that holds it', () => {
  for (const length of [0, 1, 4095, 4096, 8191, 8192, 16383, 16384, 32767]) {
    const content = Buffer.alloc(length, 0x80)
    const padded = pad(content)
    expect(padded.length).toBe(buckets.find((bucket) => bucket > length))
    expect(unpad(padded)).toEqual(content)
  }
})

test('content that fits no bucket is a fault of the caller', () => {
  expect(() => pad(Buffer.alloc(32768))).toThrow(expect.objectContaining({ code: 'EVENT_TOO_LARGE' }))
})

test('padding in a larger bucket than needed, without its mark, or of another length is refused', () => {
  const inner = Buffer.from('a.b.c')
  const refused = [
    Buffer.concat([inner, Buffer.from([0x80]), Buffer.alloc(8192 - 6)]),
    Buffer.concat([inner, Buffer.alloc(4096 - 5)]),
    Buffer.concat([inner, Buffer.from([0x80]), Buffer.alloc(4096 - 7), Buffer.from([1])]),
    Buffer.concat([inner, Buffer.from([0x80]), Buffer.alloc(4096 - 7)]),
    Buffer.concat([inner, Buffer.from([0x80])]),
    Buffer.alloc(4096),
    Buffer.alloc(0),
    Buffer.alloc(65536, 0x80),
  ]
  for (const padded of refused) expect(unpad(padded)).toBeUndefined()
})

test('T14 whatever unpad accepts is exactly what pad makes', () => {
  const tail = fc.uint8Array({ maxLength: 40 })
  fc.assert(
    fc.property(fc.constantFrom(4096, 8192), tail, fc.nat(8191), (size, bytes, at) => {
      const padded = Buffer.alloc(size)
      padded.set(bytes, Math.min(at, size - bytes.length))
      const content = unpad(padded)
      if (content) expect(pad(content)).toEqual(padded)
    }),
  )
})
