// Whether an audit log is one log from its first leaf on, signed, complete, and about nothing else than what happened.
import { commitment, leafHash, type NoteVerifier, nodeHash, openNote, parseCheckpoint } from '@onward/audit'
import type { Directory } from '@onward/directory'
import type { PartyRecord } from './record.ts'

/** The public key of a member's log, as the directory has it. */
function logKey(directory: Directory, code: string): NoteVerifier {
  const origin = directory.member(code)?.origin
  const key = directory.current(code, 'log', Date.now() / 1000)
  if (!origin || !key) throw new Error(`the directory has no log of ${code}`)
  return { name: origin, publicKey: key.publicKey }
}

/** Every checkpoint ever signed is a beginning of the same tree, the last covers all, and each leaf opens to what it stands for. */
export function logUntruths(record: PartyRecord, directory: Directory): readonly string[] {
  const { code, leaves, checkpoints, openings } = record
  const key = logKey(directory, code)
  const roots = rootsOf(leaves.map(({ hash }) => Buffer.from(hash, 'base64url')))
  const hashes = new Set(leaves.map(({ hash }) => hash))
  const false_ = checkpoints.filter(({ size, note }) => {
    const { text, verifiers } = openNote(note, [key])
    const signed = parseCheckpoint(text)
    const root = roots[size]
    return verifiers.length !== 1 || signed.size !== size || !root || !Buffer.from(signed.root).equals(root)
  })
  const closed = openings.filter(({ leaf, salt, record: said }) => {
    const hash = leafHash(commitment(salt, Buffer.from(said)))
    return !hashes.has(leaf) || Buffer.from(hash).toString('base64url') !== leaf
  })
  const said = Map.groupBy(openings, ({ record: text }): string => JSON.parse(text).kind)
  const counted = ['event', 'msg.sent', 'msg.received', 'receipt.received'].map(
    (kind) => said.get(kind)?.length ?? 0,
  )
  const expected = [
    record.events.filter(({ author }) => author === code).length,
    record.sent.filter(({ kind }) => kind === 'envelope').length,
    record.receiptsOut.length,
    record.receiptsIn.length,
  ]
  return [
    ...leaves
      .filter(({ index }, at) => index !== at)
      .map(({ index }) => `leaf ${index} of ${code} stands elsewhere`),
    ...false_.map(({ size }) => `the checkpoint of ${code} at ${size} is not of this tree`),
    ...closed.map(({ leaf }) => `the leaf ${leaf} of ${code} does not open, or is in no tree`),
    ...(checkpoints.at(-1)?.size === leaves.length
      ? []
      : [`the last checkpoint of ${code} does not cover all leaves`]),
    ...(String(counted) === String(expected) ? [] : [`${code} has leaves ${counted} for ${expected}`]),
    ...(openings.length === leaves.length
      ? []
      : [`${code} has ${openings.length} openings of ${leaves.length} leaves`]),
  ]
}

/** The RFC 6962 root of each size, by its definition over subtrees of growing sizes; not by the code that is under test. */
function rootsOf(leaves: readonly Uint8Array[]): readonly (Uint8Array | undefined)[] {
  const subtrees: { readonly size: number; readonly root: Uint8Array }[] = []
  const roots: (Uint8Array | undefined)[] = [EMPTY]
  for (const leaf of leaves) {
    let last = { size: 1, root: leaf }
    while (subtrees.at(-1)?.size === last.size) {
      const left = subtrees.pop()
      if (left) last = { size: 2 * last.size, root: nodeHash(left.root, last.root) }
    }
    subtrees.push(last)
    roots.push(subtrees.map(({ root }) => root).reduceRight((right, left) => nodeHash(left, right)))
  }
  return roots
}

/** SHA-256 of nothing (RFC 6962 §2.1). */
const EMPTY = Buffer.from('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'hex')
