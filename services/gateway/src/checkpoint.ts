/**
 * Step 4. Committed leaves get their numbers, the tree grows, and a signed checkpoint says so; then the peers
 * get the proofs that our receipts promised them, within two intervals: against this checkpoint, or, where witnesses are
 * asked, against the one that a quorum has cosigned (cosign.ts).
 */
import {
  formatCheckpoint,
  formatProof,
  growTree,
  inclusionProofs,
  type NoteSigner,
  type ReadTile,
  signNote,
} from '@onward/audit'
import { digest } from '@onward/contract'
import { v4 as uuidv4 } from 'uuid'
import type { Gap } from './gap.ts'
import { newLeaf } from './log/leaf.ts'
import type { Checkpoint, Growth, OwedProof, WaitingLeaf } from './store/log.ts'
import type { BodyRow, LeafRow, PendingRow } from './store/rows.ts'

export interface CheckpointDeps {
  readonly now: () => Date
  /** Our log's origin and key. */
  readonly signer: NoteSigner
  readonly last: () => Promise<Checkpoint | undefined>
  /** The leaf that our log begins with, if it follows another one. */
  readonly first?: (() => Promise<WaitingLeaf>) | undefined
  readonly waiting: (limit: number) => Promise<readonly WaitingLeaf[]>
  readonly readTile: ReadTile
  /** `taken`: another replica integrated first; nothing is lost, the next pass reads again. */
  readonly commit: (growth: Growth) => Promise<'committed' | 'taken'>
  /** A pass adds leaves that say nothing up to the next multiple of this, and this many if there are none; 0 adds none. */
  readonly padTo: number
  readonly append: (leaves: readonly LeafRow[]) => Promise<void>
  readonly reached: (gap: Gap) => void
}

export interface PaymentDeps {
  readonly now: () => Date
  readonly readTile: ReadTile
  readonly owed: (size: number, limit: number) => Promise<readonly OwedProof[]>
  readonly commitProofs: (
    paid: readonly OwedProof[],
    pending: readonly PendingRow[],
    bodies: readonly BodyRow[],
  ) => Promise<void>
  readonly wake: (lane: string) => void
}

/** Leaves a pass numbers, and proofs it owes, at most. */
const LEAVES = 4_000
const PROOFS = 4_000
/** A proof message with its token stays below 64 KiB: characters of proofs in one. */
const PROOF_TEXT = 44_000

/**
 * One interval's work. The first checkpoint of a log covers no leaf at all, or the one that it begins with; of a log that has not grown the last one
 * stands, for a note of the same size would be the same note.
 *
 * @returns the newest checkpoint; undefined when another replica has made it
 */
export async function checkpoint(deps: CheckpointDeps): Promise<Checkpoint | undefined> {
  let last = await deps.last()
  const first = last ? undefined : await deps.first?.()
  if (deps.padTo > 0) await pad(deps)
  for (;;) {
    const waiting = await deps.waiting(LEAVES)
    const leaves = first && !last ? [first, ...waiting.filter(({ seq }) => seq !== first.seq)] : waiting
    if (leaves.length === 0 && last) break
    const size = last?.size ?? 0
    const grown = await growTree({
      size,
      readTile: deps.readTile,
      leaves: leaves.map((leaf) => Buffer.from(leaf.hash, 'base64url')),
    })
    const { name: origin } = deps.signer
    const note = signNote(formatCheckpoint({ origin, size: grown.size, root: grown.root }), deps.signer)
    deps.reached('checkpoint.grown')
    const next = { size: grown.size, note, at: deps.now() }
    if ((await deps.commit({ leaves, tiles: grown.tiles, ...next })) === 'taken') return undefined
    deps.reached('checkpoint.committed')
    last = next
    if (waiting.length < LEAVES) break
  }
  return last
}

async function pad({ waiting, append, padTo, now }: CheckpointDeps): Promise<void> {
  const count = (await waiting(LEAVES)).length
  const missing = count === 0 ? padTo : (padTo - (count % padTo)) % padTo
  const at = now().toISOString()
  if (missing > 0) await append(Array.from({ length: missing }, () => newLeaf({ kind: 'padding', at })))
}

/** Sends the proofs that are owed and that this checkpoint covers. Its note goes with each. */
export async function payProofs(deps: PaymentDeps, { note, size }: Checkpoint): Promise<void> {
  const owed = await deps.owed(size, PROOFS)
  if (owed.length === 0) return
  const at = deps.now().toISOString()
  const pending: PendingRow[] = []
  const bodies: BodyRow[] = []
  for (const [lane, proofs] of Map.groupBy(owed, (proof) => proof.lane)) {
    for (const data of await texts(proofs, size, note, deps.readTile)) {
      const jti = uuidv4()
      pending.push({ jti, lane, kind: 'proof', claims: JSON.stringify({ dig: digest(data) }), createdAt: at })
      bodies.push({ jti, data })
    }
  }
  await deps.commitProofs(owed, pending, bodies)
  for (const lane of new Set(owed.map((proof) => proof.lane))) deps.wake(lane)
}

/** Proofs one after the other, as many in one text as a message holds. */
async function texts(
  owed: readonly OwedProof[],
  size: number,
  note: string,
  readTile: ReadTile,
): Promise<readonly string[]> {
  const paths = await inclusionProofs(
    owed.map(({ index }) => index),
    size,
    readTile,
  )
  const joined: string[] = []
  let text = ''
  for (const [at, { leaf, index }] of owed.entries()) {
    const extra = Buffer.from(leaf, 'base64url')
    const proof = formatProof({ index, hashes: paths[at] ?? [], checkpoint: note, extra })
    if (text && text.length + proof.length > PROOF_TEXT) {
      joined.push(text)
      text = ''
    }
    text += proof
  }
  return [...joined, text]
}
