import { createRequire } from 'node:module'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { copyLess, type Encoder } from './request-copies.ts'

const load = createRequire(import.meta.url)

test('whatever is written into encoders in encoders, it is the bytes that kafkajs writes by itself', () => {
  const [Plain, Cured] = [encoderOfKafkajs(), encoderOfKafkajs()]
  copyLess(Cured)
  fc.assert(
    fc.property(content, (written) => {
      const [plain, cured] = [write(new Plain(), written), write(new Cured(), written)]
      expect(cured.size()).toBe(plain.size())
      expect(cured.buffer.equals(plain.buffer)).toBe(true)
      // Asked again, and written on.
      expect(cured.buffer.equals(plain.buffer)).toBe(true)
      expect(cured.writeInt32(7).buffer.equals(plain.writeInt32(7).buffer)).toBe(true)
    }),
  )
})

test('a long body is copied once, when the bytes of the outermost are asked for', () => {
  const Cured = encoderOfKafkajs()
  copyLess(Cured)
  const body = Buffer.alloc(12_000, 'b')
  const outer = [1, 2, 3].reduce(
    (inner: Encoder) => new Cured().writeInt32(inner.size()).writeEncoder(inner),
    new Cured().writeBytes(body),
  )
  body.fill('c')
  const bytes = outer.buffer
  expect(bytes.subarray(-body.length).equals(Buffer.alloc(12_000, 'c'))).toBe(true)
  expect(bytes.length).toBe(4 * 4 + body.length)
  expect(outer.buffer).toBe(bytes)
})

type Written = number | Buffer | { readonly bytes: Buffer } | { readonly each: Written[] } | Written[]

const piece = fc
  .oneof(fc.nat(40), fc.integer({ min: 1_000, max: 1_100 }), fc.nat(9_000))
  .chain((length) => fc.nat(255).map((byte) => Buffer.alloc(length, byte)))

const content: fc.Arbitrary<Written[]> = fc.letrec<{ one: Written; many: Written[] }>((tie) => ({
  one: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
    piece,
    piece.map((bytes) => ({ bytes })),
    tie('many'),
    tie('many').map((each) => ({ each })),
  ),
  many: fc.array(tie('one'), { maxLength: 5 }),
})).many

/** An array is an encoder within; of `each` every one is, as the records of a batch are. */
function write(encoder: Encoder, written: readonly Written[]): Encoder {
  const inner = (what: Written) => write(newLike(encoder), Array.isArray(what) ? what : [what])
  for (const one of written) {
    if (typeof one === 'number') encoder.writeInt32(one)
    else if (Buffer.isBuffer(one)) encoder.writeBuffer(one)
    else if (Array.isArray(one)) encoder.writeEncoder(inner(one))
    else if ('bytes' in one) encoder.writeBytes(one.bytes)
    else encoder.writeEncoderArray(one.each.map(inner))
  }
  return encoder
}

function newLike(encoder: Encoder): Encoder {
  return Reflect.construct(encoder.constructor, [])
}

/** A class of its own, as kafkajs has it in its file. */
function encoderOfKafkajs(): { new (): Encoder; readonly prototype: Encoder } {
  const path = load.resolve('kafkajs/src/protocol/encoder')
  delete load.cache[path]
  return load(path)
}
