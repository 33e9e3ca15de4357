// Text as an attacker would write it: noise, and well-formed text with something done to it.
import fc from 'fast-check'

const noise = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({
    unit: fc.constantFrom('\n', ' ', '0', '1', '=', '+', '—', 'A', '\u0000', '\ud800', '\u2028'),
    maxLength: 90,
  }),
)

/** Noise, or `valid` with up to 40 of its UTF-16 units cut out somewhere and noise put in their place. */
export function hostileText(valid: string): fc.Arbitrary<string> {
  const damaged = fc
    .tuple(fc.nat(valid.length), fc.nat(40), noise)
    .map(([at, cut, piece]) => valid.slice(0, at) + piece + valid.slice(at + cut))
  return fc.oneof(noise, damaged)
}

/** `valid` with one byte of its UTF-8 form changed, read as UTF-8 again. */
export function oneByteChanged(valid: string): fc.Arbitrary<string> {
  const bytes = Buffer.from(valid)
  return fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, change]) => {
    const changed = Buffer.from(bytes)
    changed.writeUInt8(changed.readUInt8(at) ^ change, at)
    return changed.toString()
  })
}
