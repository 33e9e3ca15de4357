export { type Directory, digestOfAgreement, loadDirectory } from './directory.ts'
export type {
  ContactPoint,
  ContactPoints,
  DirectoryDocuments,
  KeyAlg,
  KeyEntry,
  KeyUse,
  Lane,
  Member,
  MemberDocument,
  OnCall,
  Organisation,
  Policy,
  Revocation,
} from './document.ts'
export { type DirectoryCode, DirectoryError } from './error.ts'
export { readDirectory } from './folder.ts'
export type { DirectoryKey } from './key.ts'
export { importPrivateKey, makeKey, type NewKey, type PrivateKey } from './make-key.ts'
