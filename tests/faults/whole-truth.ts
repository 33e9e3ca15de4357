// Whether nothing was lost, doubled, reordered or forked between two members, and whether both audit logs prove it.

import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { type Directory, readDirectory } from '@onward/directory'
import { authenticate, checkReceipt, encloseToken, tokenDigest } from '@onward/seal'
import type { Pair } from '@onward/testing'
import { evidenceUntruths } from './evidence-truth.ts'
import type { Accepted } from './load.ts'
import { logUntruths } from './log-truth.ts'
import { type PartyRecord, type Progress, readProgress, readRecord, type SentRow } from './record.ts'

/**
 * Waits until both sides have everything, then compares all they have. Gives each thing that is not as it must be in
 * a sentence; none at all when the whole of it is true.
 */
export async function untruths(pair: Pair, accepted: readonly Accepted[]): Promise<readonly string[]> {
  const { sender, receiver } = pair
  const late = await settled(pair, accepted.length)
  const [one, other] = await Promise.all([readRecord(sender), readRecord(receiver)])
  const directory = await readDirectory(sender.member.directory)
  return [
    ...late,
    ...recordUntruths([one, other], accepted, directory),
    ...(await evidenceUntruths(pair, one.events, directory)),
  ]
}

/** The same of records that have been read, without asking anybody. */
export function recordUntruths(
  [one, other]: readonly [PartyRecord, PartyRecord],
  accepted: readonly Accepted[],
  directory: Directory,
): readonly string[] {
  return [
    ...effectUntruths(one, other, accepted),
    ...laneUntruths(one, other),
    ...laneUntruths(other, one),
    ...receiptUntruths(one, other, directory),
    ...receiptUntruths(other, one, directory),
    ...logUntruths(one, directory),
    ...logUntruths(other, directory),
  ]
}

/** Waits until nothing is under way any more; what still is after so long is told. */
async function settled(
  { sender, receiver }: Pair,
  events: number,
  withinMs = 60_000,
): Promise<readonly string[]> {
  for (const end = Date.now() + withinMs; ; await sleep(100)) {
    const [one, other] = await Promise.all([readProgress(sender), readProgress(receiver)])
    if (isSettled(one, other, events) && isSettled(other, one, events)) return []
    if (Date.now() > end) return [`still under way: ${JSON.stringify([one, other])}`]
  }
}

function isSettled(mine: Progress, theirs: Progress, events: number): boolean {
  return (
    mine.events >= events &&
    mine.waiting === 0 &&
    theirs.received >= mine.sent &&
    mine.receipts >= mine.manifests &&
    mine.proofs >= mine.receipts
  )
}

function manifestsOf({ sent }: PartyRecord): readonly SentRow[] {
  return sent.filter(({ kind }) => kind === 'envelope')
}

/** Every accepted command has one effect on each side, the same one, in its author's order, and nothing else has any. */
function effectUntruths(
  one: PartyRecord,
  other: PartyRecord,
  accepted: readonly Accepted[],
): readonly string[] {
  const told = accepted.map(({ by, event }) => `${by} ${event}`).sort()
  const found = one.events.map(({ author, id }) => `${author} ${id}`).sort()
  const outOfOrder = [one, other].flatMap((record) => {
    const numbered = manifestsOf(record).map(({ event }) =>
      record.events.find(({ digest }) => digest === event),
    )
    return [...Map.groupBy(numbered, (event) => event?.referral)]
      .filter(([, events]) => events.some((event, at) => event?.sequence !== at + 1))
      .map(([referral]) => `${record.code} sent the events of ${referral} out of order`)
  })
  return [
    ...unless(
      isDeepStrictEqual(told, found),
      `accepted: ${told.length}, recorded by ${one.code}: ${found.length}`,
    ),
    ...unless(
      isDeepStrictEqual(one.events, other.events),
      `${one.code} and ${other.code} hold other events: ${one.events.length} and ${other.events.length}`,
    ),
    ...[one, other].flatMap(({ code, voids, quarantine }) => [
      ...unless(voids.length === 0, `${code} holds ${voids.length} events for void`),
      ...unless(quarantine.length === 0, `${code} set messages aside: ${quarantine}`),
    ]),
    ...outOfOrder,
  ]
}

/** What one side numbered is what the other took, to the byte: no hole, one chain, no number twice. */
function laneUntruths({ code, sent }: PartyRecord, { code: peer, received }: PartyRecord): readonly string[] {
  const numbered = sent.map(({ event: _event, leaf: _leaf, ...row }) => row)
  let prev = '0'
  const broken = sent.filter(({ seq, digest, token }, at) => {
    const claims = claimsOf(token)
    const isNext =
      seq === at + 1 && claims.seq === seq && claims.prev === prev && tokenDigest(token) === digest
    prev = digest
    return !isNext
  })
  return [
    ...unless(
      isDeepStrictEqual(numbered, received),
      `${code} numbered ${sent.length} messages and ${peer} took ${received.length}, or they are not the same`,
    ),
    ...broken.map(({ seq }) => `number ${seq} of ${code} does not continue the lane`),
  ]
}

/** One receipt for each manifest: promised, signed, sent, arrived, and its leaf recomputed. */
function receiptUntruths(one: PartyRecord, other: PartyRecord, directory: Directory): readonly string[] {
  const given = Map.groupBy(
    other.sent.filter(({ kind }) => kind === 'receipt'),
    ({ token }) => claimsOf(token).sub,
  )
  const promised = Map.groupBy(other.receiptsOut, ({ manifest }) => manifest)
  const arrived = Map.groupBy(one.receiptsIn, ({ manifest }) => manifest)
  return manifestsOf(one).flatMap((manifest) => {
    const { digest, lane } = manifest
    const [token] = given.get(digest) ?? []
    const [out] = promised.get(digest) ?? []
    const [into] = arrived.get(digest) ?? []
    const counts = [given, promised, arrived].map((each) => each.get(digest)?.length ?? 0)
    const isOne = String(counts) === '1,1,1' && into?.leaf === out?.leaf && into?.st === 'stored'
    const isGood = token && receiptHolds(token, manifest, directory)
    return [
      ...unless(isOne, `${lane} ${manifest.seq} has receipts signed, promised, arrived: ${counts}`),
      ...unless(isGood === true, `the receipt of ${lane} ${manifest.seq} does not hold`),
    ]
  })
}

/** A receipt as its reader judges it: checks 1–11, then its leaf (protocol §5). */
function receiptHolds({ token, lane, jti }: SentRow, manifest: SentRow, directory: Directory): boolean {
  const [, sender = '', receiver = ''] = /^lane\.(\w+)\.(\w+)$/.exec(lane) ?? []
  const claims = { iss: receiver, jti, iat: claimsOf(token).iat }
  const nowSeconds = Math.floor(Date.now() / 1000)
  const read = authenticate(encloseToken({ kind: 'receipt', token, claims }), {
    directory,
    self: { member: sender, exercise: false },
    lane,
    nowSeconds,
  })
  if (!read.ok || read.message.kind !== 'receipt') return false
  const sent = { digest: manifest.digest, cdig: manifest.event ?? '', aud: receiver, paired: lane }
  return checkReceipt(read.message.claims, sent).ok
}

interface TokenClaims {
  readonly seq: number
  readonly prev: string
  readonly iat: number
  readonly sub?: string
}

/** Read without being trusted: what is signed is looked at elsewhere. */
function claimsOf(token: string): TokenClaims {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
}

function unless(isTrue: boolean, sentence: string): readonly string[] {
  return isTrue ? [] : [sentence]
}
