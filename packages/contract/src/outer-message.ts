/** What may lie on a lane: a closed list of CloudEvents 1.0 in structured JSON. */
import { ContractError } from './error.ts'
import { maxEnvelopeBytes } from './event.ts'
import type {
  EnvelopeMessage,
  ProofMessage,
  ReceiptMessage,
  ResendMessage,
  TombstoneMessage,
} from './generated/contract.ts'
import { parseJson } from './json.ts'
import { validateEnvelope } from './validate.ts'

/** One value on a lane, told apart by `type`. */
export type OuterMessage = EnvelopeMessage | ReceiptMessage | ProofMessage | ResendMessage | TombstoneMessage

const encoder = new TextEncoder()

/**
 * Writes a message as the value of a record. It need not be canonical: what counts is signed in the token.
 *
 * @throws ContractError ENV_MALFORMED, ENV_TOO_LARGE
 */
export function encodeEnvelope(message: OuterMessage): Uint8Array {
  const faults = validateEnvelope(message)
  if (faults.length > 0) throw new ContractError('ENV_MALFORMED', 'The message is not valid.', { faults })
  const bytes = encoder.encode(JSON.stringify(message))
  refuseTooLarge(bytes)
  return bytes
}

/**
 * Reads the value of a record: size, UTF-8, JSON, no member twice, exactly the members of its type
 * (check 1 of the order of checks).
 *
 * @throws ContractError ENV_TOO_LARGE, ENV_MALFORMED
 */
export function decodeEnvelope(bytes: Uint8Array): OuterMessage {
  refuseTooLarge(bytes)
  const value = parseOuter(bytes)
  const faults = validateEnvelope(value)
  if (faults.length > 0) throw new ContractError('ENV_MALFORMED', 'The message is not valid.', { faults })
  // Sound: the types are generated from the schemas that the value was just checked against.
  return value as OuterMessage
}

function parseOuter(bytes: Uint8Array): unknown {
  try {
    return parseJson(bytes, { maxBytes: maxEnvelopeBytes, maxDepth: 1 })
  } catch (cause) {
    throw new ContractError('ENV_MALFORMED', 'The message is not strict JSON.', { cause })
  }
}

function refuseTooLarge(bytes: Uint8Array): void {
  if (bytes.byteLength > maxEnvelopeBytes) {
    throw new ContractError('ENV_TOO_LARGE', `The message has more than ${maxEnvelopeBytes} bytes.`)
  }
}
