/** What a bundle proves, as a value. Times are RFC 3339 in UTC; numbers of messages count from 1. */

import type { Fault, Missing } from './fault.ts'
import type { ShownLog } from './logs.ts'

/** What one message is, who sent it, and what became of it. */
export interface MessageReport {
  /** Digest of the manifest: names the message for ever. */
  readonly manifest: string
  /** Digest of the signed event that it carries (`cdig`). */
  readonly event: string
  readonly from: string
  readonly to: string
  readonly lane: string
  readonly ep: number
  readonly seq: number
  /** When its sender's gateway signed it. */
  readonly sentAt: string
  /** The key of the gateway that signed it. */
  readonly kid: string
  readonly said: SaidReport
  /** The sender's log holds it as sent at this time. */
  readonly logged?: { readonly at: string; readonly index: number }
  readonly received?: ReceivedReport
  /** By when these witnesses, or this time-stamping authority, had seen a log that holds it. No party can write this time. */
  readonly witnessed?: { readonly at: string; readonly by: readonly string[] }
  /** When the receiver signed that it had erased it. */
  readonly erasedAt?: string
  /** Nothing of this message is at fault. */
  readonly holds: boolean
}

/** What was said. */
export interface SaidReport {
  /** `signed`: the event itself is in the bundle. `stated`: the issuer says so. */
  readonly basis: 'signed' | 'stated'
  readonly type: string
  readonly sequence: number
  readonly time: string
  /** The key of its author; only with the event. */
  readonly kid?: string
  /** Organisation, role and staff id of its author; only with the event. */
  readonly actor?: string
}

/** What the receiver's gateway signed. */
export interface ReceivedReport {
  readonly st: 'stored' | 'rejected'
  /** Why it was rejected, coarsely. */
  readonly code?: string
  readonly at: string
  readonly kid: string
  /** Digest of the receipt. */
  readonly receipt: string
  /** The leaf that it promises, base64url. */
  readonly leaf: string
  /** The receiver's log is shown to hold that leaf. */
  readonly isProven: boolean
}

/** An erasure as a log holds it. */
export interface ErasureReport {
  readonly member: string
  readonly origin: string
  readonly index: number
  /** The record, as it was committed to. */
  readonly record: Readonly<Record<string, unknown>>
  /** As of a message. */
  readonly witnessed?: MessageReport['witnessed']
}

/** One statement that answers the offer. */
export interface AnswerReport {
  readonly type: string
  readonly by: string
  readonly time: string
  /** Number of the message. */
  readonly message: number
}

export interface Report {
  /** Nothing is at fault. What is missing and what was erased is no fault. */
  readonly holds: boolean
  readonly referral?: string
  readonly issued?: { readonly by: string; readonly at: string; readonly kid: string }
  readonly messages: readonly MessageReport[]
  /** A named human of the receiver has it. */
  readonly acknowledged?: AnswerReport
  /** The last decision on the offer. */
  readonly decided?: AnswerReport
  readonly logs: readonly ShownLog[]
  readonly missing: readonly Missing[]
  readonly erased: readonly ErasureReport[]
  readonly faults: readonly Fault[]
}
