/** An envelope's effects: applied, rejected, parked or known already; each manifest gets one receipt. */
import { digest as bodyHash, type Event } from '@onward/contract'
import type { Directory } from '@onward/directory'
import { judge } from '@onward/referral'
import { type AuthenticToken, judgeIdentity, type OpenedEnvelope, type SignedEvent } from '@onward/seal'
import { answerIn } from '../receivers/answers.ts'
import { overrideOf } from '../rights/override.ts'
import { registerOf } from '../trust/register.ts'
import type { Draft, Working } from './draft.ts'
import type { Arrival } from './examine.ts'

export interface EnvelopeContext {
  readonly member: string
  readonly directory: Directory
  /** `<author> <id>` → digest of events recorded before this batch (check 18). */
  readonly recorded: ReadonlyMap<string, string>
}

export type Manifest = Extract<AuthenticToken, { kind: 'envelope' }>

/** `parked` names the new quarantine entry, unless the message waits under one already. */
export type Fate =
  | { readonly fate: 'applied' | 'rejected'; readonly code?: string }
  | { readonly fate: 'parked'; readonly id?: string }

/** An event that its author signed and that is refused for its time or its data: its number is used (protocol §4). */
export interface Unreadable {
  readonly ok: false
  readonly code: string
  readonly signed: SignedEvent
}

/** How long a message waits for one that should come before it (protocol §4). */
const PARKED_MS = 24 * 3_600_000

/** Checks 18 and 20, and what follows. `applied` and `rejected` are final: a receipt says so. */
export function receiveEnvelope(
  draft: Draft,
  context: EnvelopeContext,
  { token, opened, arrival }: { token: Manifest; opened: OpenedEnvelope | Unreadable; arrival: Arrival },
): Fate {
  const { cdig, jws, event: attributes } = opened.ok ? opened : opened.signed
  // Sound: an unreadable event is recorded as void only, and of a void event nothing but its attributes is read.
  const event = attributes as Event
  const author = token.claims.iss
  if (draft.isErased(event.subject)) return reject(draft, token, arrival, 'ERASED')
  const working = draft.referral(event.subject)

  const again = working?.history.find((each) => each.digest === cdig)
  if (again) {
    const isApplied = again.standing === 'applied'
    draft.receipt(token.digest, token.claims, isApplied ? 'stored' : 'rejected', {
      event: cdig,
      ...(isApplied ? {} : { code: 'business' }),
    })
    return { fate: isApplied ? 'applied' : 'rejected' }
  }
  const identity = judgeIdentity(
    cdig,
    context.recorded.get(`${author} ${event.id}`) ?? idInDraft(draft, author, event.id),
  )
  const { subject: referral } = event
  if (!identity.ok) return reject(draft, token, arrival, identity.code, { referral })

  // An agreement of other members allows nothing here.
  const named = context.directory.agreement(event.agreement)
  const agreement =
    named?.parties.includes(author) && named.parties.includes(context.member) ? named : undefined

  // What its author had receipted before it wrote this, by its own clock, it had seen. By time and not by lane
  // number: an event that is sealed anew comes under a later number than it was written under.
  const receipted =
    working?.receipted.filter(({ author: of, at }) => of === context.member && at < event.time) ?? []
  const acknowledgedUpTo = Math.max(0, ...receipted.map(({ sequence }) => sequence))
  const register = registerOf(context.directory)
  const verdict = opened.ok
    ? judge({ history: working?.history ?? [], event, agreement, register, acknowledgedUpTo })
    : ({ verdict: 'reject', code: opened.code } as const)
  switch (verdict.verdict) {
    case 'apply':
      draft.record(event, cdig, author, jws, 'applied')
      draft.note(overrideOf(event, { digest: cdig, at: draft.at, member: context.member, agreement }))
      draft.count(answerIn(event, context.directory))
      draft.receipt(token.digest, token.claims, 'stored', { event: cdig })
      return { fate: 'applied' }
    case 'reject':
      // Only what stands under its own number in its own referral can be recorded as void there.
      if (isForeign(working, event)) return reject(draft, token, arrival, verdict.code, { referral })
      draft.record(event, cdig, author, jws, 'void', verdict.code)
      return reject(draft, token, arrival, verdict.code, { event: cdig })
    case 'park':
      if (arrival.waited && draft.at >= parkedUntil(arrival)) {
        draft.record(event, cdig, author, jws, 'void', 'BIZ_PREDECESSOR')
        return reject(draft, token, arrival, 'BIZ_PREDECESSOR', { event: cdig })
      }
      return waitsAs(arrival, 'parked')
        ? { fate: 'parked' }
        : { fate: 'parked', id: park(draft, token, event, arrival) }
    default:
      return verdict satisfies never
  }
}

/** A final no: a rejected receipt, coarse on the wire, and the message kept aside under its exact code. */
export function reject(
  draft: Draft,
  token: Manifest,
  arrival: Arrival,
  code: string,
  { event, referral }: { readonly event?: string; readonly referral?: string } = {},
): Fate {
  draft.receipt(token.digest, token.claims, 'rejected', { code, ...(event === undefined ? {} : { event }) })
  if (!arrival.waited) {
    // What was recorded as void is kept there, and what is said of an erased referral nowhere. Other bytes stay, and
    // say of which referral they are, so that they are erased with it.
    const bytes = event === undefined && code !== 'ERASED' ? arrival.bytes : undefined
    draft.setAside(
      {
        ...{ ...aside(arrival, code), kind: 'envelope', jti: token.claims.jti, digest: token.digest },
        ...(referral !== undefined && { referral }),
      },
      bytes,
    )
  }
  return { fate: 'rejected', code }
}

function park(draft: Draft, token: Manifest, event: Event, arrival: Arrival): string {
  const { subject: referral, sequence } = event
  const named = {
    kind: 'envelope',
    jti: token.claims.jti,
    digest: token.digest,
    referral,
    author: token.claims.iss,
    sequence,
  }
  return draft.setAside(
    { ...aside(arrival, 'SEQ_PARKED'), ...named, state: 'parked', until: parkedUntil(arrival) },
    arrival.bytes,
  )
}

/** It waits so already, and its number is taken. */
export function waitsAs({ waited }: Arrival, state: 'held' | 'parked'): boolean {
  return waited?.settled === true && waited.state === state
}

/** The columns that every message set aside has. */
export function aside(arrival: Arrival, code: string) {
  const { offset, arrivedAt, bytes } = arrival
  return {
    offset,
    arrivedAt: arrivedAt.toISOString(),
    code,
    state: 'quarantined' as const,
    bodyHash: bodyHash(bytes),
    settled: true,
  }
}

function parkedUntil(arrival: Arrival): string {
  return new Date(arrival.arrivedAt.getTime() + PARKED_MS).toISOString()
}

/** The number is taken, or the referral is between other members. */
function isForeign(working: Working | undefined, { source, sequence }: Event): boolean {
  const first = working?.history[0]?.event
  if (!working || !first) return false
  const isParty = source === first.source || source === `urn:onward:member:${first.audience}`
  return (
    !isParty || working.history.some(({ event }) => event.source === source && event.sequence === sequence)
  )
}

function idInDraft(draft: Draft, author: string, id: string): string | undefined {
  return draft.change.events.find((row) => row.author === author && row.id === id)?.digest
}
