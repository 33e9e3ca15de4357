// Canonical JSON (RFC 8785), with the numbers that this contract does not have.
import { canonicalBytes, parseCanonical } from '@onward/contract'
import { expect, test } from 'vitest'

const text = (value: unknown) => Buffer.from(canonicalBytes(value)).toString()

/** Input and output; the first three from the RFC, the others from the test data of its authors. */
const published: Readonly<Record<string, readonly [input: string, output: string]>> = {
  'RFC 8785 §3.2.2: literals and escapes': [
    String.raw`{"string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}`,
    String.raw`{"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  ],
  'RFC 8785 §3.2.3: members in the order of UTF-16 code units': [
    String.raw`{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}`,
    '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
  ],
  'arrays.json': ['[ 56, { "d": true, "10": null, "1": [ ] } ]', '[56,{"1":[],"10":null,"d":true}]'],
  'french.json': [
    '{ "peach": "This sorting order", "péché": "is wrong according to French", "pêche": "but canonicalization MUST", "sin": "ignore locale" }',
    '{"peach":"This sorting order","péché":"is wrong according to French","pêche":"but canonicalization MUST","sin":"ignore locale"}',
  ],
  'structures.json': [
    String.raw`{ "1": {"f": {"f": "hi","F": 5} ,"\n": 56.0}, "10": { }, "": "empty", "a": { }, "111": [ { } ], "A": { } }`,
    String.raw`{"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{}],"A":{},"a":{}}`,
  ],
  'unicode.json': [String.raw`{ "Unnormalized Unicode": "A\u030a" }`, '{"Unnormalized Unicode":"A\u030a"}'],
  'weird.json': [
    String.raw`{ "\u20ac": "Euro Sign", "1": "One", "\u0080": "Control\u007f", "\ud83d\ude02": "Smiley", "\u00f6": "Latin Small Letter O With Diaeresis", "\ufb33": "Hebrew Letter Dalet With Dagesh", "</script>": "Browser Challenge" }`,
    '{"1":"One","</script>":"Browser Challenge","\u0080":"Control\u007f","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😂":"Smiley","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
  ],
}

test.each(Object.entries(published))('%s', (_, [input, output]) => {
  expect(text(JSON.parse(input))).toBe(output)
  // And of the two only that one is read.
  expect(text(parseCanonical(Buffer.from(output)))).toBe(output)
  expect(() => parseCanonical(Buffer.from(input))).toThrow(expect.objectContaining({ code: 'NOT_CANONICAL' }))
})

/** RFC 8785 appendix B: the bits of a double, and how it is written; not at all, if it is no number. */
const numbers: readonly (readonly [bits: string, text: string | null])[] = [
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
  ['7fffffffffffffff', null],
  ['7ff0000000000000', null],
]

test.each(numbers)(
  'RFC 8785 appendix B: %s is a number that this contract does not have',
  (bits, written) => {
    const number = Buffer.from(bits, 'hex').readDoubleBE()
    // The runtime writes it as published; nothing that is signed here ever holds it.
    expect(JSON.stringify(number)).toBe(written ?? 'null')
    expect(() => canonicalBytes(number)).toThrow(expect.objectContaining({ code: 'NOT_CANONICAL' }))
    if (written !== null)
      expect(() => parseCanonical(Buffer.from(written))).toThrow(
        expect.objectContaining({ code: 'NOT_CANONICAL' }),
      )
  },
)

test('RFC 8785 appendix B: zero is written in one way, whatever its sign', () => {
  expect([text(0), text(-0)]).toEqual(['0', '0'])
  expect(() => parseCanonical(Buffer.from('-0'))).toThrow(expect.objectContaining({ code: 'NOT_CANONICAL' }))
})
