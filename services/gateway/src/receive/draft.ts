/**
 * What a batch of messages will change, gathered message by message and committed once. Later messages of the
 * batch see what earlier ones did: the lane's position, the tokens, the referrals.
 */
import { type KeyObject, randomBytes, randomUUID } from 'node:crypto'
import { canonicalBytes, type Event } from '@onward/contract'
import { type History, outsideRulesOf, statement } from '@onward/referral'
import { type Claims, type LanePosition, makeReceipt, type SeenToken } from '@onward/seal'
import { type KnownReferral, type Receipted, referralChange } from '../case/known-referral.ts'
import type { CountedAnswer } from '../receivers/answers.ts'
import type { Override } from '../rights/override.ts'
import type { Change } from '../store/commit.ts'
import type { QuarantineRow } from '../store/rows.ts'
import type { DeadlinesOf } from '../time/working-time.ts'
import type { Vault } from '../trust/vault.ts'

/** A referral while a batch changes it. `version` 0: it is new here. */
export interface Working {
  readonly id: string
  readonly version: number
  readonly dataKey: KeyObject
  /** To store with a new referral. */
  readonly wrapped?: Uint8Array | undefined
  history: History
  readonly receipted: readonly Receipted[]
  changed: boolean
}

type Lists = {
  -readonly [K in keyof Change]-?: NonNullable<Change[K]> extends readonly (infer Row)[] ? Row[] : never
}

export class Draft {
  readonly lane: string
  readonly at: string
  position: LanePosition
  /** jti → token, of every one received before that this batch asks about, and of the batch itself. */
  readonly tokens: Map<string, SeenToken>
  /** `<ep> <seq>` → digest, where the position alone cannot tell. */
  readonly numbers: Map<string, string>
  /** What people are told of once it is committed. */
  readonly overrides: Override[] = []
  readonly #referrals = new Map<string, Working>()
  readonly #erased = new Set<string>()
  readonly #vault: Vault
  readonly #deadlinesOf: DeadlinesOf
  readonly #pairedLane: string
  readonly change: Pick<
    Lists,
    | 'events'
    | 'voids'
    | 'leaves'
    | 'pending'
    | 'received'
    | 'receiptsOut'
    | 'receiptsIn'
    | 'proofsIn'
    | 'peerNotes'
    | 'resends'
    | 'duplicates'
    | 'quarantine'
    | 'quarantineBodies'
    | 'outcomes'
    | 'flood'
    | 'outside'
    | 'answers'
  > = {
    events: [],
    voids: [],
    leaves: [],
    pending: [],
    received: [],
    receiptsOut: [],
    receiptsIn: [],
    proofsIn: [],
    peerNotes: [],
    resends: [],
    duplicates: [],
    quarantine: [],
    quarantineBodies: [],
    outcomes: [],
    flood: [],
    outside: [],
    answers: [],
  }

