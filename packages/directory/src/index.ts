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
export {
  isLocked,
  type KeyFile,
  type KeyFileFault,
  type KeyFolder,
  lockKeyFile,
  readKeyFile,
  readKeyFolder,
} from './key-file.ts'
export { importPrivateKey, makeKey, type NewKey, type PrivateKey, type TokenKey } from './make-key.ts'
export { destroyable, enoughNotice, keptAfterUse, publishedLate } from './rotation.ts'
