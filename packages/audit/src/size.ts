// Tree sizes and leaf numbers: exact up to 2^53 − 1, and written in one way only.

/** Whether this is a number of leaves. */
export function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

/** Reads a decimal number without sign, leading zero or anything else; `undefined` if it is not one. */
export function parseSize(text: string): number | undefined {
  if (!/^(0|[1-9][0-9]*)$/.test(text)) return undefined
  const size = Number(text)
  return isSize(size) ? size : undefined
}
