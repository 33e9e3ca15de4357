/** What a report says, in words for people who have no code at hand. */

/** `2026-11-18T11:06:40.000Z` as `2026-11-18 11:06:40 UTC`; what is no time stays as it is. */
export function timeInWords(time: string): string {
  const [, date, clock] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)/.exec(time) ?? []
  return date === undefined ? time : `${date} ${clock} UTC`
}

/** `referral.acceptedWithConditions` as `referral accepted with conditions`. */
export function typeInWords(type: string): string {
  return type.replace('.', ' ').replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

/** The beginning of a key's name or a digest: enough to find it. */
export function short(digest: string): string {
  return `${digest.slice(0, 8)}…`
}

/** A heading and its lines, or one line that says that there are none. */
export function listed(heading: string, lines: readonly string[], none: string): string {
  return lines.length === 0 ? none : [heading, ...lines.map((line) => `  ${line}`)].join('\n')
}
