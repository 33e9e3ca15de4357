import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { guard, readCsv, unguard, writeCsv } from './csv.ts'
import { HtcdsError } from './error.ts'
import { importHtcds } from './import.ts'
import { type Format, maxBytes, maxFields, maxRecords } from './records.ts'
import { mark } from './sections-arbitrary.test-data.ts'

/** The code with which a text is refused. */
function refusal(input: string | Uint8Array, format: Format): string {
  try {
    importHtcds(input, format)
  } catch (error) {
    if (!(error instanceof HtcdsError)) throw error
    expect(`${error.message}${String(error.cause)}`).not.toContain(mark)
    return error.code
  }
  throw new Error('It was not refused.')
}

const rows = (count: number, row: string) => `${row}\n`.repeat(count)

test.each<readonly [string, string | Uint8Array, Format, string]>([
  ['more than 1 MB', 'x'.repeat(maxBytes + 1), 'csv', 'TOO_LARGE'],
  ['more than 1 MB of wide letters', 'ă'.repeat(maxBytes / 2 + 1), 'json', 'TOO_LARGE'],
  ['more than 1 MB of bytes', new Uint8Array(maxBytes + 1), 'json', 'TOO_LARGE'],
  ['bytes that are not UTF-8', Uint8Array.of(0x70, 0xff, 0xfe), 'csv', 'NOT_TEXT'],
  ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x70, 0x00), 'csv', 'NOT_TEXT'],
  ['U+0000', 'prs_FirstName\nA\u0000\n', 'csv', 'NOT_TEXT'],
  ['half of a surrogate pair', 'prs_FirstName\n\ud800\n', 'csv', 'NOT_TEXT'],
  ['an escaped U+0000', '{"prs_FirstName":"\\u0000"}', 'json', 'NOT_JSON'],
  ['no JSON', `${mark}`, 'json', 'NOT_JSON'],
  ['nothing', '', 'json', 'NOT_JSON'],
  ['JSON that ends early', `{"prs_FirstName":"${mark}`, 'json', 'NOT_JSON'],
  ['a member twice', `{"prs_FirstName":"${mark}","prs_FirstName":"b"}`, 'json', 'NOT_JSON'],
  ['deep nesting', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'json', 'NOT_JSON'],
  ['a text', `"${mark}"`, 'json', 'NOT_RECORDS'],
  ['a list of lists', '[[]]', 'json', 'NOT_RECORDS'],
  ['a list with nothing in it', '[null]', 'json', 'NOT_RECORDS'],
  ['no field of the standard', `{"${mark}":"x"}`, 'json', 'NO_HTCDS_FIELD'],
  ['a table without headings', `${mark},Ana\n`, 'csv', 'NO_HTCDS_FIELD'],
  ['an open quote', `prs_FirstName\n"${mark}\n`, 'csv', 'NOT_CSV'],
  ['a quote inside a cell', `prs_FirstName\nx"${mark}"\n`, 'csv', 'NOT_CSV'],
  ['too many records in CSV', `prs_FirstName\n${rows(maxRecords + 1, 'A')}`, 'csv', 'TOO_MANY_RECORDS'],
  ['too many records in JSON', `[${Array(maxRecords + 1).fill('{}')}]`, 'json', 'TOO_MANY_RECORDS'],
  ['too many columns', `${'prs_FirstName,'.repeat(maxFields + 1)}\n`, 'csv', 'TOO_MANY_FIELDS'],
  [
    'too many members',
    JSON.stringify(Object.fromEntries(Array.from({ length: maxFields + 1 }, (_, at) => [`a${at}`, 1]))),
    'json',
    'TOO_MANY_FIELDS',
  ],
])('%s is refused', (_, input, format, code) => {
  expect(refusal(input, format)).toBe(code)
})

test('as many records as are allowed are read, one cell may take all the room', () => {
  expect(importHtcds(`prs_FirstName\n${rows(maxRecords, 'A')}`, 'csv').records).toHaveLength(maxRecords)
  const text = `{"prs_FirstName":"${'\\"'.repeat(maxBytes / 2 - 20)}"}`
  expect(importHtcds(text, 'json').records[0]?.faults).toEqual([
    { field: 'prs_FirstName', code: 'TEXT_TOO_LONG' },
  ])
})

