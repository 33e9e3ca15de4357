/** Everything that a batch needs to know from before, asked in one round for the whole batch, or in two. */

import type { NoteVerifier } from '@onward/audit'
import type { LanePosition } from '@onward/seal'
import { logKeys } from '../log/peer-logs.ts'
import type { ReceiveDeps } from '../receive.ts'
import type { Answered, SentManifest } from '../store/lane/inbox.ts'
import { leavesIn } from './answer.ts'
import { Draft } from './draft.ts'
import { type Arrival, attributesOf, type Examined, waitedArrival } from './examine.ts'

/** A message that waits for an earlier event of its referral. */
export interface Waiting {
  readonly arrival: Arrival
  readonly referral: string
}

export interface Recalled {
  readonly draft: Draft
  /** `<author> <id>` → digest of events recorded before. */
  readonly recorded: ReadonlyMap<string, string>
  /** Manifests of ours that receipts of this batch name. */
  readonly sent: ReadonlyMap<string, SentManifest>
  readonly promised: ReadonlySet<string>
  /** Parked messages of the referrals of this batch, and those that the batch itself parks. */
  readonly waiting: Waiting[]
  /** For manifests that came before: how our receipt went out. */
  readonly answered: ReadonlyMap<string, Answered>
  /** Keys that the peer's log may have signed with: proofs outlive a rotation. */
  readonly peerLog: readonly NoteVerifier[]
  /** Unauthenticated messages of this lane that are kept from this hour. */
  unauthenticated: number
}

export async function recall(
  deps: ReceiveDeps,
  lane: string,
  examined: readonly Examined[],
  position: LanePosition,
): Promise<Recalled> {
  const tokens = examined.flatMap(({ authentication }) =>
    authentication.token ? [authentication.token] : [],
  )
  const messages = examined.flatMap(({ authentication }) =>
    authentication.ok ? [authentication.message] : [],
  )
  const events = examined.flatMap((each) => attributesOf(each) ?? [])
  const late = tokens.filter(({ claims }) => claims.ep === position.ep && claims.seq <= position.seq)
  const closed = messages.flatMap((message) =>
    message.kind === 'tombstone' && message.claims.ep === position.ep
      ? [{ ep: message.claims.ep, seq: message.claims.num }]
      : [],
  )
  const subjects = [...new Set(events.map((event) => event.subject))]
  const isUnauthenticated = examined.some(({ authentication }) => !authentication.token)

  const [known, numbers, recorded, sent, promised, parked, loaded, unauthenticated] = await Promise.all([
    deps.knownTokens(
      lane,
      tokens.map(({ claims }) => claims.jti),
    ),
    numbersOf(deps, lane, [...late.map(({ claims }) => claims), ...closed]),
    deps.knownEvents(
      events.map(({ source, id }) => ({ author: source.slice(source.lastIndexOf(':') + 1), id })),
    ),
    deps.sentManifests(
      messages.flatMap((message) => (message.kind === 'receipt' ? [message.claims.sub] : [])),
    ),
    deps.promisedLeaves(
      messages.flatMap((message) => (message.kind === 'proof' ? leavesIn(message.data) : [])),
    ),
    deps.parkedOf(subjects),
    deps.load(subjects),
    isUnauthenticated ? deps.unauthenticatedSince(lane, new Date(deps.now().getTime() - 3_600_000)) : 0,
  ])
  const rejected = messages.flatMap((message) => {
    if (message.kind !== 'receipt' || message.claims.st !== 'rejected') return []
    return sent.get(message.claims.sub)?.referral ?? []
  })
  const repeated = tokens
    .filter(({ claims, digest }) => known.get(claims.jti)?.digest === digest)
    .map(({ digest }) => digest)
  // Nearly never anything to ask: then nothing is waited for.
  const [others, answered] = await Promise.all([
    deps.load([...new Set(rejected)].filter((id) => !loaded.has(id))),
    answersOf(deps, repeated),
  ])
  const at = deps.now().toISOString()
  const pairedLane = deps.pairedLane(lane)
  return {
    draft: new Draft({
      lane,
      pairedLane,
      at,
      vault: deps.vault,
      deadlinesOf: deps.deadlinesOf,
      position,
      tokens: known,
      numbers,
      referrals: new Map([...loaded, ...others]),
    }),
    recorded,
    sent,
    promised,
    waiting: parked.flatMap((message) => {
      const arrival = waitedArrival(deps, message)
      return arrival && message.referral ? [{ arrival, referral: message.referral }] : []
    }),
    answered,
    peerLog: peerLogOf(deps, lane),
    unauthenticated,
  }
}

async function numbersOf(
  deps: ReceiveDeps,
  lane: string,
  numbers: readonly { ep: number; seq: number }[],
): Promise<ReadonlyMap<string, string>> {
  const digests = await Promise.all(numbers.map(({ ep, seq }) => deps.receivedAt(lane, ep, seq)))
  return new Map(
    numbers.flatMap(({ ep, seq }, at) => {
      const digest = digests[at]
      return digest === undefined ? [] : [[`${ep} ${seq}`, digest] as const]
    }),
  )
}

async function answersOf(
  deps: ReceiveDeps,
  manifests: readonly string[],
): Promise<ReadonlyMap<string, Answered>> {
  const answers = await Promise.all(manifests.map((manifest) => deps.receiptSentFor(manifest)))
  return new Map(
    manifests.flatMap((manifest, at) => {
      const answer = answers[at]
      return answer ? [[manifest, answer] as const] : []
    }),
  )
}

function peerLogOf(deps: ReceiveDeps, lane: string): readonly NoteVerifier[] {
  const directory = deps.directory()
  const from = directory.lane(lane)?.from
  return from === undefined ? [] : logKeys(directory, from)
}
