/**
 * What an export or an import says about itself. None of it holds a value of the record: reports are shown, kept
 * and logged, values are personal. A code is public API: never rename or reuse one.
 */

/** Why something of ours is not, or not wholly, in an export. */
export type LossReason =
  /** The standard has no field for it. */
  | 'NO_FIELD'
  /** The standard has the field, but not this value: an extension code, the script of a language, "no country". */
  | 'NO_CODE'
  /** The field is left out on purpose; `mapping` says why. */
  | 'EXCLUDED'
  /** It is not what our own schema asks for, or says nothing. */
  | 'NOT_VALID'

/** One thing of ours that an export does not hold. */
export interface ExportLoss {
  /** JSON Pointer (RFC 6901) into the sections. Everything below it is meant. */
  readonly pointer: string
  readonly reason: LossReason
}

/** One field of a record that is not taken in, although nothing is wrong with it. */
export interface ImportLoss {
  /** The field, or `#3` for the third one if its name is not one of the standard: that could be anything. */
  readonly field: string
  /** ELSEWHERE: an event says it here; `mapping` says which, and why a field of a file is not enough. */
  readonly reason: 'EXCLUDED' | 'ELSEWHERE' | 'UNKNOWN_FIELD'
}

export type RepairCode =
  | 'REPAIRED_FIELD_NAME'
  | 'REPAIRED_TITLE'
  | 'REPAIRED_CODE'
  | 'REPAIRED_COUNTRY'
  | 'REPAIRED_LANGUAGE'
  | 'REPAIRED_DATE'
  | 'REPAIRED_NUMBER'
  | 'REPAIRED_TEXT'
  | 'REPAIRED_LIST'
  /** Taken, but the picklist of the standard does not have it: its definitions, or our extensions, do. */
  | 'EXTENSION_CODE'
  /** The standard has no language for a text, so it is `und` until somebody says it. */
  | 'LANGUAGE_UNSTATED'

/** What was found in the place of what the standard asks for. */
export type FoundAs =
  | 'spelling'
  | 'label'
  | 'definition'
  | 'extension'
  | 'name'
  | 'three letters'
  | 'number'
  | 'text'
  | 'day first'
  | 'month first'
  | 'year first'
  | 'with a time'
  | 'separator'
  | 'repetition'
  | 'a list of one'
  | 'prs_Title'

/** One value that was taken although it was not written as the standard asks. */
export interface Repair {
  readonly field: string
  readonly from: FoundAs
  readonly code: RepairCode
}

export type FaultCode =
  | 'UNKNOWN_CODE'
  | 'UNKNOWN_COUNTRY'
  | 'UNKNOWN_LANGUAGE'
  | 'DATE_AMBIGUOUS'
  | 'DATE_INVALID'
  | 'NUMBER_INVALID'
  | 'TEXT_TOO_LONG'
  | 'ID_INVALID'
  | 'TOO_MANY'
  | 'SEVERAL_VALUES'
  | 'NOT_A_VALUE'
  | 'FIELD_TWICE'
  | 'LISTS_DIFFER'
  | 'EVENT_INCOMPLETE'

/** One value that was refused. */
export interface ImportFault {
  readonly field: string
  readonly code: FaultCode
  /** Which of several, from 1. */
  readonly item?: number
  /** The value, only if it is a code of the standard or of ours: a closed list holds nothing personal. */
  readonly found?: string
  /** What stands in its place, if anything does. */
  readonly became?: 'Other'
}
