// What can be proved with nothing but the public directory: signatures, leaves, inclusion and consistency.
import {
  type Checkpoint,
  commitment,
  leafHash,
  openNote,
  parseCheckpoint,
  parseProof,
  verifyConsistency,
  verifyInclusion,
} from '@onward/audit'
import { base64urlDecode, base64urlEncode, canonicalBytes } from '@onward/contract'
import type { Directory } from '@onward/directory'
import { type Claims, tokenDigest, tokenKinds } from '@onward/seal'
import { compactVerify } from 'jose'
import { StoryError } from './error.ts'
import type { LeafEvidence } from './evidence.ts'

/**
 * Verifies a lane token with its issuer's key in the directory, by the jose library: a second implementation beside
 * the gateways' own.
 *
 * @throws StoryError NOT_PROVEN
 */
export async function openToken<K extends 'envelope' | 'receipt'>(
  kind: K,
  token: string,
  directory: Directory,
): Promise<Claims[K]> {
  const name = kind === 'envelope' ? 'manifest' : kind
  const keyOf = ({ kid }: { readonly kid?: string }) => {
    const key = directory.key(kid ?? '')
    must(key?.use === 'gw-sig', `the ${name} names no gateway key of the directory`)
    return key
  }
  const { payload, protectedHeader } = await compactVerify(token, (header) => keyOf(header).publicKey, {
    algorithms: ['Ed25519'],
  }).catch((cause: unknown) => {
    if (cause instanceof StoryError) throw cause
    throw new StoryError('NOT_PROVEN', `the signature of the ${name} does not hold`, { cause })
  })
  // Sound for what is read of it: the signature is the issuer's, and every value is compared below.
  const claims = JSON.parse(Buffer.from(payload).toString()) as Claims[K]
  must(protectedHeader.typ === tokenKinds[kind].typ, `the token is not a ${name}`)
  must(keyOf(protectedHeader).member === claims.iss, `the ${name} is signed by another member`)
  return claims
}

/**
 * Verifies a receipt: its signature, that it is about this manifest, and that its leaf commits to what it says.
 *
 * @throws StoryError NOT_PROVEN
 */
export async function openReceipt(
  receipt: string,
  manifest: string,
  directory: Directory,
): Promise<Claims['receipt']> {
  const [sent, claims] = await Promise.all([
    openToken('envelope', manifest, directory),
    openToken('receipt', receipt, directory),
  ])
  const { sub, at, st, salt, leaf, iss } = claims
  must(sub === tokenDigest(manifest) && iss === sent.aud, 'the receipt is about another message')
  const record = { kind: 'msg.received', manifest: sub, cdig: sent.cdig, at, st }
  must(leafOf(salt, canonicalBytes(record)) === leaf, 'the leaf of the receipt is not about this message')
  return claims
}

/** One member's log: its name and its key in the directory. */
export interface Log {
  readonly member: string
  readonly name: string
  readonly publicKey: Parameters<typeof openNote>[1][number]['publicKey']
}

/** @throws StoryError NOT_PROVEN if the directory has no such log */
export function logOf(member: string, directory: Directory): Log {
  const key = directory.current(member, 'log', Math.floor(Date.now() / 1_000))
  const name = directory.member(member)?.origin
  must(key && name !== undefined, `the directory has no log of ${member}`)
  return { member, name, publicKey: key.publicKey }
}

/** Opens a checkpoint, whose signature must be the log's. @throws StoryError NOT_PROVEN, AuditError */
export function openCheckpoint(note: string, log: Log): Checkpoint {
  const checkpoint = parseCheckpoint(openNote(note, [log]).text)
  must(checkpoint.origin === log.name, `a checkpoint of ${log.member} names another log`)
  return checkpoint
}

/**
 * Verifies that a leaf stands in a log: a C2SP proof up to a signed checkpoint, which is handed back.
 *
 * @throws StoryError NOT_PROVEN, AuditError
 */
export function openInclusion(leaf: string, proof: string, log: Log): Checkpoint {
  const { index, hashes, checkpoint } = parseProof(proof)
  const { size, root } = openCheckpoint(checkpoint, log)
  const claim = { leaf: base64urlDecode(leaf), index, size, hashes, root }
  must(verifyInclusion(claim), `a leaf is not in the log of ${log.member}`)
  return { origin: log.name, size, root }
}

/**
 * Recomputes a leaf from its salt and record and gives the record.
 *
 * @throws StoryError NOT_PROVEN
 */
export function openLeaf({ hash, salt, record }: LeafEvidence): Readonly<Record<string, unknown>> {
  must(salt !== null && record !== null, 'a leaf has been erased')
  must(leafOf(salt, Buffer.from(record)) === hash, 'a leaf does not commit to its record')
  return JSON.parse(record)
}

/** Verifies that an earlier checkpoint is the beginning of a later one. @throws StoryError NOT_PROVEN */
export function provesGrowth(earlier: Checkpoint, later: Checkpoint, hashes: readonly string[]): void {
  const holds = verifyConsistency({
    oldSize: earlier.size,
    oldRoot: earlier.root,
    size: later.size,
    root: later.root,
    hashes: hashes.map((hash) => Buffer.from(hash, 'base64')),
  })
  must(holds, `${later.origin} at ${later.size} leaves does not continue what it was at ${earlier.size}`)
}

/** @throws StoryError NOT_PROVEN */
export function must(holds: unknown, otherwise: string): asserts holds {
  if (!holds) throw new StoryError('NOT_PROVEN', otherwise)
}

function leafOf(salt: string, record: Uint8Array): string {
  return base64urlEncode(leafHash(commitment(base64urlDecode(salt), record)))
}
