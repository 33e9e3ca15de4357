/** Every place of an event's data where somebody can write what they like. */

/** Words with the place where they stand. */
export interface Text {
  /** RFC 6901, into the data. */
  readonly pointer: string
  readonly words: string
}

/** Short lines for a human reader that no code list closes; `name` only of a place. */
const lines: readonly string[] = ['intendedRegion', 'safetyPlanRef', 'times']

/**
 * The free texts of the data, by their shape `{text, language}`, and the short lines beside them. By shape and not by a
 * list of fields, so that a text that a later version adds is found too.
 */
export function textsIn(data: unknown, pointer = ''): readonly Text[] {
  if (Array.isArray(data)) return data.flatMap((item, index) => textsIn(item, `${pointer}/${index}`))
  if (typeof data !== 'object' || data === null) return []
  return Object.entries(data).flatMap(([key, value]) => {
    if (typeof value === 'object') return textsIn(value, `${pointer}/${escaped(key)}`)
    if (typeof value !== 'string') return []
    const isText = key === 'text' && 'language' in data
    const isLine = lines.includes(key) || (key === 'name' && 'country' in data)
    return isText || isLine ? [{ pointer: `${pointer}/${escaped(key)}`, words: value }] : []
  })
}

const escaped = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1')

/** How long words are, in code points: what a reader counts, and what the schema counts. */
export function lengthOf(words: string): number {
  return [...words].length
}
