/** What becomes of one message of a batch: checks 10–20 in order, and the effects of the first that decides. */
import { type AuthenticToken, judgePosition, judgeToken, type RefusalClass } from '@onward/seal'
import type { ReceiveDeps } from '../receive.ts'
import { receiveProof, receiveReceipt, receiveResend, receiveTombstone } from './answer.ts'
import type { Draft } from './draft.ts'
import { aside, receiveEnvelope, reject, type Unreadable, waitsAs } from './envelope.ts'
import { type Arrival, type Examined, examine } from './examine.ts'
import type { Recalled } from './recall.ts'

/** How long a message may wait for a directory or a clock (protocol §4), and how often a duplicate is answered. */
const HELD_MS = 10 * 60_000
const ANSWER_EVERY_MS = 10 * 60_000
/** Unauthenticated messages kept with their bytes, an hour and lane (protocol §5). */
const UNAUTHENTICATED_AN_HOUR = 100

/** `aside`: the database refused this message's effects before; only its number counts now. */
export function settle(
  deps: ReceiveDeps,
  recalled: Recalled,
  examined: Examined,
  mode: 'whole' | 'aside',
): void {
  const { draft } = recalled
  const { arrival, authentication } = examined
  const { token } = authentication
  if (!token) return setAsideUnknown(deps, recalled, examined)

  const place = arrival.waited?.settled ? undefined : takePlace(deps, draft, token)
  if (typeof place === 'string') {
    if (place === 'DUPLICATE' && authentication.ok) {
      // While it waited for a key or an epoch, its number was asked for again, and that copy was taken.
      if (arrival.waited) return finish(draft, arrival, 'superseded')
      return answerDuplicate(recalled, token, deps)
    }
    // A new epoch that our directory does not have yet: nothing is judged of it before.
    if (
      place === 'EPOCH_UNKNOWN' &&
      mayWait(deps, arrival) &&
      (authentication.ok || authentication.class === 'hold')
    )
      return holdUnplaced(deps, draft, arrival, token)
    // The order of the checks decides the code: 10 and 11 come before 12 and 13.
    return setAside(deps, draft, examined, token, authentication.ok ? place : authentication.code)
  }
  if (place?.missing) {
    deps.alarm('SEQ_GAP', { lane: draft.lane, from: place.missing.from, to: place.missing.to })
    draft.askFor(place.missing)
  }
  if (mode === 'aside') return setAside(deps, draft, examined, token, 'INTERNAL')
  if (!authentication.ok && authentication.code === 'DIG_MISMATCH') {
    // Whoever can write to the lane can exchange the data of an honest token: that must not void the event. The
    // number is taken, no receipt is given, and the sender is asked for what it signed.
    const { seq, jti } = token.claims
    draft.tokens.set(jti, { digest: token.digest, data: 'refused' })
    draft.askFor({ from: seq, to: seq })
    return setAside(deps, draft, examined, token, authentication.code)
  }
  if (!authentication.ok)
    return refuseMessage(deps, draft, examined, token, authentication.code, authentication.class)
  if (place?.refusal) return refuseMessage(deps, draft, examined, token, place.refusal, 'alert')

  const { message } = authentication
  switch (message.kind) {
    case 'envelope': {
      const { opened } = examined
      if (opened?.ok) return settleEnvelope(deps, recalled, { token: message, opened, arrival })
      const event = unreadable(deps, examined)
      if (event) {
        if (opened?.class === 'alert')
          deps.alarm(event.code, { lane: draft.lane, offset: Number(arrival.offset) })
        return settleEnvelope(deps, recalled, { token: message, opened: event, arrival })
      }
      return refuseMessage(deps, draft, examined, token, opened?.code ?? 'INTERNAL', opened?.class ?? 'alert')
    }
    case 'receipt':
      receiveReceipt(draft, message, recalled.sent.get(message.claims.sub), arrival)
      return finish(draft, arrival, 'applied')
    case 'proof':
      return receiveProof(
        draft,
        message,
        recalled.promised,
        { ...recalled, isCosigned: deps.isCosigned },
        arrival,
      ) === 'early' && mayWait(deps, arrival)
        ? holdSettled(draft, arrival, 'PROOF_EARLY', token)
        : finish(draft, arrival, 'applied')
    case 'resend':
      receiveResend(draft, message, deps.pairedLane(draft.lane))
      return finish(draft, arrival, 'applied')
    case 'tombstone':
      receiveTombstone(draft, message, arrival)
      return finish(draft, arrival, 'applied')
    default:
      return message satisfies never
  }
}

