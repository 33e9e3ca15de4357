/** One referral's evidence as one file: gathered from the record, proved from our own log, signed by this gateway. */
import { consistencyProof, formatProof, inclusionProofs } from '@onward/audit'
import type { DirectoryDocuments } from '@onward/directory'
import {
  type BundleContent,
  type BundleMessage,
  type Issuer,
  joinLogs,
  pickDocuments,
  splitProof,
  writeBundle,
} from '@onward/evidence'
import { readToken } from '@onward/seal'
import type { MessageEvidence } from '../store/evidence.ts'
import type { LeafRecord } from '../store/log.ts'
import type { TilesOf } from './own-log.ts'

/** Whether the events themselves are in the file, or only what they are. */
export type EvidenceContent = 'with content' | 'without content'

export interface EvidenceDeps {
  /** Every message of a referral that we sent or received, in the order in which it was said. */
  readonly messages: (referral: string) => Promise<readonly MessageEvidence[]>
  /** The inner JWS of each event of a referral, by digest; none once erased. */
  readonly events: (referral: string) => Promise<ReadonlyMap<string, string>>
  /** The `seq` of the leaf about its erasure; undefined while nothing is erased. */
  readonly erasure: (referral: string) => Promise<string | undefined>
  readonly leafRecords: (seqs: readonly string[]) => Promise<ReadonlyMap<string, LeafRecord>>
  /** For each leaf number of a log the first cosigned checkpoint that covers it, else the first; what none covers yet is left out. */
  readonly firstCheckpoints: (
    nth: number,
    indexes: readonly number[],
  ) => Promise<ReadonlyMap<number, { readonly size: number; readonly note: string }>>
  /** For each of these checkpoints the first time-stamped one of its log that is as large: note → answer of the authority. */
  readonly firstStamped: (
    checkpoints: readonly { readonly origin: string; readonly size: number }[],
  ) => Promise<ReadonlyMap<string, Uint8Array>>
  readonly tilesOf: TilesOf
  /** The names of our own logs, oldest first. */
  readonly origins: readonly string[]
  /** What our directory is made of. */
  readonly documents: () => DirectoryDocuments
  /** Who signs it now; undefined while no key may. */
  readonly issuer: () => Issuer | undefined
}

/** The bundle of a referral; undefined while we have no key that may sign it. @throws ContractError, SealError, and whatever the record throws */
export async function evidence(
  deps: EvidenceDeps,
  referral: string,
  content: EvidenceContent,
): Promise<Uint8Array | undefined> {
  const issuer = deps.issuer()
  if (!issuer) return undefined
  const found = await deps.messages(referral)
  const events = content === 'with content' ? await deps.events(referral) : new Map<string, string>()
  const erasure = await deps.erasure(referral)
  const own = await ownLeaves(deps, [...leavesIn(found), ...(erasure === undefined ? [] : [erasure])])
  const notes: string[] = []
  const covering = new Map<string, { readonly origin: string; readonly size: number }>()
  const shown = (text: string) => {
    const { proof, note } = splitProof(text)
    notes.push(note)
    const { origin, size } = proof
    if (deps.origins.includes(origin)) covering.set(`${origin} ${size}`, { origin, size })
    return { proof }
  }
  const opened = (seq: string | null | undefined) => {
    const { salt, record, proof } = own.get(seq ?? '') ?? {}
    return salt && record ? { salt, record, ...(proof !== undefined && shown(proof)) } : undefined
  }
  const messages = found.map((message): BundleMessage => {
    const { manifest, event, leafSeq, sequence, time, type } = message
    const jws = events.get(event)
    const sent = opened(leafSeq)
    return {
      manifest,
      ...(jws === undefined ? { stated: { sequence, time, type } } : { event: jws }),
      ...(sent && { sent }),
      receipts: message.receipts.map(({ token, leafSeq: promised, proof }) => {
        const text = proof ?? own.get(promised ?? '')?.proof
        return { token, ...(text !== undefined && shown(text)) }
      }),
    }
  })
  const erased = opened(erasure)
  const stamps = await deps.firstStamped([...covering.values()])
  const logs = await joinLogs(
    [...stamps.keys(), ...notes],
    async (origin, from, size) => {
      const nth = deps.origins.indexOf(origin) + 1
      return nth > 0 ? consistencyProof(from, size, deps.tilesOf(nth)) : undefined
    },
    stamps,
  )
  const directory = pickDocuments(deps.documents(), {
    ...routesOf(messages),
    agreements: [...events.values()].map(agreementOf),
  })
  const whole: BundleContent = { referral, messages, logs, erasures: erased ? [erased] : [], directory }
  return writeBundle(whole, issuer)
}

interface OwnLeaf {
  readonly salt: string | null
  readonly record: string | null
  /** Left out while no checkpoint covers it. */
  readonly proof?: string
}

/** Our own leaves about these messages. */
function leavesIn(messages: readonly MessageEvidence[]): readonly string[] {
  return messages.flatMap(({ leafSeq, receipts }) =>
    [leafSeq, ...receipts.map((receipt) => receipt.leafSeq)].filter((seq) => seq !== null),
  )
}

/** Leaves of our own, each proved against the checkpoint that says earliest when it was there. */
async function ownLeaves(
  { leafRecords, firstCheckpoints, tilesOf }: EvidenceDeps,
  seqs: readonly string[],
): Promise<ReadonlyMap<string, OwnLeaf>> {
  const records = await leafRecords(seqs)
  const numbered = [...records].flatMap(([seq, { place, ...rest }]) =>
    place ? [{ seq, ...place, ...rest }] : [],
  )
  const own = new Map<string, OwnLeaf>(records)
  for (const [nth, inLog] of Map.groupBy(numbered, (leaf) => leaf.nth)) {
    const checkpoints = await firstCheckpoints(
      nth,
      inLog.map(({ index }) => index),
    )
    for (const [checkpoint, leaves] of Map.groupBy(inLog, ({ index }) => checkpoints.get(index))) {
      if (!checkpoint) continue
      const { size, note } = checkpoint
      const paths = await inclusionProofs(
        leaves.map(({ index }) => index),
        size,
        tilesOf(nth),
      )
      for (const [at, { seq, index, salt, record }] of leaves.entries()) {
        const proof = formatProof({ index, hashes: paths[at] ?? [], checkpoint: note })
        own.set(seq, { salt, record, proof })
      }
    }
  }
  return own
}

/** Between whom these messages went, and on which lanes. */
function routesOf(messages: readonly BundleMessage[]): {
  readonly members: string[]
  readonly lanes: string[]
} {
  const claims = messages.flatMap(({ manifest }) => {
    const read = readToken('envelope', manifest)
    return typeof read === 'string' ? [] : [read.claims]
  })
  return {
    members: [...new Set(claims.flatMap(({ iss, aud }) => [iss, aud]))],
    lanes: [...new Set(claims.flatMap(({ iss, aud }) => [`lane.${aud}.${iss}`, `lane.${iss}.${aud}`]))],
  }
}

/** The agreement that an event names; its bytes were checked before they were stored. */
function agreementOf(jws: string): string {
  const payload = jws.slice(jws.indexOf('.') + 1, jws.lastIndexOf('.'))
  return String(Object(JSON.parse(Buffer.from(payload, 'base64url').toString())).agreement)
}
