/** HTCDS 2.0 (IOM, CC BY 4.0), in and out. */
export { type HtcdsCode, HtcdsError } from './error.ts'
export { type Exported, exportHtcds } from './export.ts'
export { type ImportedRecord, importHtcds } from './import.ts'
export { type Form, type Mapped, mapping, type Place } from './mapping.ts'
export { type Format, maxBytes, maxFields, maxRecords } from './records.ts'
export type * from './report.ts'
export type { ExportableSections, PartialSections } from './sections.ts'
export { type StandardField, standard, standardFields } from './standard.ts'
