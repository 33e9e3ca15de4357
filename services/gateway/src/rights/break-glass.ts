/**
 * Broken glass (security §4): a caseworker whom the rule gives no content reads one referral all the same, because it
 * cannot wait. For reading only, for an hour, for one person; a second one confirms it within 15 minutes, or it ends by
 * itself. The leaf is written before anything is shown, the other member and the data-protection officer are told, and
 * somebody else reviews it within 72 hours.
 */
import { digest } from '@onward/contract'
import { v4 as uuidv4 } from 'uuid'
import { type Actor, actorAttribute, holderOf } from '../actor.ts'
import type { KnownReferral } from '../case/known-referral.ts'
import type { AccessRow } from '../store/rights/accesses.ts'
import type { GrantFilter, GrantRow, NewGrant } from '../store/rights/break-glass.ts'
import type { Command } from '../submit.ts'
import type { Vault } from '../trust/vault.ts'
import { accessRow } from './accesses.ts'

/** Why it cannot wait; the words for it are the caller's own. */
export const glassReasons = ['vitalInterests', 'safety', 'courtOrder', 'legalDuty'] as const

const MINUTE_MS = 60_000
const CONFIRMED_WITHIN_MS = 15 * MINUTE_MS
const OPEN_FOR_MS = 60 * MINUTE_MS
const REVIEWED_WITHIN_MS = 72 * 60 * MINUTE_MS
/** More than so many by one person in so long is an alarm of its own. */
const OFTEN = 2
const OFTEN_IN_MS = 30 * 24 * 60 * MINUTE_MS

export interface BreakGlassDeps {
  readonly now: () => Date
  readonly vault: Pick<Vault, 'lock' | 'unlock'>
  readonly store: {
    /** The grant, its leaf and the Idempotency-Key, in one transaction. */
    readonly insert: (
      grant: NewGrant,
      leaf: AccessRow,
      idempotency: NonNullable<Command['idempotency']> & { readonly status: number },
    ) => Promise<void>
    readonly confirm: (grant: GrantRow, by: Second, leaf: AccessRow) => Promise<'committed' | 'taken'>
    readonly review: (
      grant: GrantRow,
      by: Second & { readonly finding: string },
      leaf: AccessRow,
    ) => Promise<'committed' | 'taken'>
    readonly find: (id: string) => Promise<GrantRow | undefined>
    readonly by: (whose: {
      readonly by: string
      readonly referral?: string
      readonly since: string
    }) => Promise<readonly GrantRow[]>
    readonly list: (filter: GrantFilter) => Promise<readonly GrantRow[]>
  }
  /** A security event for people: code and ids only. */
  readonly alarm: (code: string, facts: Readonly<Record<string, string | number>>) => void
  /** Told of each new one, so that the other member is told without delay. */
  readonly broken: () => void
}

interface Second {
  readonly by: string
  readonly at: string
}

/** `waiting`: it is open, and somebody has yet to confirm it. `unconfirmed`: it ended because nobody did. */
export type GrantState = 'waiting' | 'confirmed' | 'unconfirmed' | 'ended'

export interface GrantStanding {
  readonly state: GrantState
  readonly confirmBefore: string
  readonly endsAt: string
  readonly review: { readonly dueAt: string; readonly state: 'due' | 'overdue' | 'done' }
}

/** How a grant stands at this moment; nothing has to happen for it to end. */
export function grantStanding({ at, confirmed, reviewed }: GrantRow, now: Date): GrantStanding {
  const opened = Date.parse(at)
  const age = now.getTime() - opened
  const later = (ms: number) => new Date(opened + ms).toISOString()
  const inTime = confirmed ? 'confirmed' : age < CONFIRMED_WITHIN_MS ? 'waiting' : 'unconfirmed'
  return {
    state: inTime !== 'unconfirmed' && age >= OPEN_FOR_MS ? 'ended' : inTime,
    confirmBefore: later(CONFIRMED_WITHIN_MS),
    endsAt: later(confirmed || age < CONFIRMED_WITHIN_MS ? OPEN_FOR_MS : CONFIRMED_WITHIN_MS),
    review: {
      dueAt: later(REVIEWED_WITHIN_MS),
      state: reviewed ? 'done' : age >= REVIEWED_WITHIN_MS ? 'overdue' : 'due',
    },
  }
}

/** The grant under which this actor reads this referral now, if there is one. */
export async function openGrant(
  { now, store }: Pick<BreakGlassDeps, 'now' | 'store'>,
  referral: string,
  actor: Actor,
): Promise<string | undefined> {
  const at = now()
  const since = new Date(at.getTime() - OPEN_FOR_MS).toISOString()
  const grants = await store.by({ by: actorAttribute(actor), referral, since })
  return grants.find((grant) => isOpen(grantStanding(grant, at)))?.id
}

