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
export type * from './generated/contract.ts'
export { codes, schemaDocuments } from './generated/schemas.ts'
export type { OuterMessage } from './outer-message.ts'