/** Checks 12 and 13. An accepted token moves the lane, whatever else is found. */
function takePlace(deps: ReceiveDeps, draft: Draft, token: AuthenticToken) {
  const { claims, digest, kind } = token
  const identity = judgeToken(digest, draft.tokens.get(claims.jti))
  if (!identity.ok) return identity.code
  // Its data had been exchanged on the way; now it came as its sender signed it, and its number is judged already.
  if (identity.verdict === 'again') {
    draft.tokens.set(claims.jti, { digest, data: 'taken' })
    return undefined
  }
  const lane = deps.directory().lane(draft.lane) ?? { epoch: draft.position.ep, start: '0' }
  const recorded = draft.numbers.get(`${claims.ep} ${claims.seq}`)
  const nowSeconds = Math.floor(deps.now().getTime() / 1000)
  const judged = judgePosition(draft.position, token, { lane, recorded, nowSeconds })
  if (!judged.accepted) return judged.code
  draft.position = judged.position
  draft.tokens.set(claims.jti, { digest, data: 'taken' })
  draft.numbers.set(`${claims.ep} ${claims.seq}`, digest)
  const { ep, seq, jti } = claims
  draft.change.received.push({
    lane: draft.lane,
    ep,
    seq,
    kind,
    jti,
    digest,
    token: token.token,
    at: draft.at,
  })
  return judged
}

function settleEnvelope(
  deps: ReceiveDeps,
  recalled: Recalled,
  envelope: Parameters<typeof receiveEnvelope>[2],
): void {
  const { draft, waiting } = recalled
  const context = { member: deps.member, directory: deps.directory(), recorded: recalled.recorded }
  const { opened } = envelope
  const { subject: referral } = opened.ok ? opened.event : opened.signed.event
  const fate = receiveEnvelope(draft, context, envelope)
  if (fate.fate === 'parked') {
    if (fate.id === undefined) return
    finish(draft, envelope.arrival, 'superseded')
    const waited = { id: fate.id, state: 'parked', settled: true } as const
    waiting.push({ referral, arrival: { ...envelope.arrival, waited } })
    return
  }
  finish(draft, envelope.arrival, fate.fate, fate.code)
  // Something of this referral is settled: what waited behind it may go on, one after the other.
  const next = waiting.find(
    (each) => each.referral === referral && each.arrival.waited?.id !== envelope.arrival.waited?.id,
  )
  if (next) settleWaiting(deps, recalled, referral)
}

/** Signed for us, but refused for its time or its data, and time will not heal it any more. */
function unreadable(deps: ReceiveDeps, { opened, arrival }: Examined): Unreadable | undefined {
  if (!opened || opened.ok || !opened.signed) return undefined
  const { code, signed } = opened
  return opened.class === 'hold' && mayWait(deps, arrival) ? undefined : { ok: false, code, signed }
}

function settleWaiting(deps: ReceiveDeps, recalled: Recalled, referral: string): void {
  const context = { member: deps.member, directory: deps.directory(), recorded: recalled.recorded }
  for (let progress = true; progress; ) {
    progress = false
    for (const each of recalled.waiting.filter((waiting) => waiting.referral === referral)) {
      const { authentication, opened } = examine(deps, each.arrival)
      if (!authentication.ok || authentication.message.kind !== 'envelope' || !opened?.ok) continue
      const fate = receiveEnvelope(recalled.draft, context, {
        token: authentication.message,
        opened,
        arrival: each.arrival,
      })
      if (fate.fate === 'parked') continue
      finish(recalled.draft, each.arrival, fate.fate, fate.code)
      recalled.waiting.splice(recalled.waiting.indexOf(each), 1)
      progress = true
    }
  }
}

/** An exact replay has no effect; our receipt goes out again, at most every ten minutes. */
function answerDuplicate({ draft, answered }: Recalled, { digest }: AuthenticToken, deps: ReceiveDeps): void {
  const answer = answered.get(digest)
  if (!answer) return
  if (answer.at && deps.now().getTime() - answer.at.getTime() < ANSWER_EVERY_MS) return
  if (draft.change.duplicates.some(({ manifest }) => manifest === digest)) return
  draft.change.duplicates.push({ manifest: digest, at: draft.at })
  draft.change.resends.push({ lane: answer.lane, ep: answer.ep, from: answer.seq, to: answer.seq })
}

