/** The bounds that our schemas set to what a field may hold, the same on the way in and on the way out. */

/** `value/free-text`. */
export const mostFreeText = 500

/** Entries of a list that are looked at: more than any list of ours holds, and few enough to report one by one. */
export const mostEntries = 100

/** `value/organisation` and `value/staff-id`: an id or a post, which no name with a space is. */
export function isId(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text)
}

/** Whether it has no more code points than that: so JSON Schema counts. */
export function isWithin(text: string, most: number): boolean {
  return text.length <= most || [...text].length <= most
}
