// The auditor, a process of its own: it knows two URLs, its tokens and the public directory, and believes neither side.
// Reads an AuditRequest as JSON from standard input; writes an AuditReport to standard output. Ends with 0 if all held.
import { text } from 'node:stream/consumers'
import type { Checkpoint } from '@onward/audit'
import { type Directory, readDirectory } from '@onward/directory'
import { tokenDigest } from '@onward/seal'
import { type Caller, type CallerSettings, callerAt, until } from './api.ts'
import { completeEvidence, eventsOf, type ProvenMessage, referralsOf } from './evidence.ts'
import {
  type Log,
  logOf,
  must,
  openCheckpoint,
  openInclusion,
  openLeaf,
  openReceipt,
  openToken,
  provesGrowth,
} from './proof.ts'

export interface AuditRequest {
  /** The public directory: members, keys, lanes, agreements. */
  readonly directory: string
  readonly sides: readonly AuditedSide[]
}

/** An auditor's way in at one side. */
export interface AuditedSide extends CallerSettings {
  /** A checkpoint that the auditor noted earlier: the log must still begin like that. */
  readonly earlier: string
  /** When that was, by the clock of the exercise: what has been said since is looked at message by message. */
  readonly since: string
}

export interface AuditReport {
  readonly referrals: number
  /** Messages found in both logs. */
  readonly messages: number
  readonly receipts: number
  readonly inclusionProofs: number
  readonly consistencyProofs: number
  /** The size of each member's log at the end. */
  readonly logs: Readonly<Record<string, number>>
  /** What did not hold; empty if all did. */
  readonly faults: readonly string[]
}

/** One side as the audit goes on: its log, and every checkpoint of it that anybody was shown. */
interface Books {
  readonly auditor: Caller
  readonly log: Log
  readonly checkpoints: Checkpoint[]
  readonly since: string
}

/** Referrals that are looked at side by side: while one is asked for, another is checked. */
const AT_ONCE = 4

const report = await audit(JSON.parse(await text(process.stdin)))
process.stdout.write(`${JSON.stringify(report)}\n`)
process.exitCode = report.faults.length === 0 ? 0 : 1