test.each<readonly [string, string, Format]>([
  ['an endless string of escapes', `{"prs_FirstName":"${'\\"'.repeat(490_000)}`, 'json'],
  ['quotes', `prs_FirstName\n${'"'.repeat(999_000)}`, 'csv'],
  ['guards', `prs_FirstName\n"${"\n'".repeat(490_000)}="\n`, 'csv'],
  ['separators', `prs_Citizenship\n${';,|'.repeat(330_000)}`, 'csv'],
  ['words', `vic_MethodsOfControl\n${'a '.repeat(490_000)}`, 'csv'],
  ['events', `{"hte_Type":"${';'.repeat(990_000)}","hte_Country":"${';'.repeat(9)}"}`, 'json'],
])('%s by the megabyte take no time to speak of', (_, input, format) => {
  // Minutes, if any of it took time by the square of its length: the runner would stop it.
  try {
    importHtcds(input, format)
  } catch (error) {
    expect(error).toBeInstanceOf(HtcdsError)
  }
})

test('a name of JavaScript is a name like another', () => {
  const text =
    '{"prs_FirstName":"Ana","__proto__":{"prs_Gender":"Feminine"},"constructor":"x","toString":"y"}'
  const [record] = importHtcds(text, 'json').records
  expect(record?.sections).toEqual({ person: { prs_FirstName: 'Ana' } })
  expect(record?.loss.map(({ field }) => field)).toEqual(['#2', '#3', '#4'])
  expect(Object.hasOwn(Object.prototype, 'prs_Gender')).toBe(false)
})

test('numbers that JavaScript cannot hold exactly keep every digit, and coordinates stop nothing', () => {
  const text =
    '{"prs_IdentityNumber":12345678901234567890,"prs_MailingLatitude":44.426767,"hte_Longitude":-2.61e1,"prs_FirstName":"1.5, \\"2.5\\""}'
  const [record] = importHtcds(text, 'json').records
  expect(record?.sections.person).toEqual({
    prs_IdentityNumber: '12345678901234567890',
    prs_FirstName: '1.5, "2.5"',
  })
  expect(record?.loss).toEqual([
    { field: 'prs_MailingLatitude', reason: 'EXCLUDED' },
    { field: 'hte_Longitude', reason: 'EXCLUDED' },
  ])
})

test('no bytes make it throw anything but its one error', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc.uint8Array({ maxLength: 200 }),
    likeness(),
  )
  fc.assert(
    fc.property(text, fc.constantFrom('json' as const, 'csv' as const), (input, format) => {
      try {
        importHtcds(input, format)
      } catch (error) {
        expect(error).toBeInstanceOf(HtcdsError)
      }
    }),
    { numRuns: 2_000 },
  )
})

/** Texts that are nearly a file. */
function likeness(): fc.Arbitrary<string> {
  const piece = fc.constantFrom(
    'prs_FirstName',
    'hte_Type',
    'hte_Country',
    ',',
    ';',
    '"',
    '\n',
    '\r\n',
    'RO',
    'Transit',
    '=',
    "'",
    '{',
    '}',
    ':',
    '[',
    ']',
    '1e999',
    '\ufeff',
  )
  return fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))
}

describe('a cell that a spreadsheet would run', () => {
  test.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    ' =1',
    "'=1",
    '＝1',
    '＋1',
    '－1',
    '＠a',
  ])('is guarded: %j', (cell) => {
    expect(guard(cell).startsWith("'")).toBe(true)
    expect(unguard(guard(cell))).toBe(cell)
  })

  test.each([
    ['x;=1', "x;'=1"],
    ['x\n-1', "x\n'-1"],
    ["x;'=1", "x;''=1"],
  ])('is guarded where another delimiter would begin it: %j', (cell, guarded) => {
    expect(guard(cell)).toBe(guarded)
    expect(unguard(guarded)).toBe(cell)
  })

  test.each(["'t Hooft", "O'Neill", 'Ana-Maria', '1-2', "''", ''])('is not %j', (cell) => {
    expect(guard(cell)).toBe(cell)
    expect(unguard(cell)).toBe(cell)
  })

  test('never leaves in a row, and every row comes back as it was', () => {
    const cell = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'\'=+-@ \t\r\n,;"aă＝') }),
      fc.string({ unit: 'binary' }),
    )
    const table = fc
      .integer({ min: 2, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 4 }),
      )
    fc.assert(
      fc.property(table, (body) => {
        const heading = body[0]?.map(() => 'prs_FirstName') ?? []
        const text = writeCsv([heading, ...body])
        expect(readCsv(text, { most: 99 })).toEqual([heading, ...body])
        for (const cell of body.flat()) expect(guard(cell)).not.toMatch(/(^|[;\t\r\n])\s*[=+\-@]/)
      }),
      { numRuns: 1_000 },
    )
  })
})
