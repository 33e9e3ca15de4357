/**
 * Step 2. What was committed gets its number on the lane, its signed token, and goes to Kafka, in order, one
 * runner per lane. Where this process runs the lane, a first event and the answers to a batch get theirs in their own commit.
 *
 * A number and its bytes are committed before the first send and never change. Everything here may stop at any
 * point: the next start sends again what was numbered and not noted as sent, and the peer's inbox drops what it
 * has seen. That is the normal loop, run at every start; there is no recovery code.
 */
import { randomUUID } from 'node:crypto'
import type { TokenKind } from '@onward/seal'
import type { Gap } from './gap.ts'
import type { Handed } from './relay/handed.ts'
import { carriesData, type NumberDeps, numberRows, outer, type PendingWhole } from './relay/number.ts'
import { anew } from './relay/open-epoch.ts'
import type { Recorded } from './store/commit.ts'
import type { Anew, LaneHead, Pending, SentToken } from './store/lane/outbox.ts'
import type { LeafRow, Numbered, PendingRow, SentTokenRow } from './store/rows.ts'

export interface RelayDeps extends NumberDeps {
  readonly pending: (lane: string, limit: number) => Promise<readonly Pending[]>
  /** The body of a message that this process made and has not numbered yet. */
  readonly heldBody: (jti: string) => string | undefined
  readonly dropBodies: (jtis: readonly string[]) => void
  readonly bodies: (jtis: readonly string[]) => Promise<ReadonlyMap<string, string>>
  readonly head: (lane: string) => Promise<LaneHead | undefined>
  /** `taken`: another relay numbered first. */
  readonly commitNumbers: (
    tokens: readonly SentTokenRow[],
    leaves: readonly LeafRow[],
  ) => Promise<'committed' | 'taken'>
  readonly unsent: (lane: string, limit: number) => Promise<readonly SentToken[]>
  readonly markSent: (lane: string, ep: number, seq: number) => Promise<void>
  readonly resends: (lane: string, limit: number) => Promise<readonly SentToken[]>
  readonly forgetResends: (lane: string, numbers: readonly SentToken[]) => Promise<void>
  readonly queue: (row: PendingRow) => Promise<void>
  /** Puts messages in place of those of an epoch that is over. */
  readonly sayAnew: (lane: string, messages: readonly Anew[]) => Promise<void>
  /** Resolves when the broker has acknowledged; waits through outages. */
  readonly send: (lane: string, values: readonly Uint8Array[]) => Promise<void>
  readonly reached: (gap: Gap) => void
}

/** How many pending rows one pass takes; a pass also ends at half a Kafka batch (1 MB). */
const BATCH = 128
const BATCH_BYTES = 450_000
/** How often a busy lane notes how far the broker has acknowledged, in ms. */
const MARK_EVERY_MS = 1_000
/** How often a busy lane looks for what is to be sent again, in ms. */
const RESENDS_EVERY_MS = 250
/** How often a busy lane reads what waits, though all its work is handed over, in ms. */
const READ_EVERY_MS = 2_000

/** Batches on their way to the broker: beyond that, gathering is better than queueing. */
const MOST_UNDER_WAY = 2
/** Numbers that cost no commit of their own are given longer: until the broker seems to be away. */
const MOST_BEFORE_WAITING = 10

type Number = Pick<SentTokenRow, 'ep' | 'seq'>

/** Commits what was numbered together with its numbers. */
export type CommitNumbered = (numbered: Numbered) => Promise<Recorded>

/** One lane's runner: call `pass` whenever there may be work, never two at once. */
export interface Relay {
  /** Sends again what was numbered before this start and not noted as sent. */
  begin(): Promise<void>
  /** Numbers and sends what waits. Resolves with 0 when nothing is left, as soon as the next pass may begin. */
  pass(): Promise<number>
  /**
   * Gives rows their numbers in the commit of what they belong to, and sends them. Undefined, and nothing is
   * committed, when they must wait for a pass: the lane's head is not known, the broker is behind, or no key may sign.
   */
  numberWith(rows: readonly PendingWhole[], commit: CommitNumbered): Promise<Recorded | undefined>
  /** Gives no number any more; resolves when the last one is committed, or is not. */
  end(): Promise<void>
  /** Ends, and waits until everything handed to the broker is acknowledged and noted. */
  drain(): Promise<void>
}

