/** The value of our field → what stands in the field of HTCDS: its names, its codes, or nothing and why. */
import { pointerToken } from '@onward/contract'
import { isId, isWithin, mostFreeText } from './bounds.ts'
import { publishedCode } from './code-match.ts'
import { isCountry } from './country.ts'
import { readDay } from './day.ts'
import { languageCode } from './language.ts'
import type { Form } from './mapping.ts'
import type { LossReason } from './report.ts'

export type Written = string | number | readonly string[]

export interface Writing {
  readonly written?: Written
  /** What is not in it, as JSON Pointers from the field. */
  readonly lost: readonly { readonly at: string; readonly reason: LossReason }[]
}

/** Writes one field. */
export function writeField(field: string, form: Form, value: unknown): Writing {
  switch (form.kind) {
    case 'codes':
    case 'countries':
      return writeSeveral(field, form, value)
    case 'whole':
      return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= form.most
        ? { written: value, lost: [] }
        : lost('NOT_VALID')
    case 'free-text':
      return writeFreeText(value)
    case 'text':
      return writeText(value, (text) => isWritable(text) && isWithin(text, form.most))
    case 'id':
      return writeText(value, isId)
    case 'day':
      return writeText(value, isDay)
    case 'language':
      return writeLanguage(value)
    case 'country':
      return writeCode(value, (country) => (isCountry(country) ? country : undefined))
    case 'coded-text':
      return writeCode(value, (code) => (form.codes.includes(code) ? code : undefined))
    case 'code':
      return writeCode(value, (code) => (form.codes.includes(code) ? publishedCode(field, code) : undefined))
    default:
      return form satisfies never
  }
}

function writeCode(value: unknown, publish: (code: string) => string | undefined): Writing {
  if (typeof value !== 'string') return lost('NOT_VALID')
  const written = publish(value)
  return written === undefined ? lost('NO_CODE') : { written, lost: [] }
}

/** An empty list says something here (no citizenship at all), and nothing in HTCDS. */
function writeSeveral(
  field: string,
  form: Extract<Form, { kind: 'codes' | 'countries' }>,
  value: unknown,
): Writing {
  if (!Array.isArray(value)) return lost('NOT_VALID')
  if (value.length === 0) return lost('NO_CODE')
  const one =
    form.kind === 'countries'
      ? ({ kind: 'country' } as const)
      : ({ kind: 'code', codes: form.codes } as const)
  const items = value.map((item: unknown) => writeField(field, one, item))
  const written = items.flatMap((item) => (typeof item.written === 'string' ? [item.written] : []))
  const missing = items.flatMap(({ lost: [loss] }, at) =>
    loss === undefined ? [] : [{ at: `/${at}`, reason: loss.reason }],
  )
  return written.length === 0 ? { lost: missing } : { written, lost: missing }
}

/** Script and region are not in the codes of the standard: what is written then is less than we have. */
function writeLanguage(value: unknown): Writing {
  if (typeof value !== 'string') return lost('NOT_VALID')
  const written = languageCode(value)
  if (written === undefined) return lost('NO_CODE')
  return { written, lost: written === value ? [] : [{ at: '', reason: 'NO_CODE' }] }
}

function writeText(value: unknown, holds: (text: string) => boolean): Writing {
  return typeof value === 'string' && holds(value) ? { written: value, lost: [] } : lost('NOT_VALID')
}

/** The standard has no language for a text. */
function writeFreeText(value: unknown): Writing {
  if (typeof value !== 'object' || value === null || !('text' in value)) return lost('NOT_VALID')
  const writing = writeText(value.text, (text) => isWritable(text) && isWithin(text, mostFreeText))
  if (writing.written === undefined) return writing
  const others = Object.keys(value).filter((name) => name !== 'text')
  return { ...writing, lost: others.map((name) => ({ at: `/${pointerToken(name)}`, reason: 'NO_FIELD' })) }
}

/** Blank would read as nothing; half of a surrogate pair and U+0000 are refused by whoever reads it. */
function isWritable(text: string): boolean {
  return text.trim() !== '' && text.isWellFormed() && !text.includes('\u0000')
}

function isDay(text: string): boolean {
  const read = readDay(text)
  return 'day' in read && read.day === text
}

function lost(reason: LossReason): Writing {
  return { lost: [{ at: '', reason }] }
}
