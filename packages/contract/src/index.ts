export { base64urlDecode, base64urlEncode } from './base64url.ts'
export { canonicalBytes, parseCanonical } from './canonical.ts'
export { closedSchemaDocuments, type SchemaDocument } from './closed-schemas.ts'
export { digest, sha256 } from './digest.ts'
export { type ContractCode, ContractError, type Fault } from './error.ts'
export {
  type Event,
  type EventType,
  eventTypes,
  isEventType,
  maxEnvelopeBytes,
  maxEventBytes,
  memberCode,
  schemaOf,
  sectionNames,
} from './event.ts'
export { checkEvent, decodeAttributes, decodeEvent, encodeEvent } from './event-codec.ts'
export type * from './generated/contract.ts'
export { codes, schemaDocuments } from './generated/schemas.ts'
export { parseJson } from './json.ts'
export { largestField } from './largest-field.ts'
export { decodeEnvelope, encodeEnvelope, type OuterMessage } from './outer-message.ts'
export { pointerToken } from './plain.ts'
export * from './validate.ts'
