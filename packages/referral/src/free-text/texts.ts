/** Every place of an event's data where somebody can write what they like. */

/** Words with the place where they stand. */
export interface Text {
  /** RFC 6901, into the data. */
  readonly pointer: string
  readonly words: string
}

/** Short lines for a human reader that no code list closes; `name` only of a place. */
const lines: readonly string[] = ['intendedRegion', 'safetyPlanRef', 'times']

/** What was found in a data once; several rules read the same one, and nothing changes it. */
const found = new WeakMap<object, readonly Text[]>()

/**
 * The free texts of the data, by their shape `{text, language}`, and the short lines beside them. By shape and not by a
 * list of fields, so that a text that a later version adds is found too.
 */
export function textsIn(data: object): readonly Text[] {
  const known = found.get(data)
  if (known) return known
  const texts: Text[] = []
  gather(data, [], texts)
  found.set(data, texts)
  return texts
}

function gather(data: object, path: string[], texts: Text[]): void {
  const isArray = Array.isArray(data)
  for (const key of Object.keys(data)) {
    const value: unknown = Reflect.get(data, key)
    if (typeof value !== 'object' && typeof value !== 'string') continue
    path.push(key)
    if (typeof value === 'string') {
      if (!isArray && isFree(key, data)) texts.push({ pointer: pointerTo(path), words: value })
    } else if (value !== null) gather(value, path, texts)
    path.pop()
  }
}

function isFree(key: string, within: object): boolean {
  if (key === 'text') return 'language' in within
  return lines.includes(key) || (key === 'name' && 'country' in within)
}

function pointerTo(path: readonly string[]): string {
  return path.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** How long words are, in code points: what a reader counts, and what the schema counts. */
export function lengthOf(words: string): number {
  let length = 0
  for (const _ of words) length += 1
  return length
}
