/** What the messages of a bundle come to when they are seen together: order, gaps, answers. */
import { blame, type Findings, type Missing } from './fault.ts'
import type { VerifiedMessage } from './message.ts'
import type { AnswerReport, MessageReport } from './report.ts'

/** A message and its number in the bundle, from 1. */
export type Numbered = VerifiedMessage & { readonly number: number }

/** One number of a lane is one message, and each names the one before it where both are shown. */
export function checkLanes(messages: readonly Numbered[], findings: Findings): void {
  const byDigest = new Set<string>()
  const byPlace = new Map<string, Numbered>()
  for (const each of messages) {
    const { report, number } = each
    if (byDigest.has(report.manifest)) blame(findings, 'MESSAGE_DUPLICATE', { message: number })
    else if (byPlace.has(placeOf(report, 0))) blame(findings, 'LANE_FORK', { message: number })
    byDigest.add(report.manifest)
    byPlace.set(placeOf(report, 0), each)
  }
  for (const { report, prev, number } of messages) {
    const before = byPlace.get(placeOf(report, -1))
    if (before && before.report.manifest !== prev) blame(findings, 'CHAIN_BROKEN', { message: number })
  }
}

/** One number that an author gave to two events is a fault; numbers that are passed over are missing. */
export function checkSequences(messages: readonly Numbered[], findings: Findings): void {
  const events = new Map<string, string>()
  for (const { report, number } of messages) {
    const { sequence } = report.said
    const place = `${report.from} ${sequence}`
    // Sealed anew, an event has several messages; it is still one event. What could not be read has no number.
    if (sequence > 0 && (events.get(place) ?? report.event) !== report.event)
      blame(findings, 'SEQUENCE_CONFLICT', { message: number })
    events.set(place, report.event)
  }
  findings.missing.push(...gapsIn(messages.map(({ report }) => report)))
}

/** Numbers of events that are not here although later ones of their author are. */
export function gapsIn(messages: readonly MessageReport[]): readonly Gap[] {
  return [...Map.groupBy(messages, ({ from }) => from)].flatMap(([author, all]) => {
    const numbers = new Set([0, ...all.map(({ said }) => said.sequence)])
    const sorted = [...numbers].toSorted((one, other) => one - other)
    return sorted.flatMap((sequence, at): readonly Gap[] => {
      const next = sorted[at + 1] ?? sequence
      if (next <= sequence + 1) return []
      return [{ code: 'SEQUENCE', author, from: sequence + 1, to: next - 1 }]
    })
  })
}

export type Gap = Extract<Missing, { readonly code: 'SEQUENCE' }>

/** Messages without the event, where others have it. */
export function checkContent(messages: readonly Numbered[], findings: Findings): void {
  const stated = messages.filter(({ report }) => report.said.basis === 'stated')
  if (stated.length === messages.length) return
  findings.missing.push(...stated.map(({ number }) => ({ code: 'EVENT', message: number }) as const))
}

/** What the issuer sent and does not show in its own log. */
export function checkSent(messages: readonly Numbered[], issuer: string, findings: Findings): void {
  for (const { report, number } of messages) {
    if (report.from === issuer && !report.logged)
      findings.missing.push({ code: 'SENT_PROOF', message: number })
  }
}

/** Who acknowledged the offer first, and how it was decided last. What was rejected is void. */
export function answersIn(messages: readonly Numbered[]): {
  readonly acknowledged?: AnswerReport
  readonly decided?: AnswerReport
} {
  const standing = messages.filter(({ report }) => report.received?.st !== 'rejected').map(answerOf)
  const acknowledged = standing.find(({ type }) => type === 'referral.acknowledged')
  const decided = standing.findLast(({ type }) => decisions.has(type))
  return { ...(acknowledged && { acknowledged }), ...(decided && { decided }) }
}

const decisions: ReadonlySet<string> = new Set([
  'referral.accepted',
  'referral.acceptedWithConditions',
  'referral.declined',
  'referral.redirected',
  'referral.cancelled',
])

function answerOf({ report: { said, from }, number }: Numbered): AnswerReport {
  return { type: said.type, by: from, time: said.time, message: number }
}

function placeOf({ lane, ep, seq }: MessageReport, step: 0 | -1): string {
  return `${lane} ${ep} ${seq + step}`
}
