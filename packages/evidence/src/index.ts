export type { Gap } from './account.ts'
export {
  type BundleContent,
  type BundleDirectory,
  type BundleLog,
  type BundleMessage,
  type Issuer,
  maxBundleBytes,
  readBundle,
  writeBundle,
} from './bundle.ts'
export {
  type Comparison,
  compareBundles,
  type Difference,
  type DifferenceCode,
  differences,
} from './compare.ts'
export { type Fault, type FaultCode, type Missing, reasons } from './fault.ts'
export { joinLogs, pickDocuments, type SplitProof, splitProof } from './gather.ts'
export type { ShownCheckpoint, ShownLog } from './logs.ts'
export type {
  AnswerReport,
  ErasureReport,
  MessageReport,
  ReceivedReport,
  Report,
  SaidReport,
} from './report.ts'
export type { Stamp, Stamps } from './stamps.ts'
export { verifyBundle } from './verify.ts'
export type { Cosigner } from './witnesses.ts'
