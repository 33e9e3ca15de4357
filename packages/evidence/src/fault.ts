/** What can be wrong with a bundle: a code for programs and a sentence for people. */
import type { RefusalCode } from '@onward/seal'

/** What does not hold, in plain words. The codes are public: never rename or reuse one. */
export const reasons = {
  BUNDLE_TOO_LARGE: 'the file is larger than any bundle',
  BUNDLE_MALFORMED: 'the file is not a bundle of evidence in its one exact form',
  BUNDLE_ALTERED: 'the file is not the one that was issued: something in it has been changed',
  ISSUE_MALFORMED: 'the signature of the issuer is not in its one exact form',
  ISSUE_SIGNATURE: 'the signature of the issuer does not hold',
  ISSUE_NOT_OF_PARTY: 'the issuer is no party to one of the messages',
  DIRECTORY_DIFFERS: 'the bundle names a key that is not so in the directory that is trusted',
  LOG_UNKNOWN: 'no member that is trusted keeps this log',
  LOG_DUPLICATE: 'one log stands in the file twice',
  CHECKPOINT_INVALID: 'a checkpoint is not signed by its log',
  CHECKPOINT_ORDER: 'the checkpoints are not in the order in which the log grew',
  LOG_FORKED: 'the log has signed two different states of one size',
  COSIGNATURE_INVALID: 'a cosignature is not by the witness that it names, or not of this checkpoint',
  TIME_STAMP_INVALID: 'a time-stamp is not of this checkpoint, or not of an authority that is trusted',
  CONSISTENCY_INVALID: 'a checkpoint does not continue the one before it: the log was changed',
  TOKEN_MALFORMED: 'a token is not in its one exact form',
  KEY_UNKNOWN: 'the key is not in the directory that is trusted',
  KEY_USE: 'the key may not sign this',
  KEY_NOT_OF_ISSUER: 'the key belongs to somebody else',
  KEY_REVOKED: 'the key was revoked, and nothing proves that this was signed before',
  KEY_EXPIRED: 'the key was not valid at that time',
  SIG_INVALID: 'the signature does not hold',
  ROUTE_LANE: 'there is no such lane between the two',
  LANE_FORK: 'two messages have one number of their lane',
  CHAIN_BROKEN: 'a message does not name the one before it on the lane',
  MESSAGE_DUPLICATE: 'one message stands in the file twice',
  EVENT_INVALID: 'the event is not what the manifest commits to, or its author did not sign it so',
  REFERRAL_OTHER: 'the event is about another referral',
  SEQUENCE_CONFLICT: 'one author gave one number to two events',
  RECEIPT_OTHER: 'the receipt is about another message',
  RECEIPT_LEAF: 'the leaf of the receipt does not commit to what the receipt says',
  RECEIPT_DUPLICATE: 'one message has two final receipts',
  LEAF_OTHER: 'the leaf is about something else',
  PROOF_LOG: 'the proof leads into a log that is not shown, or not of that member',
  PROOF_CHECKPOINT: 'the proof leads to a checkpoint that is not shown',
  PROOF_INVALID: 'the leaf is not in the log where the proof says it is',
  TIME_ORDER: 'it was received, or seen by witnesses, before it was sent',
} as const satisfies Readonly<Record<string, string>>

export type FaultCode = keyof typeof reasons

/** One thing that does not hold. */
export interface Fault {
  readonly code: FaultCode
  readonly reason: string
  /** Number of the message in the bundle, from 1; left out for what concerns the bundle as a whole. */
  readonly message?: number
  /** What of it: its manifest, its receipt, a log by its origin, a witness by its name. */
  readonly part?: string
  /** Which check of the protocol (security.md §1.7) an event did not pass. */
  readonly check?: RefusalCode
}

/** What is not in the bundle and would have said more. No fault: it may simply not exist yet. */
export type Missing =
  /** No receipt: nothing says that the other side has it. */
  | { readonly code: 'RECEIPT'; readonly message: number }
  /** The receiver's log is not shown to hold the leaf that its receipt promises. */
  | { readonly code: 'RECEIPT_PROOF'; readonly message: number }
  /** The issuer sent it, and does not show it in its own log. */
  | { readonly code: 'SENT_PROOF'; readonly message: number }
  /** Something was erased, and no log is shown to hold the record of it. */
  | { readonly code: 'ERASURE_PROOF' }
  /** Other events are here as they were signed, this one is not. */
  | { readonly code: 'EVENT'; readonly message: number }
  /** Events `from` to `to` of this author, which must exist because later ones do. */
  | { readonly code: 'SEQUENCE'; readonly author: string; readonly from: number; readonly to: number }
  /** Nothing shows that the log of `size` leaves continues that of `from` leaves. */
  | { readonly code: 'CONSISTENCY'; readonly origin: string; readonly from: number; readonly size: number }

/** Where the checks of one bundle put what they find. */
export interface Findings {
  readonly faults: Fault[]
  readonly missing: Missing[]
}

/** Notes a fault. `where` says which message, and what of it. */
export function blame(findings: Findings, code: FaultCode, where: Omit<Fault, 'code' | 'reason'> = {}): void {
  findings.faults.push({ code, reason: reasons[code], ...where })
}
