import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseJson } from './json.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const parse = (text: string) => parseJson(bytes(text), { maxBytes: 1_000 })
const refused = (code: string) => expect.objectContaining({ code })

describe('strict JSON', () => {
  test('may be written in any order, with white space and escapes', () => {
    expect(parse(' {"b" : [1, {"a":"\\u0041"}],\n"a":null} ')).toEqual({ b: [1, { a: 'A' }], a: null })
  })

  // V8 (Node 24.21) reads such a name as another one that it has seen before.
  test.each(['{"\\u0061":1}', '{"":"","\\u005b":""}', '{"a\\"b":1}', '[{"a":{"b\\\\":1}}]'])(
    'is refused when a name is written with an escape: %s',
    (text) => {
      expect(() => parse(text)).toThrow(refused('NOT_JSON'))
    },
  )

  test('may use a name again in another object', () => {
    expect(parse('{"a":{"a":1},"b":[{"a":2},{"a":3}]}')).toEqual({ a: { a: 1 }, b: [{ a: 2 }, { a: 3 }] })
  })

  test.each([
    '{"a":1,"a":1}',
    '{"a":1,"\\u0061":2}',
    '{"a\\"b":1 , "a\\"b" : 2}',
    '{"a\\\\":1,"a\\\\":2}',
    '{"":1,"":2}',
    '[{"b":{"a":{},"a":[]}}]',
    '{"a":{"x":"}"},"b":"{","a":1}',
    '{"__proto__":1,"__proto__":2}',
    '{"a"\t\r\n:1,"a":2}',
  ])('is refused with a member twice: %s', (text) => {
    expect(() => parse(text)).toThrow(refused('NOT_JSON'))
  })

  test.each([
    '',
    '{',
    '{"a":1,}',
    "{'a':1}",
    '{"a":01}',
    '{"a":NaN}',
    '{"a":1}{}',
    '// note\n{}',
    '{"a":0.5}',
    '{"a":1e400}',
    '{"a":9007199254740992}',
    '{"a":"\\u0000"}',
    '{"a":"\\udfff"}',
  ])('is refused when it is %s', (text) => {
    expect(() => parse(text)).toThrow(refused('NOT_JSON'))
  })

  test('is refused beyond its depth, and read up to it', () => {
    const nested = (levels: number) => bytes('['.repeat(levels) + ']'.repeat(levels))
    expect(parseJson(nested(3), { maxBytes: 100, maxDepth: 3 })).toEqual([[[]]])
    expect(() => parseJson(nested(4), { maxBytes: 100, maxDepth: 3 })).toThrow(refused('NOT_JSON'))
    expect(() => parseJson(nested(500_000), { maxBytes: 1_000_000 })).toThrow(refused('NOT_JSON'))
  })

  test('is refused beyond its size before it is read', () => {
    expect(parseJson(bytes('"abc"'), { maxBytes: 5 })).toBe('abc')
    expect(() => parseJson(bytes('"abcd"'), { maxBytes: 5 })).toThrow(refused('JSON_TOO_LARGE'))
  })

  test('is read as JSON.parse reads it when no name occurs twice', () => {
    fc.assert(
      fc.property(members, fc.constantFrom('', ' ', '\n\t'), (object, space) => {
        expect(parse(spell(Object.entries(object), space, 'plain'))).toEqual(object)
      }),
    )
  })

  test('is refused whatever name is repeated, wherever and however it is spelled', () => {
    fc.assert(
      fc.property(members, fc.nat(), fc.nat(), (object, which, where) => {
        const entries = Object.entries(object)
        const [name = ''] = entries[which % entries.length] ?? []
        const repeated = entries.toSpliced(where % (entries.length + 1), 0, [name, 'again'])
        expect(() => parse(spell(repeated, ' ', 'escaped'))).toThrow(refused('NOT_JSON'))
      }),
    )
  })
})

const names = fc.string({
  unit: fc.constantFrom('a', '{', '}', '[', ':', ',', 'é'),
  maxLength: 5,
})
const texts = fc.string({
  unit: fc.constantFrom('a', '"', '\\', '{', '}', '[', ':', ',', 'é', '\n'),
  maxLength: 5,
})
const members = fc.dictionary(names, texts, { minKeys: 1, maxKeys: 5, noNullPrototype: true })

/** An object as text; `escaped`: every second name written in escapes only. */
function spell(
  entries: readonly (readonly [string, string])[],
  space: string,
  how: 'plain' | 'escaped',
): string {
  const escaped = (name: string) =>
    `"${Array.from(name, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"`
  const parts = entries.map(([name, value], index) => {
    return `${how === 'plain' || index % 2 === 0 ? JSON.stringify(name) : escaped(name)}${space}:${space}${JSON.stringify(value)}`
  })
  return `{${space}${parts.join(`${space},`)}}`
}
