/** What may lie on a lane: a closed list. */
import type {
  EnvelopeMessage,
  ProofMessage,
  ReceiptMessage,
  ResendMessage,
  TombstoneMessage,
} from './generated/contract.ts'

/** One value on a lane, told apart by `type`. */
export type OuterMessage = EnvelopeMessage | ReceiptMessage | ProofMessage | ResendMessage | TombstoneMessage
