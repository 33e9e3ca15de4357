/**
 * Check 13: where a token stands on its lane (protocol.md §4). Pure judgement of numbers and chain.
 *
 * A position is the last token of the lane and the gaps below it. A gap is a run of missing numbers together
 * with what is known at its two ends: the digest of the token before it, and the digest that the token after
 * it claims as its `prev`. A late token at an end must fit that end; one in the middle of a gap is taken and
 * splits the gap, and then binds the tokens beside it: they must fit when they come. So at any time, however
 * the tokens arrived, each number has at most one token and any two neighbours link. The position depends
 * only on which tokens were accepted, not on their order; a number once used is never taken again.
 */
import { skew } from './authenticate.ts'

/** A run of missing numbers, `from` to `to` inclusive. */
export interface Gap {
  readonly from: number
  readonly to: number
  /** Digest of the token numbered `from - 1`. */
  readonly before: string
  /** Digest that the token numbered `to` must have; undefined above a number closed by a tombstone. */
  readonly after: string | undefined
}

export interface LanePosition {
  readonly ep: number
  readonly seq: number
  /** Digest of token `seq`; for `seq` 0 what its first token must name as `prev`. */
  readonly digest: string
  /** In order of their numbers. */
  readonly gaps: readonly Gap[]
  /** The highest `iat` accepted, in seconds. */
  readonly lastIat: number
  /** The `nbf` of the newest key accepted, in seconds. */
  readonly keyNbf: number
}

/** What is judged of a token: `AuthenticToken` has this shape. */
export interface Numbered {
  readonly claims: {
    readonly ep: number
    readonly seq: number
    readonly prev: string
    readonly iat: number
  }
  readonly digest: string
  readonly key: { readonly nbf: number }
}

export interface Known {
  /** The lane in the directory: its epoch, and what the first token of that epoch names as `prev`. */
  readonly lane: { readonly epoch: number; readonly start: string }
  /** Digest recorded at the token's number of its epoch; needed when `seq` is not above the position's. */
  readonly recorded?: string | undefined
  readonly nowSeconds: number
}

export type Judgement =
  | {
      readonly accepted: true
      readonly verdict: 'next' | 'ahead' | 'late'
      readonly position: LanePosition
      /** `SEQ_GAP`: the numbers that opened a gap. Raise the alarm and ask for them once. */
      readonly missing?: { readonly from: number; readonly to: number }
      /** The token takes its number, but its message is refused. */
      readonly refusal?: 'TIME_ORDER'
    }
  | {
      readonly accepted: false
      readonly code: 'KEY_SUPERSEDED' | 'EPOCH_UNKNOWN' | 'SEQ_REPLAY' | 'SEQ_FORK'
    }

/** A token may be this far above the position; beyond, nobody could fill the gap. */
export const furthestAhead = 10_000
/** Gaps that a lane may have at a time: an honest lane closes them, and the position is written with every batch. */
export const mostGaps = 1_000

/** Where a lane stands before its first token of an epoch. */
export function startOf({ epoch, start }: Known['lane']): LanePosition {
  return { ep: epoch, seq: 0, digest: start, gaps: [], lastIat: 0, keyNbf: 0 }
}

/**
 * Judges an authentic token (checks 1–9 passed) against its lane. An accepted token moves the lane to
 * `position`, whatever else is found; a refused one leaves it where it was, so a lane is never blocked.
 *
 * - `SEQ_REPLAY`: the number was used for these very bytes, or its epoch is over.
 * - `EPOCH_UNKNOWN`: of an epoch that the directory does not know yet. Only a directory begins one; read it again.
 * - `SEQ_FORK`: the number belongs to other bytes, or the chain does not fit: its sender signed two histories.
 * - `KEY_SUPERSEDED`: a new number by an older key than one seen before. If it was honest (a rotation
 *   overtaken on the way), the next token of the newer key names it in `prev` and it is taken as late.
 */
