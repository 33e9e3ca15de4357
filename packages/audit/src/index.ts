export { type Checkpoint, formatCheckpoint, parseCheckpoint } from './checkpoint.ts'
export { type Cosigned, cosign, readAnswer, readCosignatures } from './cosignature.ts'
export { type AuditCode, AuditError } from './error.ts'
export { type FullTile, type Growth, growTree } from './grow.ts'
export { commitment, leafHash, nodeHash } from './hash.ts'
export {
  type NoteSigner,
  type NoteVerifier,
  noteKey,
  type OpenNote,
  openNote,
  type SignatureType,
  signNote,
} from './note.ts'
export {
  type Attested,
  attested,
  openByPolicy,
  type Policy,
  type PolicyLog,
  type PolicyWitness,
  parsePolicy,
  type Quorum,
} from './policy.ts'
export { formatProof, type Proof, parseProof, parseProofs } from './proof.ts'
export { type ReadTile, type TileRef, type TileSource, tileReader } from './tile.ts'
export { parseTilePath, tilePath } from './tile-path.ts'
export { consistencyProof, inclusionProof, inclusionProofs, treeHead } from './tree.ts'
export { type ConsistencyClaim, type InclusionClaim, verifyConsistency, verifyInclusion } from './verify.ts'
export { formatVkey, parseVkey } from './vkey.ts'
export {
  areForked,
  formatWitnessRequest,
  parseWitnessRequest,
  type WitnessAnswer,
  type Witnessed,
  type WitnessRequest,
  witness,
} from './witness.ts'