/** @param handed What this process commits for the lane; the first pass reads what waits all the same. */
export function relay(deps: RelayDeps, lane: string, handed: Handed): Relay {
  /** The last number whose commit is confirmed; known from the first pass that numbers. */
  let head: LaneHead | undefined
  /** Passes and commits of others give numbers in turn. */
  let turn: Promise<unknown> = Promise.resolve()
  let hasEnded = false
  /** Sends under way, oldest first: the next batch is numbered and signed while the last one travels. */
  let underWay: Promise<void> = Promise.resolve()
  let waiting = 0
  let failure: { readonly cause: unknown } | undefined
  let resendsAt = 0
  let readAt = 0
  /** The highest number that the broker has acknowledged and that is not noted yet. */
  let acknowledged: Number | undefined
  let markedAt = 0

  /** Notes how far the broker has acknowledged; at worst a second of messages is sent twice after a crash. */
  async function mark(): Promise<void> {
    const number = acknowledged
    acknowledged = undefined
    markedAt = deps.now().getTime()
    if (number) await deps.markSent(lane, number.ep, number.seq)
  }

  function publish(numbers: readonly Number[], values: readonly Uint8Array[]): void {
    const sent = deps.send(lane, values)
    const last = numbers.at(-1)
    waiting += 1
    underWay = Promise.all([underWay, sent])
      .then(async () => {
        deps.reached('relay.sent')
        waiting -= 1
        acknowledged = last
        if (deps.now().getTime() - markedAt > MARK_EVERY_MS) await mark()
      })
      .catch((cause: unknown) => {
        failure ??= { cause }
      })
  }

  const isOver = ({ ep }: SentToken) => ep < (deps.directory().lane(lane)?.epoch ?? 1)

  async function next(): Promise<readonly Pending[]> {
    if (deps.now().getTime() - readAt > READ_EVERY_MS) handed.look()
    const given = handed.take(BATCH)
    if (given) return given
    readAt = deps.now().getTime()
    const rows = await deps.pending(lane, BATCH)
    handed.found(rows)
    if (rows.length === BATCH) handed.look()
    return rows
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = turn.then(work)
    turn = done.catch(() => {})
    return done
  }

  /**
   * The next numbers, in turn. Only what is confirmed moves the head and goes to the broker, in that order; tokens
   * whose commit failed are forgotten. When nobody knows what became of a commit, this relay gives no number any more.
   * Undefined: no key of ours may sign, and nothing is committed.
   */
  async function give(rows: readonly PendingWhole[], commit: CommitNumbered): Promise<Recorded | undefined> {
    const numbered = numberRows(deps, lane, head, rows)
    if (!numbered) return undefined
    const outcome = await commit(numbered).catch((cause: unknown) => {
      failure ??= { cause }
      throw cause
    })
    if (outcome === 'taken') head = undefined
    if (outcome !== 'committed') return outcome
    head = numbered.head
    deps.reached('relay.numbered')
    publish(numbered.tokens, numbered.values)
    return outcome
  }

  /** How many got a number; undefined while none can be signed. */
  async function number(rows: readonly Pending[]): Promise<number | undefined> {
    const whole = await withBodies(deps, rows)
    const outcome = await inTurn(async () => {
      if (failure) throw failure.cause
      head ??= await deps.head(lane)
      return await give(whole, ({ tokens, leaves }) => deps.commitNumbers(tokens, leaves))
    })
    if (outcome !== 'committed') {
      handed.look()
      return outcome && 0
    }
    deps.dropBodies(whole.map(({ jti }) => jti))
    if (whole.length < rows.length) handed.look()
    // Outside of the turn, so that what is received never waits for the broker.
    if (waiting >= MOST_UNDER_WAY) await underWay
    return whole.length
  }

  /** What the peer asked for again, or has not receipted for too long: the same bytes, or a tombstone. */
  async function sendAgain(): Promise<number> {
    resendsAt = deps.now().getTime()
    const asked = await deps.resends(lane, BATCH)
    if (asked.length === 0) return 0
    // The peer takes no number of an epoch that is over: what it lacks is said in this one.
    const { tokens = [], over = [] } = Object.groupBy(asked, (token) => (isOver(token) ? 'over' : 'tokens'))
    await deps.sayAnew(
      lane,
      over.flatMap((token) => anew(lane, token, deps.now()) ?? []),
    )
    for (const token of tokens.filter((each) => !isWhole(each)))
      await deps.queue(tombstone(lane, token, deps.now()))
    if (tokens.length > 0) await deps.send(lane, values(deps.member, tokens))
    await deps.forgetResends(lane, asked)
    return asked.length
  }

  return {
    async begin() {
      for (;;) {
        const tokens = await deps.unsent(lane, BATCH)
        const last = tokens.at(-1)
        if (!last) return
        const living = values(
          deps.member,
          tokens.filter((token) => !isOver(token)),
        )
        if (living.length > 0) await deps.send(lane, living)
        await deps.markSent(lane, last.ep, last.seq)
      }
    },
    async pass() {
      // Numbered and committed, but the broker would not have it: the runner begins anew, with what is unsent.
      if (failure) throw failure.cause
      const rows = await next()
      const isDue = rows.length === 0 || deps.now().getTime() - resendsAt > RESENDS_EVERY_MS
      const again = isDue ? await sendAgain() : 0
      if (rows.length === 0 && waiting === 0) await mark()
      const numbered = rows.length > 0 ? await number(rows) : 0
      // Looked at again when the lane is woken, or after a while: until then there is nothing to hurry for.
      if (numbered === undefined) return 0
      // Below a full batch nothing is left: whatever is committed after the look above wakes the runner.
      return rows.length === BATCH || numbered < rows.length || again === BATCH ? 1 : 0
    },
    numberWith: (rows, commit) =>
      inTurn(async () => {
        if (!head || failure || hasEnded || waiting >= MOST_BEFORE_WAITING) return undefined
        return await give(rows, commit)
      }),
    async end() {
      hasEnded = true
      await turn
    },
    async drain() {
      hasEnded = true
      await turn
      await underWay
      await mark()
    },
  }
}

