/** A referral as the steps know it: its history opened, and the view that the history gives. */
import type { KeyObject } from 'node:crypto'
import type { Event } from '@onward/contract'
import { fold, type History, status } from '@onward/referral'
import type { ReferralChange } from '../store/commit.ts'
import type { LocalRow } from '../store/local.ts'
import type { StoredReferral } from '../store/referrals.ts'
import { deadlineRows, nextDue } from '../time/due.ts'
import type { DeadlinesOf } from '../time/working-time.ts'
import type { Vault } from '../trust/vault.ts'
import { type Kept, openLocal } from './local-records.ts'

export interface Receipted {
  readonly author: string
  readonly sequence: number
  readonly at: string
}

export interface KnownReferral {
  readonly id: string
  readonly caseRef: string
  readonly sender: string
  readonly receiver: string
  /** The case here that it belongs to; never told to another member. */
  readonly localCase: string
  /** Counts the commits that changed it; what a person saw is named by it (ETag). */
  readonly version: number
  readonly history: History
  /** Which events the other side has receipted as stored, and when by its own clock. */
  readonly receipted: readonly Receipted[]
  /** Undefined once erased. */
  readonly dataKey: KeyObject | undefined
  readonly erased: boolean
  /** What is known of its case here and never sent, the oldest first. */
  readonly kept: readonly Kept[]
}

/** Opens a stored referral: its data key, then every event's content. An erased one has no history. */
export function openReferral(
  vault: Vault,
  { view, wrappedKey, events }: StoredReferral,
  local: readonly LocalRow[],
): KnownReferral {
  const { id, caseRef, sender, receiver, case: localCase, version } = view
  const named = { id, caseRef, sender, receiver, localCase, version, kept: openLocal(vault, local) }
  if (!wrappedKey) return { ...named, history: [], receipted: [], dataKey: undefined, erased: true }
  const dataKey = vault.unwrap(id, wrappedKey)
  const history = events.map((stored) => ({
    event: eventIn(vault.unlock(dataKey, stored.digest, stored.content)),
    digest: stored.digest,
    standing: stored.void ? ('void' as const) : ('applied' as const),
  }))
  const receipted = events.flatMap(({ author, sequence, storedAt }) =>
    storedAt ? [{ author, sequence, at: storedAt }] : [],
  )
  return { ...named, history, receipted, dataKey, erased: false }
}

/**
 * What was loaded, and those among the asked that were erased before this database was restored: nothing of them is known
 * but that they are erased.
 */
export function erasedElsewhere(
  forgotten: ReadonlySet<string>,
  asked: readonly string[],
  loaded: ReadonlyMap<string, KnownReferral>,
): ReadonlyMap<string, KnownReferral> {
  const erased = forgotten.size === 0 ? [] : asked.filter((id) => forgotten.has(id))
  if (erased.length === 0) return loaded
  const unknown = { caseRef: '', sender: '', receiver: '', localCase: '', version: 0, kept: [] }
  const nothing = { history: [], receipted: [], dataKey: undefined, erased: true }
  return new Map([...loaded, ...erased.map((id) => [id, { id, ...unknown, ...nothing }] as const)])
}

/** The row that this history gives, with what is due. `expected` is the version it replaces; 0 begins a referral. */
export function referralChange(
  history: History,
  deadlinesOf: DeadlinesOf,
  row: {
    readonly id: string
    readonly expected: number
    readonly at: string
    readonly dataKey?: Uint8Array | undefined
  },
): ReferralChange {
  const referral = fold(history)
  const [first] = history
  if (!referral || !first) throw new Error('a referral without an event')
  const { consent, offer } = referral.facets
  const running = deadlinesOf(referral, row.at)
  const isCurrent = consent.state === 'granted' || consent.state === 'narrowed'
  return {
    ...row,
    version: row.expected + 1,
    // Both stand on every event, so a withdrawal that overtakes the offer has them too.
    caseRef: first.event.correlation,
    purpose: first.event.purpose,
    sender: referral.sender,
    receiver: referral.receiver,
    urgency: offer.terms?.urgency ?? 'unknown',
    status: status(referral),
    consentUntil: isCurrent ? consent.permission?.validUntil : undefined,
    transfers: offer.terms?.transfersResponsibility ?? false,
    nextDue: nextDue(referral, running),
    deadlines: deadlineRows(referral, running, history),
  }
}

/** The event inside an inner JWS that was checked before it was stored; the vault vouches for the bytes. */
function eventIn(jws: Buffer): Event {
  const text = jws.toString('latin1')
  const payload = text.slice(text.indexOf('.') + 1, text.lastIndexOf('.'))
  // Sound: these bytes passed decodeEvent (or encodeEvent made them) before they were locked.
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Event
}
