// The auditor, a process of its own: it knows two URLs, its tokens and the public directory, and believes neither side.
// Reads an AuditRequest as JSON from standard input; writes an AuditReport to standard output. Ends with 0 if all held.
import { text } from 'node:stream/consumers'
import type { Checkpoint } from '@onward/audit'
import { type Directory, readDirectory } from '@onward/directory'
import { compareBundles, type ShownCheckpoint } from '@onward/evidence'
import { type Caller, type CallerSettings, callerAt, until } from './api.ts'
import { completeEvidence, eventsOf, evidenceOf, referralsOf } from './evidence.ts'
import { type Log, logOf, must, openCheckpoint, provesGrowth } from './proof.ts'

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
  readonly checkpoints: Head[]
  readonly since: string
}

/** What a checkpoint says; the root in base64url. */
type Head = Pick<ShownCheckpoint, 'size' | 'root'>

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
    return { auditor, log, checkpoints: [headOf(openCheckpoint(earlier, log))], since }
  })
  const shownBy = new Map(all.map(({ log, checkpoints }) => [log.name, checkpoints]))
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
    const events = await eventsOfBoth(both, referral, directory)
    const [here, there] = await Promise.all(
      both.map(async ({ auditor }) => (await completeEvidence(auditor, referral, { directory })).report),
    )
    must(here && there, 'it is not held by two members')
    const faults = [here, there].flatMap((report) => report.faults.map(({ code }) => code))
    const { agrees, differences, unreceipted, matched } = compareBundles(here, there)
    must(faults.length === 0, `the evidence does not hold: ${faults.join(', ')}`)
    must(agrees, `the two differ: ${differences.map(({ code }) => code).join(', ')}`)
    must(unreceipted.length === 0, 'a message is in one log only')
    const sent = here.messages.map(({ event }) => event)
    must(events === 'erased' || same(events, sent), 'an event was never sent, or sent twice')
    count.referrals += 1
    count.messages += matched
    count.receipts += matched
    for (const { messages, logs } of [here, there]) {
      count.inclusionProofs += messages.filter(({ received }) => received?.isProven).length
      count.inclusionProofs += messages.filter(({ logged }) => logged !== undefined).length
      for (const { origin, checkpoints } of logs) shownBy.get(origin)?.push(...checkpoints)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, next))
  await Promise.all(
    all.map((books) =>
      noting(`log of ${books.log.member}`, async () => {
        const proofs = await checkGrowth(books)
        count.consistencyProofs += proofs
      }),
    ),
  )
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

/**
 * Waits until both sides tell of the same events, and gives their digests. Where both have erased it they need not: of
 * two erasures at one time each is told to somebody who has nothing any more that it could be added to.
 */
async function eventsOfBoth(
  both: readonly Books[],
  referral: string,
  directory: Directory,
): Promise<readonly string[] | 'erased'> {
  const isErased = async ({ auditor }: Books) =>
    (await evidenceOf(auditor, referral, { directory })).report.erased.length > 0
  return until(
    'both sides tell of the same events',
    async () => {
      const [here, there] = await Promise.all(both.map(({ auditor }) => eventsOf(auditor, referral)))
      if (here && there && same(here, there)) return here
      const erased = await Promise.all(both.map(isErased))
      return erased.every(Boolean) ? 'erased' : undefined
    },
    { ms: 30_000 },
  )
}

/** Every checkpoint that anybody was shown is the beginning of the newest one. Gives how many were. */
async function checkGrowth({ auditor, log, checkpoints }: Books): Promise<number> {
  const newest = openCheckpoint((await auditor.get<string>('/v1/audit/checkpoint')).body, log)
  const shown = new Map(checkpoints.map((each) => [`${each.size} ${each.root}`, each]))
  for (const { size, root } of shown.values()) {
    // A tree without leaves, or the same tree, needs no hashes.
    const needed = size > 0 && size < newest.size
    const path = `/v1/audit/consistency?from=${size}&to=${newest.size}`
    const hashes = needed ? (await auditor.get<{ readonly hashes: readonly string[] }>(path)).body.hashes : []
    provesGrowth({ origin: log.name, size, root: Buffer.from(root, 'base64url') }, newest, hashes)
  }
  checkpoints.push(headOf(newest))
  return shown.size
}

function headOf({ size, root }: Checkpoint): Head {
  return { size, root: Buffer.from(root).toString('base64url') }
}

/** The same digests, in whatever order. */
function same(some: readonly string[], others: readonly string[]): boolean {
  return some.toSorted().join() === others.toSorted().join()
}
