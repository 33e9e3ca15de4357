/** What the doctor found at one place. Nothing in it is secret: names of files, codes, dates, counts. */

export interface Finding {
  readonly check:
    | ('configuration' | 'clock' | 'database' | 'keys' | 'certificates' | 'broker' | 'disk')
    | 'witnesses'
  readonly state: 'ok' | 'warning' | 'failed'
  /** What is so. */
  readonly says: string
  /** What to do about it; not for what is well. */
  readonly remedy?: string
}

/** The state of the whole: 0 when all is well, 1 when something should be done soon, 2 when something does not work. */
export function exitCode(findings: readonly Finding[]): 0 | 1 | 2 {
  if (findings.some(({ state }) => state === 'failed')) return 2
  return findings.some(({ state }) => state === 'warning') ? 1 : 0
}

/** How long is left of something, in days, and what that means: at 60 and 30 days it is time to act, at 7 too late to plan. */
export function expiryState(daysLeft: number): Finding['state'] {
  if (daysLeft > 60) return 'ok'
  return daysLeft > 7 ? 'warning' : 'failed'
}

/** `in 12 days`, `12 days ago`; whole days, rounded down. */
export function inDays(daysLeft: number): string {
  const days = Math.floor(Math.abs(daysLeft))
  const counted = `${days} day${days === 1 ? '' : 's'}`
  return daysLeft >= 0 ? `in ${counted}` : `${counted} ago`
}
