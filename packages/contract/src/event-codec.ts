/** Inner events to bytes and back: CloudEvents 1.0 in the JSON form of RFC 8785. */
import { canonicalBytes, parseCanonical } from './canonical.ts'
import { ContractError } from './error.ts'
import { type Event, isEventType, maxEventBytes, schemaOf } from './event.ts'
import type { InnerEvent } from './generated/contract.ts'
import { eventSchemas } from './generated/schemas.ts'
import { largestField } from './largest-field.ts'
import { validateAttributes, validateEvent, validateTypedData } from './validate.ts'

/**
 * Writes an event as the bytes that are signed. What is written could be read again by `decodeEvent`.
 *
 * @throws ContractError SCHEMA_INVALID, EVENT_TOO_LARGE (naming the largest field), NOT_CANONICAL
 */
export function encodeEvent(event: Event): Uint8Array {
  const bytes = canonicalBytes(event)
  if (bytes.byteLength > maxEventBytes) {
    const pointer = `/data${largestField(event.data)}`
    const reason = `makes the event ${bytes.byteLength} bytes, of at most ${maxEventBytes}`
    const faults = [{ pointer, reason, hint: 'Shorten it.' }]
    throw new ContractError('EVENT_TOO_LARGE', `${pointer} ${reason}.`, { faults })
  }
  const faults = validateEvent(event)
  if (faults.length > 0) throw new ContractError('SCHEMA_INVALID', 'The event is not valid.', { faults })
  return bytes
}

/**
 * Reads the bytes of an event.
 *
 * @throws ContractError INNER_MALFORMED, SCHEMA_UNKNOWN, SCHEMA_INVALID
 */
export function decodeEvent(bytes: Uint8Array): Event {
  return checkEvent(decodeAttributes(bytes))
}

/**
 * Reads the bytes of an event without a look at its data, so that who sent it and to whom can be judged
 * first.
 *
 * @throws ContractError INNER_MALFORMED if the bytes are not canonical or the members not exactly these.
 */
export function decodeAttributes(bytes: Uint8Array): InnerEvent {
  if (bytes.byteLength > maxEventBytes) {
    throw new ContractError('INNER_MALFORMED', `The event has more than ${maxEventBytes} bytes.`)
  }
  const value = parseInner(bytes)
  const faults = validateAttributes(value)
  if (faults.length > 0) {
    throw new ContractError('INNER_MALFORMED', 'The attributes of the event are not valid.', { faults })
  }
  // Sound: the type is generated from the schema that the value was just checked against.
  return value as InnerEvent
}

/**
 * Checks the data of an event against the schema it names, in the form that is known here. `schemadigest` says by
 * which form its author wrote it. That may be an earlier or a later one: within a version a schema is only widened,
 * so what was valid stays valid, and fields that are not known here pass (ADR 12).
 *
 * @throws ContractError SCHEMA_UNKNOWN if the type or the schema is not known here, or if the data is not valid here
 *   and was written by another form of the schema; SCHEMA_INVALID with every fault.
 */
export function checkEvent(event: InnerEvent): Event {
  if (!isEventType(event.type) || !knownSchemas.has(event.dataschema)) {
    throw new ContractError('SCHEMA_UNKNOWN', 'The type or the schema of the event is not known here.')
  }
  const faults = validateTypedData(event)
  if (faults.length > 0) {
    const { uri, digest } = schemaOf(event.type)
    // Perhaps a later form takes it, as one with a new code: that is not for us to say.
    const isByAnother = event.dataschema === uri && event.schemadigest !== digest
    throw isByAnother
      ? new ContractError('SCHEMA_UNKNOWN', 'This form of the schema is not known here.', { faults })
      : new ContractError('SCHEMA_INVALID', 'The event is not valid.', { faults })
  }
  // Sound: data was checked against the schema of this type.
  return event as Event
}

const knownSchemas: ReadonlySet<string> = new Set(Object.values(eventSchemas).map(({ uri }) => uri))

function parseInner(bytes: Uint8Array): unknown {
  try {
    return parseCanonical(bytes)
  } catch (cause) {
    throw new ContractError('INNER_MALFORMED', 'The event is not RFC 8785 JSON.', { cause })
  }
}