export function judgePosition(before: LanePosition, token: Numbered, known: Known): Judgement {
  const { claims, digest, key } = token
  const position = inEpoch(before, known.lane)
  if (claims.ep < position.ep) return { accepted: false, code: 'SEQ_REPLAY' }
  if (claims.ep > position.ep) return { accepted: false, code: 'EPOCH_UNKNOWN' }
  if (claims.seq <= position.seq) return judgeLate(position, token, known)

  if (key.nbf < position.keyNbf) return { accepted: false, code: 'KEY_SUPERSEDED' }
  const next = position.seq + 1
  if (claims.seq > position.seq + furthestAhead) return { accepted: false, code: 'SEQ_FORK' }
  if (claims.seq === next && claims.prev !== position.digest) return { accepted: false, code: 'SEQ_FORK' }

  const moved = {
    ...position,
    seq: claims.seq,
    digest,
    // Capped, or one token from a wrong clock would make every later one look too old.
    lastIat: Math.max(position.lastIat, Math.min(claims.iat, known.nowSeconds + skew)),
    keyNbf: key.nbf,
  }
  const refusal = claims.iat < position.lastIat - skew ? ({ refusal: 'TIME_ORDER' } as const) : {}
  if (claims.seq === next) return { accepted: true, verdict: 'next', position: moved, ...refusal }

  if (position.gaps.length >= mostGaps) return { accepted: false, code: 'SEQ_FORK' }
  const missing = { from: next, to: claims.seq - 1 }
  const gaps = [...position.gaps, { ...missing, before: position.digest, after: claims.prev }]
  return { accepted: true, verdict: 'ahead', position: { ...moved, gaps }, missing, ...refusal }
}

/**
 * Closes the number that an accepted tombstone names: its token can no longer be sent. Record `sub` as the
 * digest at `num`, so that the closed token is a replay if it still comes.
 *
 * @param position The position after the tombstone's own number was judged.
 * @param recorded Digest recorded at `num`, if any.
 */
export function closeNumber(
  position: LanePosition,
  { seq, num, sub }: { readonly seq: number; readonly num: number; readonly sub: string },
  recorded: string | undefined,
):
  | { readonly ok: true; readonly position: LanePosition }
  | { readonly ok: false; readonly code: 'SEQ_FORK' } {
  const gap = position.gaps.find(({ from, to }) => from <= num && num <= to)
  if (num >= seq || (!gap && recorded !== sub)) return { ok: false, code: 'SEQ_FORK' }
  if (!gap) return { ok: true, position }
  if (num === gap.to && gap.after !== undefined && gap.after !== sub) return { ok: false, code: 'SEQ_FORK' }
  // What the closed token named as its predecessor stays unknown.
  return { ok: true, position: fill(position, gap, { seq: num, prev: undefined, digest: sub }) }
}

// A later epoch begins with nothing missing: what was not receipted is sealed anew in it.
function inEpoch(position: LanePosition, lane: Known['lane']): LanePosition {
  const { lastIat, keyNbf } = position
  return position.ep < lane.epoch ? { ...startOf(lane), lastIat, keyNbf } : position
}

function judgeLate(position: LanePosition, { claims, digest }: Numbered, { recorded }: Known): Judgement {
  const { seq, prev } = claims
  const gap = position.gaps.find(({ from, to }) => from <= seq && seq <= to)
  if (!gap) return { accepted: false, code: recorded === digest ? 'SEQ_REPLAY' : 'SEQ_FORK' }
  if (seq === gap.from && prev !== gap.before) return { accepted: false, code: 'SEQ_FORK' }
  if (seq === gap.to && gap.after !== undefined && digest !== gap.after) {
    return { accepted: false, code: 'SEQ_FORK' }
  }
  const refusal = claims.iat > position.lastIat + skew ? ({ refusal: 'TIME_ORDER' } as const) : {}
  const lastIat = refusal.refusal ? position.lastIat : Math.max(position.lastIat, claims.iat)
  const filled = fill({ ...position, lastIat }, gap, { seq, prev, digest })
  return { accepted: true, verdict: 'late', position: filled, ...refusal }
}

function fill(
  position: LanePosition,
  gap: Gap,
  { seq, prev, digest }: { readonly seq: number; readonly prev: string | undefined; readonly digest: string },
): LanePosition {
  const rest = [
    { ...gap, to: seq - 1, after: prev },
    { ...gap, from: seq + 1, before: digest },
  ].filter(({ from, to }) => from <= to)
  return { ...position, gaps: position.gaps.flatMap((each) => (each === gap ? rest : [each])) }
}
