import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalBytes, parseCanonical } from './canonical.ts'
import { ContractError } from './error.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const text = (value: unknown) => new TextDecoder().decode(canonicalBytes(value))
const refused = (code: string) => expect.objectContaining({ code })

const words = fc.string({ unit: 'binary' }).filter((word) => !word.includes('\u0000'))

/** Every value that may be written: whole numbers, well-formed text without U+0000, few levels. */
const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false),
    fc.maxSafeInteger(),
    words,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(words, tie('value'), { maxKeys: 4 }),
  ),
})).value

describe('the canonical bytes of a value', () => {
  test('do not depend on the order in which members were set', () => {
    fc.assert(
      fc.property(fc.dictionary(words, fc.maxSafeInteger()), (object) => {
        expect(text(Object.fromEntries(Object.entries(object).reverse()))).toBe(text(object))
      }),
    )
  })

  test('are read back as the same value', () => {
    fc.assert(
      fc.property(plain, (value) => {
        expect(parseCanonical(canonicalBytes(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  test.each([
    ['a fraction', 0.5],
    ['a number that other languages round', 2 ** 53],
    ['not a number', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a big integer', 1n],
    ['U+0000', 'a\u0000'],
    ['a lone surrogate', '\ud800'],
    ['a lone surrogate in a name', { '\udc00': 1 }],
    ['nothing', undefined],
    ['a member that is undefined', { cause: undefined }],
    ['a gap in a list', Array(1)],
    ['a date', new Date(0)],
    ['a function', () => 1],
    ['65 levels', nested(65)],
  ])('do not exist for %s', (_, value) => {
    expect(() => canonicalBytes(value)).toThrow(refused('NOT_CANONICAL'))
  })

  test('exist for 64 levels', () => {
    expect(parseCanonical(canonicalBytes(nested(64)))).toEqual(nested(64))
  })
})

describe('the strict parser', () => {
  test.each([
    ['white space', '{"a": 1}'],
    ['a line at the end', '{"a":1}\n'],
    ['another order', '{"b":1,"a":2}'],
    ['a member twice', '{"a":1,"a":1}'],
    ['a member twice, once escaped', '{"a":1,"\\u0061":1}'],
    ['a needless escape', '{"a":"\\u0041"}'],
    ['an escaped slash', '{"a":"\\/"}'],
    ['a number with a point', '{"a":1.0}'],
    ['a number with an exponent', '{"a":1e0}'],
    ['minus zero', '{"a":-0}'],
    ['a number that JSON.parse rounds', '{"a":9007199254740993}'],
    ['a number that becomes infinite', '{"a":1e400}'],
    ['U+0000 as an escape', '{"a":"\\u0000"}'],
    ['a lone surrogate as an escape', '{"a":"\\ud800"}'],
    ['a deep bomb', '['.repeat(10_000) + ']'.repeat(10_000)],
  ])('refuses %s', (_, hostile) => {
    expect(() => parseCanonical(bytes(hostile))).toThrow(refused('NOT_CANONICAL'))
  })

  test.each([
    ['nothing', bytes('')],
    ['half an object', bytes('{"a":1')],
    ['two values', bytes('{}{}')],
    ['a byte order mark', Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b, 0x7d)],
    ['UTF-16', Uint8Array.of(0x7b, 0x00, 0x7d, 0x00)],
    ['an overlong sequence', Uint8Array.of(0x22, 0xc0, 0xaf, 0x22)],
    ['an encoded surrogate', Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22)],
    ['a cut sequence', Uint8Array.of(0x22, 0xe2, 0x82, 0x22)],
  ])('refuses %s as no JSON in UTF-8', (_, hostile) => {
    expect(() => parseCanonical(hostile)).toThrow(refused('NOT_JSON'))
  })

  test('reads names that JavaScript would put in another order', () => {
    expect(parseCanonical(bytes('{"10":1,"9":2}'))).toEqual({ 9: 2, 10: 1 })
    expect(() => parseCanonical(bytes('{"9":2,"10":1}'))).toThrow(refused('NOT_CANONICAL'))
  })

  test('R24 never repeats what it refuses', () => {
    const failure = caught(() => parseCanonical(bytes('{"name":"Marinela Zorvath"')))
    expect(`${failure} ${JSON.stringify(failure)} ${String(failure)}`).not.toContain('Zorvath')
  })

  test('reads a member called __proto__ as any other', () => {
    const read = parseCanonical(bytes('{"__proto__":{"admin":true}}'))
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype)
    expect(text(read)).toBe('{"__proto__":{"admin":true}}')
  })

  test('T8 returns a value only for the very bytes that value is written as', () => {
    fc.assert(
      fc.property(plain, fc.nat(), fc.nat(255), (value, at, byte) => {
        const changed = canonicalBytes(value)
        changed[at % changed.length] = byte
        const result = attempt(() => parseCanonical(changed))
        if (result.ok) expect(canonicalBytes(result.value)).toEqual(changed)
        else expect(['NOT_JSON', 'NOT_CANONICAL']).toContain(result.code)
      }),
    )
  })

  test('answers any bytes with a value or with its own codes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (hostile) => {
        const result = attempt(() => parseCanonical(hostile))
        expect(result.ok || ['NOT_JSON', 'NOT_CANONICAL'].includes(result.code)).toBe(true)
      }),
    )
  })
})

function nested(levels: number): unknown {
  return levels === 1 ? [] : [nested(levels - 1)]
}

function attempt(read: () => unknown): { ok: true; value: unknown } | { ok: false; code: string } {
  try {
    return { ok: true, value: read() }
  } catch (error) {
    return { ok: false, code: error instanceof ContractError ? error.code : String(error) }
  }
}

function caught(read: () => unknown): unknown {
  try {
    return read()
  } catch (error) {
    return error
  }
}