/** Refused at 10–19: held while time may heal it, else a final no that an envelope's sender is told. */
function refuseMessage(
  deps: ReceiveDeps,
  draft: Draft,
  { arrival }: Examined,
  token: AuthenticToken,
  code: string,
  severity: RefusalClass,
): void {
  if (severity === 'hold' && mayWait(deps, arrival)) {
    if (code === 'DIR_STALE') deps.refreshDirectory()
    return holdSettled(draft, arrival, code, token)
  }
  if (severity === 'alert') deps.alarm(code, { lane: draft.lane, offset: Number(arrival.offset) })
  if (token.kind === 'envelope') {
    reject(draft, token, arrival, code)
    return finish(draft, arrival, 'rejected', code)
  }
  if (arrival.waited) return finish(draft, arrival, 'failed', code)
  const named = { kind: token.kind, jti: token.claims.jti, digest: token.digest }
  draft.setAside({ ...aside(arrival, code), ...named }, arrival.bytes)
}

/**
 * Waits for a directory, for a clock, or as a proof for the receipt that promises its leaves, its number taken. An entry never
 * changes: a message that has waited with its number unjudged waits on under another one, or it would be its own replay.
 */
function holdSettled(draft: Draft, arrival: Arrival, code: string, token: AuthenticToken): void {
  if (waitsAs(arrival, 'held')) return
  finish(draft, arrival, 'superseded')
  hold(draft, arrival, code, token, true)
}

/** Waits for the directory with its number unjudged, so that it is judged as if it came then. */
function holdUnplaced(deps: ReceiveDeps, draft: Draft, arrival: Arrival, token: AuthenticToken): void {
  deps.refreshDirectory()
  if (!arrival.waited) hold(draft, arrival, 'EPOCH_UNKNOWN', token, false)
}

function hold(draft: Draft, arrival: Arrival, code: string, token: AuthenticToken, settled: boolean): void {
  const { kind, digest } = token
  const named = { kind, jti: token.claims.jti, digest, settled, until: heldUntil(arrival) }
  draft.setAside({ ...aside(arrival, code), ...named, state: 'held' }, arrival.bytes)
}

/** Authentic, but not to be applied, and no receipt is due: forks, conflicts, what the database would not have. */
function setAside(
  deps: ReceiveDeps,
  draft: Draft,
  { arrival }: Examined,
  token: AuthenticToken,
  code: string,
): void {
  deps.alarm(code, { lane: draft.lane, offset: Number(arrival.offset) })
  if (arrival.waited) return finish(draft, arrival, 'failed', code)
  draft.setAside(
    { ...aside(arrival, code), kind: token.kind, jti: token.claims.jti, digest: token.digest },
    arrival.bytes,
  )
}

/** Nobody known said this (checks 1–9). Kept for an hour's worth of a hundred, then only counted. */
function setAsideUnknown(deps: ReceiveDeps, recalled: Recalled, { arrival, authentication }: Examined): void {
  const { draft } = recalled
  if (authentication.ok) return
  const { code, facts } = authentication
  const mayHold = authentication.class === 'hold' && mayWait(deps, arrival)
  if (mayHold) deps.refreshDirectory()
  if (arrival.waited) return mayHold ? undefined : finish(draft, arrival, 'failed', code)
  if (authentication.class === 'alert') deps.alarm(code, { lane: draft.lane, offset: Number(arrival.offset) })
  recalled.unauthenticated += 1
  if (recalled.unauthenticated > UNAUTHENTICATED_AN_HOUR) {
    const hour = `${draft.at.slice(0, 13)}:00:00Z`
    draft.countFlood(hour, code)
    return
  }
  const row = { ...aside(arrival, code), settled: false, ...(facts.kind ? { kind: facts.kind } : {}) }
  draft.setAside(mayHold ? { ...row, state: 'held', until: heldUntil(arrival) } : row, arrival.bytes)
}

function finish(
  draft: Draft,
  { waited }: Arrival,
  outcome: 'applied' | 'rejected' | 'superseded' | 'failed',
  code?: string,
): void {
  if (waited)
    draft.change.outcomes.push({
      id: waited.id,
      outcome,
      at: draft.at,
      ...(code === undefined ? {} : { code }),
    })
}

function mayWait(deps: ReceiveDeps, arrival: Arrival): boolean {
  return deps.now().toISOString() < heldUntil(arrival)
}

function heldUntil(arrival: Arrival): string {
  return new Date(arrival.arrivedAt.getTime() + HELD_MS).toISOString()
}