  constructor(begin: {
    lane: string
    pairedLane: string
    at: string
    vault: Vault
    deadlinesOf: DeadlinesOf
    position: LanePosition
    tokens: ReadonlyMap<string, SeenToken>
    numbers: ReadonlyMap<string, string>
    referrals: ReadonlyMap<string, KnownReferral>
  }) {
    this.lane = begin.lane
    this.at = begin.at
    this.position = begin.position
    this.tokens = new Map(begin.tokens)
    this.numbers = new Map(begin.numbers)
    this.#vault = begin.vault
    this.#deadlinesOf = begin.deadlinesOf
    this.#pairedLane = begin.pairedLane
    for (const [id, { version, history, dataKey, receipted, erased }] of begin.referrals) {
      if (!dataKey || erased) this.#erased.add(id)
      else {
        this.#referrals.set(id, {
          id,
          version,
          dataKey,
          history,
          receipted,
          changed: false,
        })
      }
    }
  }

  /** A referral whose content is gone: nothing can be added to it, and it must not begin anew. */
  isErased(id: string): boolean {
    return this.#erased.has(id)
  }

  /** A referral known before this batch, or begun in it. */
  referral(id: string): Working | undefined {
    return this.#referrals.get(id)
  }

  /** Records an event of the peer, applied or void, with its content under the referral's data key. */
  record(
    event: Event,
    digest: string,
    author: string,
    jws: string,
    standing: 'applied' | 'void',
    code?: string,
  ): void {
    const working = this.#referrals.get(event.subject) ?? this.#begin(event.subject)
    working.history = [...working.history, { event, digest, standing }]
    working.changed = true
    if (standing === 'applied') this.change.outside.push(...outsideRulesOf(statement(event.type, event.data)))
    this.change.events.push({
      id: event.id,
      author,
      referral: event.subject,
      sequence: event.sequence,
      type: event.type,
      digest,
      at: event.time,
      recordedAt: this.at,
      content: this.#vault.lock(working.dataKey, digest, jws),
    })
    if (standing === 'void') this.change.voids.push({ digest, code: code ?? 'BIZ_STATE', at: this.at })
  }

  /** Notes an override in the audit log, and keeps it for those who must be told. */
  note(override: Override | undefined): void {
    if (!override) return
    this.overrides.push(override)
    this.change.leaves.push(override.leaf)
  }

  /** An answer of a receiver, if it is one; told to metrics once it is committed. */
  count(answer: CountedAnswer | undefined): void {
    if (answer) this.change.answers.push(answer)
  }

  /** One of our own events was rejected by the peer's signed receipt: both sides fold it as void. */
  voidOwn(referral: string, digest: string, code: string): void {
    const working = this.#referrals.get(referral)
    const own = working?.history.find((recorded) => recorded.digest === digest)
    if (!working || own?.standing !== 'applied') return
    working.history = working.history.map((each) =>
      each === own ? { ...own, standing: 'void' as const } : each,
    )
    working.changed = true
    this.change.voids.push({ digest, code, at: this.at })
  }

  /** Promises a receipt for a manifest of the peer: leaf, receipt row, and the token that waits for its number. */
  receipt(
    manifest: string,
    { cdig }: Pick<Claims['envelope'], 'cdig'>,
    st: 'stored' | 'rejected',
    more: { readonly code?: string; readonly event?: string },
  ): void {
    const salt = randomBytes(32)
    const { content, record } = makeReceipt({ manifest, cdig, st, code: more.code, at: this.at, salt })
    const { leaf: hash, code } = content
    const event = more.event === undefined ? {} : { event: more.event }
    this.change.leaves.push({ hash, salt, record: Buffer.from(canonicalBytes(record)).toString() })
    this.change.receiptsOut.push({
      manifest,
      lane: this.#pairedLane,
      st,
      leaf: hash,
      at: this.at,
      ...event,
      ...(code === undefined ? {} : { code }),
    })
    this.#say('receipt', content)
  }

  /** Asks the peer for numbers that are missing on this lane. */
  askFor(missing: { readonly from: number; readonly to: number }): void {
    this.#say('resend', { from: missing.from, to: missing.to, of: this.position.ep })
  }

  /** Sets a message aside with its code, and returns the entry's id. Its bytes stay, under the member key, unless there is nothing to keep. */
  setAside(row: Omit<QuarantineRow, 'id' | 'lane'>, bytes: Uint8Array | undefined): string {
    const id = randomUUID()
    this.change.quarantine.push({ ...row, id, lane: this.lane })
    if (bytes) this.change.quarantineBodies.push({ id, body: this.#vault.lockBody(id, bytes) })
    return id
  }

  /** One more unauthenticated message of this hour, of which nothing is kept but the count. */
  countFlood(hour: string, code: string): void {
    const at = this.change.flood.findIndex((row) => row.hour === hour && row.code === code)
    const count = (this.change.flood[at]?.count ?? 0) + 1
    this.change.flood.splice(at < 0 ? this.change.flood.length : at, 1, {
      lane: this.lane,
      hour,
      code,
      count,
    })
  }

  /** Everything as one change; the caller adds how far the lane moves. */
  finish(): Change {
    const referrals = [...this.#referrals.values()]
      .filter((working) => working.changed)
      .map(({ id, version, history, wrapped }) =>
        referralChange(history, this.#deadlinesOf, {
          id,
          expected: version,
          at: this.at,
          dataKey: wrapped,
        }),
      )
    return { ...this.change, referrals }
  }

  #begin(id: string): Working {
    const { key, wrapped } = this.#vault.newDataKey(id)
    const working: Working = {
      id,
      version: 0,
      dataKey: key,
      wrapped,
      history: [],
      receipted: [],
      changed: false,
    }
    this.#referrals.set(id, working)
    return working
  }

  #say(kind: 'receipt' | 'resend', claims: object): void {
    const pending = {
      jti: randomUUID(),
      lane: this.#pairedLane,
      kind,
      claims: JSON.stringify(claims),
      createdAt: this.at,
    }
    this.change.pending.push(pending)
  }
}