/** Breaks the glass; from then on this actor reads this referral. */
export async function breakGlass(
  { now, vault, store, alarm, broken }: BreakGlassDeps,
  about: {
    readonly known: KnownReferral
    readonly actor: Actor
    readonly reason: string
    readonly text: string
    readonly idempotency: NonNullable<Command['idempotency']>
  },
): Promise<GrantRow> {
  const { known, actor, reason } = about
  if (!known.dataKey) throw new Error('glass before an erased referral')
  const opened = now()
  const id = uuidv4()
  const text = vault.lock(known.dataKey, id, about.text)
  const by = actorAttribute(actor)
  const grant = { id, referral: known.id, by, reason, text, at: opened.toISOString() }
  const leaf = glassLeaf(grant, actor, { step: 'opened', at: grant.at, reason, text: digest(text) })
  await store.insert(grant, leaf, { ...about.idempotency, status: 201 })
  broken()
  alarm('BREAK_GLASS', { referral: known.id, grant: id, reason })
  const since = new Date(opened.getTime() - OFTEN_IN_MS).toISOString()
  const { length } = await store.by({ by, since })
  if (length > OFTEN) alarm('BREAK_GLASS_OFTEN', { grant: id, count: length })
  return { ...grant, confirmed: null, reviewed: null, notice: null }
}

/** Why a grant cannot be confirmed or reviewed by this person, now. */
export type GlassRefusal = 'FOUR_EYES' | 'BREAK_GLASS_ENDED' | 'NOT_IN_THIS_STATE'

/** The second person confirms it, once, while it waits. */
export async function confirmGlass(
  { now, store }: Pick<BreakGlassDeps, 'now' | 'store'>,
  grant: GrantRow,
  actor: Actor,
): Promise<GrantRow | GlassRefusal> {
  if (isSamePerson(grant.by, actor)) return 'FOUR_EYES'
  const moment = now()
  if (grant.confirmed) return 'NOT_IN_THIS_STATE'
  if (grantStanding(grant, moment).state !== 'waiting') return 'BREAK_GLASS_ENDED'
  const confirmed = { by: actorAttribute(actor), at: moment.toISOString() }
  const leaf = glassLeaf(grant, actor, { step: 'confirmed', at: confirmed.at })
  const outcome = await store.confirm(grant, confirmed, leaf)
  return outcome === 'taken' ? 'NOT_IN_THIS_STATE' : { ...grant, confirmed }
}

/** Somebody who was neither of the two says whether it was justified. */
export async function reviewGlass(
  { now, store }: Pick<BreakGlassDeps, 'now' | 'store'>,
  grant: GrantRow,
  actor: Actor,
  finding: string,
): Promise<GrantRow | GlassRefusal> {
  if (isSamePerson(grant.by, actor) || (grant.confirmed && isSamePerson(grant.confirmed.by, actor)))
    return 'FOUR_EYES'
  if (grant.reviewed) return 'NOT_IN_THIS_STATE'
  const reviewed = { by: actorAttribute(actor), at: now().toISOString(), finding }
  const leaf = glassLeaf(grant, actor, { step: 'reviewed', at: reviewed.at, finding })
  const outcome = await store.review(grant, reviewed, leaf)
  return outcome === 'taken' ? 'NOT_IN_THIS_STATE' : { ...grant, reviewed }
}

/** What its caller wrote; undefined once erased. */
export function glassText(
  { vault }: Pick<BreakGlassDeps, 'vault'>,
  { dataKey }: Pick<KnownReferral, 'dataKey'>,
  { id, text }: GrantRow,
): string | undefined {
  return dataKey && vault.unlock(dataKey, id, text).toString()
}

function isOpen({ state }: GrantStanding): boolean {
  return state === 'waiting' || state === 'confirmed'
}

/** The staff id alone: the same person in another role, or at another desk, is the same person. */
function isSamePerson(attribute: string, { staffId }: Actor): boolean {
  return holderOf(attribute).staffId === staffId
}

function glassLeaf(
  { id, referral }: Pick<NewGrant, 'id' | 'referral'>,
  { staffId, role, organisation }: Actor,
  said:
    | { readonly step: 'opened'; readonly at: string; readonly reason: string; readonly text: string }
    | { readonly step: 'confirmed'; readonly at: string }
    | { readonly step: 'reviewed'; readonly at: string; readonly finding: string },
): AccessRow {
  const who = { actor: staffId, role, organisation }
  return accessRow({ kind: 'access.breakglass', grant: id, referral, ...who, ...said })
}
