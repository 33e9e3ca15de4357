import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exportHtcds } from './export.ts'
import { importHtcds } from './import.ts'
import { mapping } from './mapping.ts'
import { mark, sections } from './sections-arbitrary.test-data.ts'
import { standardFields } from './standard.ts'
import { without } from './without.test-data.ts'

/** Fields of which a part is written: a text without its language, a language without its script. */
const inPart = /\/language$|\/prs_(Primary|Secondary)Language$/

describe.each(['json', 'csv'] as const)('in %s', (format) => {
  test('R59 what is exported and imported again is what there was, without what the loss report lists', () => {
    fc.assert(
      fc.property(sections, (original) => {
        const { text, loss } = exportHtcds(original, { format })
        const pointers = loss.map(({ pointer }) => pointer)
        const { records } = importHtcds(text, format)
        const [record] = records

        expect(records).toHaveLength(1)
        expect(
          without(
            record?.sections,
            pointers.filter((pointer) => inPart.test(pointer)),
          ),
        ).toEqual(without(original, pointers))
        expect(record?.loss).toEqual([])
        expect(record?.faults).toEqual([])
        expect(record?.repairs.filter(({ code }) => code !== 'LANGUAGE_UNSTATED')).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  test('a second export of what was imported is the first, byte for byte', () => {
    fc.assert(
      fc.property(sections, (original) => {
        const { text } = exportHtcds(original, { format })
        const again = exportHtcds(importHtcds(text, format).records[0]?.sections ?? {}, { format })
        expect(again.text).toBe(text)
      }),
    )
  })
})

test('an export holds no name but those of the standard, and of a picklist only its values', () => {
  const byName = new Map(standardFields.map((field) => [field.name, field]))
  fc.assert(
    fc.property(sections, (original) => {
      const record: Record<string, unknown> = JSON.parse(exportHtcds(original, { format: 'json' }).text)
      for (const [name, value] of Object.entries(record)) {
        expect(mapping[name]?.kind).toBe('mapped')
        const values = byName.get(name)?.values
        if (values !== undefined) expect(Object.keys(values)).toEqual(expect.arrayContaining([value].flat()))
      }
    }),
  )
})

test('R24 no report holds a word of the person', () => {
  fc.assert(
    fc.property(sections, (original) => {
      const { text, loss } = exportHtcds(original, { format: 'csv' })
      const [record] = importHtcds(text, 'csv').records
      expect(JSON.stringify([loss, record?.loss, record?.repairs, record?.faults])).not.toContain(mark)
    }),
  )
})