/** Closes a number whose body is gone: its token can no longer be sent whole. */
function tombstone(lane: string, { seq, digest }: SentToken, now: Date): PendingRow {
  const claims = JSON.stringify({ num: seq, sub: digest })
  return { jti: randomUUID(), lane, kind: 'tombstone', claims, createdAt: now.toISOString() }
}

/** The values of stored tokens. One whose body is gone has been receipted, or is closed by a tombstone. */
function values(member: string, tokens: readonly SentToken[]): readonly Uint8Array[] {
  return tokens
    .filter(isWhole)
    .map(({ kind, token, jti, iat, data }) => outer(member, kindOf(kind), token, jti, iat, data))
}

function isWhole({ kind, data }: SentToken): boolean {
  return data !== null || !carriesData(kind)
}

/** Fetches the bodies that this process does not hold any more; it made most of them a moment ago. */
async function withBodies(deps: RelayDeps, rows: readonly Pending[]): Promise<readonly PendingWhole[]> {
  const held = rows.map((row) => ({ ...row, data: deps.heldBody(row.jti) ?? null }))
  const missing = held.filter((row) => row.data === null && carriesData(row.kind)).map((row) => row.jti)
  const fetched = missing.length > 0 ? await deps.bodies(missing) : new Map<string, string>()
  return capped(held.map((row) => ({ ...row, data: row.data ?? fetched.get(row.jti) ?? null })))
}

function kindOf(kind: string): TokenKind {
  if (
    kind === 'envelope' ||
    kind === 'receipt' ||
    kind === 'proof' ||
    kind === 'resend' ||
    kind === 'tombstone'
  )
    return kind
  throw new Error('a stored token of no known kind')
}

function capped(rows: readonly PendingWhole[]): readonly PendingWhole[] {
  let bytes = 0
  const fitting = rows.filter(({ data }) => {
    bytes += (data?.length ?? 0) + 2_000
    return bytes <= BATCH_BYTES
  })
  return fitting.length > 0 ? fitting : rows.slice(0, 1)
}
