/** Effects of what is not an envelope: receipts, proofs, requests to send again, closed numbers. */
import { randomUUID } from 'node:crypto'
import { AuditError, formatProof, type NoteVerifier, parseProofs, verifyInclusion } from '@onward/audit'
import { type AuthenticMessage, checkReceipt, closeNumber } from '@onward/seal'
import { newLeaf } from '../log/leaf.ts'
import { openCheckpoint } from '../log/peer-logs.ts'
import type { SentManifest } from '../store/lane/inbox.ts'
import type { SeenCheckpoint } from '../store/witness.ts'
import type { Draft } from './draft.ts'
import { aside } from './envelope.ts'
import type { Arrival } from './examine.ts'

/** The log that a lane's proofs must lead to, and what is asked of its checkpoints. */
export interface WantedLog {
  readonly peerLog: readonly NoteVerifier[]
  readonly isCosigned: (origin: string, note: string) => boolean
}

type Message<Kind> = Extract<AuthenticMessage, { kind: Kind }>

/** A receipt settles one manifest of ours: stored, or void on both sides. The first final one wins (protocol §5). */
export function receiveReceipt(
  draft: Draft,
  { claims, token, digest }: Message<'receipt'>,
  sent: SentManifest | undefined,
  arrival: Arrival,
): void {
  const [, aud = ''] = sent?.lane.split('.') ?? []
  const checked = checkReceipt(
    claims,
    sent && { digest: sent.manifest, cdig: sent.event, aud, paired: sent.paired },
  )
  if (!checked.ok) {
    draft.setAside(
      { ...aside(arrival, checked.code), kind: 'receipt', jti: claims.jti, digest },
      arrival.bytes,
    )
    return
  }
  if (!sent) return

  const { st, code, leaf, salt, at } = claims
  const isFinal = st !== 'erased'
  const earlier = draft.change.receiptsIn.some(
    (row) => row.manifest === sent.manifest && (row.st === st || (isFinal && row.st !== 'erased')),
  )
  if (earlier || (isFinal && sent.receipted !== null)) return
  const own = newLeaf({ kind: 'receipt.received', manifest: sent.manifest, leaf, st, at: draft.at })
  draft.change.leaves.push(own)
  const row = {
    manifest: sent.manifest,
    event: sent.event,
    st,
    leaf,
    salt,
    at,
    token,
    ownLeaf: own.hash,
    receivedAt: draft.at,
  }
  draft.change.receiptsIn.push(code === undefined ? row : { ...row, code })
  if (st === 'rejected') draft.voidOwn(sent.referral, sent.event, code ?? 'undeliverable')
}

/**
 * Proofs that leaves promised to us by receipts are in the peer's log, under checkpoints that enough witnesses have
 * cosigned. One that does not hold is set aside. The checkpoints are kept for the monitor, which compares them. `early`:
 * some of its leaves are not promised yet, since their receipt waits here.
 */
export function receiveProof(
  draft: Draft,
  { claims, data, digest }: Message<'proof'>,
  promised: ReadonlySet<string>,
  { peerLog, isCosigned }: WantedLog,
  arrival: Arrival,
): 'taken' | 'early' {
  const proofs = provenLeaves(data, peerLog)
  const isQuorum = proofs?.every(({ head }) => isCosigned(head.origin, head.note)) ?? true
  const isPromised = (leaf: string) =>
    promised.has(leaf) || draft.change.receiptsIn.some((row) => row.leaf === leaf)
  if (!proofs || !isQuorum) {
    const code = proofs ? 'PROOF_QUORUM' : 'PROOF_INVALID'
    draft.setAside({ ...aside(arrival, code), kind: 'proof', jti: claims.jti, digest }, arrival.bytes)
    return 'taken'
  }
  for (const head of new Set(proofs.map((proof) => proof.head))) {
    draft.change.peerNotes.push({ ...head, seenBy: 'proof', at: draft.at })
  }
  const ours = proofs.filter(({ leaf }) => isPromised(leaf))
  for (const { leaf, text } of ours) draft.change.proofsIn.push({ leaf, proof: text, at: draft.at })
  return ours.length === proofs.length ? 'taken' : 'early'
}

/** The leaves that a proof message names; what is not readable as proofs names none. */
export function leavesIn(data: string): readonly string[] {
  try {
    return parseProofs(data).flatMap(({ extra }) => (extra ? [Buffer.from(extra).toString('base64url')] : []))
  } catch (error) {
    if (error instanceof AuditError) return []
    throw error
  }
}

/** The peer asks for numbers of ours again: the same bytes go out, or a tombstone. */
export function receiveResend(draft: Draft, { claims }: Message<'resend'>, pairedLane: string): void {
  const to = Math.min(claims.to, claims.from + MOST_RESENT)
  draft.change.resends.push({ lane: pairedLane, ep: claims.of, from: claims.from, to })
}

/** A number that its sender can no longer send is closed; the token it had is a replay if it still comes. */
export function receiveTombstone(
  draft: Draft,
  { claims, digest }: Message<'tombstone'>,
  arrival: Arrival,
): void {
  const { seq, num, sub, ep } = claims
  const closed = closeNumber(draft.position, { seq, num, sub }, draft.numbers.get(`${ep} ${num}`))
  if (!closed.ok) {
    draft.setAside(
      { ...aside(arrival, closed.code), kind: 'tombstone', jti: claims.jti, digest },
      arrival.bytes,
    )
    return
  }
  if (closed.position === draft.position) return
  draft.position = closed.position
  draft.numbers.set(`${ep} ${num}`, sub)
  draft.change.received.push({
    lane: draft.lane,
    ep,
    seq: num,
    kind: 'closed',
    jti: randomUUID(),
    digest: sub,
    token: '',
    at: draft.at,
  })
}

const MOST_RESENT = 10_000

interface ProvenLeaf {
  readonly leaf: string
  readonly text: string
  /** The checkpoint that the proof leads to; the same object for all proofs under one note. */
  readonly head: SeenCheckpoint
}

function provenLeaves(data: string, peerLog: readonly NoteVerifier[]): readonly ProvenLeaf[] | undefined {
  try {
    const checkpoints = new Map<string, SeenCheckpoint>()
    const proven: ProvenLeaf[] = []
    for (const proof of parseProofs(data)) {
      const { checkpoint: note, extra: leaf } = proof
      const head = checkpoints.get(note) ?? openCheckpoint(note, peerLog)
      checkpoints.set(note, head)
      if (!leaf || !verifyInclusion({ leaf, index: proof.index, hashes: proof.hashes, ...head }))
        return undefined
      proven.push({ leaf: Buffer.from(leaf).toString('base64url'), text: formatProof(proof), head })
    }
    return proven
  } catch (error) {
    if (error instanceof AuditError) return undefined
    throw error
  }
}
