/** One check for each thing of the contract: no fault, or every fault. */
import { faultsOf } from './compile.ts'
import type { Fault } from './error.ts'
import { type EventType, isEventType, schemaOf } from './event.ts'
import type { InnerEvent } from './generated/contract.ts'
import type { OuterMessage } from './outer-message.ts'

/** A check of one thing. */
export type Validate = (value: unknown) => readonly Fault[]

/** Checks the attributes of an inner event: exactly these members; `data` is any object. */
export const validateAttributes: Validate = validating('event')
/** Checks an agreement. */
export const validateAgreement: Validate = validating('agreement')
/** Checks the protected header of a token on a lane: exactly these members. */
export const validateTokenHeader: Validate = validating('token/header')
/** Checks the claims of a manifest: exactly these members. */
export const validateManifest: Validate = validating('token/manifest')
/** Checks the claims of a receipt: exactly these members. */
export const validateReceipt: Validate = validating('token/receipt')
/** Checks the claims of a proof: exactly these members. */
export const validateProof: Validate = validating('token/proof')
/** Checks the claims of a request to send again: exactly these members. */
export const validateResend: Validate = validating('token/resend')
/** Checks the claims of a tombstone: exactly these members. */
export const validateTombstone: Validate = validating('token/tombstone')
/** Checks the form of a bundle of evidence: exactly these members. */
export const validateEvidence: Validate = validating('evidence/bundle')

/** Checks what was opened of a sealed section. Unknown fields pass, as in an event. */
export const validateSealedContent: Validate = validating('sealed-content')
/** Checks what is to be sealed, as our own clients must send it: an unknown field is a fault. */
export const validateContentToSeal: Validate = (value) => faultsOf(uriOf('sealed-content'), value, 'refuse')

// Sound because its type is generated from the very schema it checks.
export const isOuterMessage = (value: unknown): value is OuterMessage => validateEnvelope(value).length === 0

/** Checks an inner event: its attributes, then its data by its type. */
export function validateEvent(value: unknown): readonly Fault[] {
  const faults = validateAttributes(value)
  // Sound: the attributes were found without fault.
  return faults.length > 0 ? faults : validateTypedData(value as InnerEvent)
}

/** Checks the data of an event. Unknown fields pass: a member that upgraded first must be understood. */
export function validateEventData(type: EventType, data: unknown): readonly Fault[] {
  return faultsOf(schemaOf(type).uri, data)
}

/** Checks the data of an event as our own clients must send it: an unknown field is a fault. */
export function validateStrictly(type: EventType, data: unknown): readonly Fault[] {
  return faultsOf(schemaOf(type).uri, data, 'refuse')
}

/** Checks one value on a lane: one of the closed list, with exactly its members. */
export function validateEnvelope(value: unknown): readonly Fault[] {
  const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined
  const name = typeof type === 'string' ? outerNames.get(type) : undefined
  return name === undefined ? [unknownType] : faultsOf(uriOf(`outer/${name}`), value)
}

/** Checks type, schema and data of an event whose attributes are right. */
export function validateTypedData({ type, dataschema, data }: InnerEvent): readonly Fault[] {
  if (!isEventType(type)) return [unknownType]
  if (dataschema !== schemaOf(type).uri) {
    return [
      {
        pointer: '/dataschema',
        reason: 'is not the schema of this type',
        hint: `Use ${schemaOf(type).uri}.`,
      },
    ]
  }
  return validateEventData(type, data).map((found) => ({ ...found, pointer: `/data${found.pointer}` }))
}

const outerNames: ReadonlyMap<string, string> = new Map(
  ['envelope', 'receipt', 'proof', 'resend', 'tombstone'].map((name) => [`onward.${name}.v1`, name]),
)

const unknownType: Fault = {
  pointer: '/type',
  reason: 'is not a known type',
  hint: 'Use a type of this version.',
}

function uriOf(name: string): string {
  return `https://onward.example/schemas/v1/${name}.schema.json`
}

function validating(name: string): Validate {
  return (value) => faultsOf(uriOf(name), value)
}