async function audit({ directory: folder, sides }: AuditRequest): Promise<AuditReport> {
  const directory = await readDirectory(folder)
  const faults: string[] = []
  const count = { referrals: 0, messages: 0, receipts: 0, inclusionProofs: 0, consistencyProofs: 0 }
  const noting = async (what: string, check: () => Promise<void>) => {
    try {
      await check()
    } catch (error) {
      faults.push(`${what}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  const all = sides.map(({ earlier, since, ...side }): Books => {
    const log = logOf(side.member, directory)
    const auditor = callerAt(side)
    return { auditor, log, checkpoints: [openCheckpoint(earlier, log)], since }
  })
  // Oldest first: meanwhile the newest get their proofs.
  const waiting = (await holders(all)).toReversed()
  const next = async (): Promise<void> => {
    const [referral, both] = waiting.shift() ?? []
    if (referral === undefined || both === undefined) return
    await noting(`referral ${referral}`, () => checkReferral(referral, both))
    await next()
  }
  const checkReferral = async (referral: string, both: readonly Books[]) => {
    must(both.length === 2, 'it is not held by two members')
    const events = await eventsOfBoth(both, referral)
    const evidence = await Promise.all(both.map(({ auditor }) => completeEvidence(auditor, referral)))
    const sent = evidence.flat().filter(({ direction }) => direction === 'sent')
    const digests = sent.map(({ event }) => event)
    must(same(events, digests), 'an event was never sent, or sent twice')
    count.referrals += 1
    for (const [at, messages] of evidence.entries()) {
      for (const message of messages.filter(({ direction }) => direction === 'sent')) {
        const [sender, receiver] = [both[at], both[1 - at]]
        const arrived = evidence[1 - at]?.find((each) => each.manifestDigest === message.manifestDigest)
        must(sender && receiver && arrived?.direction === 'received', 'a message is in one log only')
        await checkMessage({ sender, receiver, message, arrived, directory })
        count.messages += 1
        count.receipts += 1
        count.inclusionProofs += 3
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, next))
  for (const books of all) {
    await noting(`log of ${books.log.member}`, async () => {
      count.consistencyProofs += await checkGrowth(books)
    })
  }
  const logs = Object.fromEntries(
    all.map(({ log, checkpoints }) => [log.member, Math.max(...checkpoints.map(({ size }) => size))]),
  )
  return { ...count, logs, faults }
}

/** Every referral of which either side has heard since the auditor was there last, with those who hold it. */
async function holders(all: readonly Books[]): Promise<readonly (readonly [string, readonly Books[]])[]> {
  const found = new Map<string, { readonly by: readonly Books[]; readonly isNew: boolean }>()
  for (const books of all) {
    for (const { id, updatedAt } of await referralsOf(books.auditor)) {
      const { by, isNew } = found.get(id) ?? { by: [], isNew: false }
      found.set(id, { by: [...by, books], isNew: isNew || updatedAt >= books.since })
    }
  }
  return [...found].flatMap(([id, { by, isNew }]) => (isNew ? [[id, by] as const] : []))
}

/** Waits until both sides tell of the same events, and gives their digests. */
async function eventsOfBoth(both: readonly Books[], referral: string): Promise<readonly string[]> {
  return until(
    'both sides tell of the same events',
    async () => {
      const [here, there] = await Promise.all(both.map(({ auditor }) => eventsOf(auditor, referral)))
      return here && there && same(here, there) ? here : undefined
    },
    { ms: 30_000 },
  )
}

interface Crossing {
  readonly sender: Books
  readonly receiver: Books
  /** As the sender proves it, and as the receiver does. */
  readonly message: ProvenMessage
  readonly arrived: ProvenMessage
  readonly directory: Directory
}

/** One message: in the sender's log as sent, in the receiver's as received, and receipted with that very leaf. */
async function checkMessage({ sender, receiver, message, arrived, directory }: Crossing): Promise<void> {
  const manifest = await openToken('envelope', message.manifest, directory)
  const digest = tokenDigest(message.manifest)
  must(message.manifestDigest === digest, 'a manifest has another digest')
  must(manifest.iss === sender.log.member && manifest.aud === receiver.log.member, 'a message went elsewhere')

  const sent = openLeaf(message.leaf)
  must(sent.kind === 'msg.sent' && sent.manifest === digest && sent.cdig === manifest.cdig, 'a leaf lies')
  sender.checkpoints.push(openInclusion(message.leaf.hash, message.proof, sender.log))

  const receipt = await openReceipt(message.receipt.token, message.manifest, directory)
  const received = openLeaf(arrived.leaf)
  must(received.kind === 'msg.received' && received.manifest === digest, 'a leaf lies')
  must(arrived.leaf.hash === receipt.leaf, 'the log has another leaf than the receipt promised')
  must(arrived.receipt.token === message.receipt.token, 'one message has two receipts')
  receiver.checkpoints.push(openInclusion(receipt.leaf, arrived.proof, receiver.log))
  // The proof that the receiver sent along the lane: an older checkpoint, of which the newest must be a continuation.
  receiver.checkpoints.push(openInclusion(receipt.leaf, message.receipt.proof ?? '', receiver.log))
}

/** Every checkpoint that was shown is the beginning of the newest one. Gives how many were. */
async function checkGrowth({ auditor, log, checkpoints }: Books): Promise<number> {
  const newest = openCheckpoint((await auditor.get<string>('/v1/audit/checkpoint')).body, log)
  const shown = new Map(
    checkpoints.map((each) => [`${each.size} ${Buffer.from(each.root).toString('hex')}`, each]),
  )
  for (const earlier of shown.values()) {
    // A tree without leaves, or the same tree, needs no hashes.
    const needed = earlier.size > 0 && earlier.size < newest.size
    const path = `/v1/audit/consistency?from=${earlier.size}&to=${newest.size}`
    const hashes = needed ? (await auditor.get<{ readonly hashes: readonly string[] }>(path)).body.hashes : []
    provesGrowth(earlier, newest, hashes)
  }
  checkpoints.push(newest)
  return shown.size
}

/** The same digests, in whatever order. */
function same(some: readonly string[], others: readonly string[]): boolean {
  return some.toSorted().join() === others.toSorted().join()
}
