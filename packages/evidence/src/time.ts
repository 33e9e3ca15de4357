/** Seconds since 1970 as text; what no calendar has is shown as the number that it is. */
export function timeOf(seconds: number): string {
  const time = new Date(seconds * 1000)
  return Number.isNaN(time.getTime()) ? String(seconds) : time.toISOString()
}
