export { describeChange } from './describe.ts'
export { type Directory, digestOfAgreement, lanesOf, loadDirectory, originsOf } from './directory.ts'
export type {
  AgreedSchema,
  ContactPoint,
  ContactPoints,
  DirectoryDocuments,
  FormerLog,
  GatewayUse,
  KeyAlg,
  KeyEntry,
  KeyUse,
  Lane,
  Member,
  MemberDocument,
  OnCall,
  Organisation,
  Policy,
  PublicJwk,
  Revocation,
  RevokedKey,
} from './document.ts'
export { type DirectoryCode, DirectoryError } from './error.ts'
export { readDirectory, writeRepository } from './folder.ts'
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
export {
  importPrivateKey,
  makeKey,
  makeOrganisationKey,
  type NewKey,
  type PrivateKey,
  registerOrganisationKey,
  type TokenKey,
} from './make-key.ts'
export {
  type Membership,
  type MemberTargets,
  type Proposal,
  proposalBytes,
  proposeMember,
  proposeMembership,
  proposeRoot,
  readProposal,
  type Signers,
  validity,
} from './proposal.ts'
export { countSignatures, type Publication, publish, type Signatures } from './publish.ts'
export {
  isUnchanged,
  type RepositorySettings,
  readKept,
  readRepository,
  type TrustedDirectory,
} from './repository.ts'
export { memberRole, metadataFile, type Role } from './roles.ts'
export { destroyable, enoughNotice, keptAfterUse, publishedLate } from './rotation.ts'
export {
  importRoleSigner,
  keyIdOf,
  makeRoleKey,
  type RoleKey,
  type RoleSigner,
  signMetadata,
} from './signing.ts'
export { memorySource, type Source, sourceAt } from './source.ts'
export { type RepositoryState, readState } from './state.ts'
export { ofThisVersion, suites } from './this-version.ts'
