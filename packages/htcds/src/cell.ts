/** What stands in one field of a record: nothing, a text, a number, a list of texts; or something that is no value. */

export interface Cell {
  /** At least one. In a list an empty text holds the place of an entry that is not known. */
  readonly items: readonly string[]
  /** How it was written. `untyped`: in CSV, where everything is text. */
  readonly written: 'untyped' | 'text' | 'number' | 'list'
}

/** A cell of a CSV row. Blank is nothing. */
export function cellOfText(text: string): Cell | undefined {
  return text.trim() === '' ? undefined : { items: [text], written: 'untyped' }
}

/** A member of a JSON record. `null`, blank and empty lists are nothing. */
export function cellOfJson(value: unknown): Cell | 'not a value' | undefined {
  if (value === null) return undefined
  if (!Array.isArray(value)) {
    const item = scalar(value)
    if (item === undefined) return 'not a value'
    return item.trim() === ''
      ? undefined
      : { items: [item], written: typeof value === 'number' ? 'number' : 'text' }
  }
  const items = value.map((each: unknown) => (each === null ? '' : scalar(each)))
  if (!items.every((item) => item !== undefined)) return 'not a value'
  return items.every((item) => item.trim() === '') ? undefined : { items, written: 'list' }
}

function scalar(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}
