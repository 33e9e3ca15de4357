/** Two members' bundles of one referral, held against each other: what one sent, the other received. */
import { type Gap, gapsIn } from './account.ts'
import type { MessageReport, Report } from './report.ts'

/** What the two do not agree on. The codes are public: never rename or reuse one. */
export const differences = {
  REFERRAL_OTHER: 'the two bundles are about different referrals',
  SAME_ISSUER: 'both bundles are of one member',
  NOT_RECEIVED: 'the receiver signed a receipt for it and does not show it',
  NOT_SENT: 'the receiver shows it and its sender does not',
  RECEIPT_DIFFERS: 'the two show different receipts of it',
  LEAF_UNPROVEN: 'one of the two does not show it in its own log',
  SAID_DIFFERS: 'the two say differently what it was',
  LOG_FORKED: 'the two were shown different states of one log',
} as const satisfies Readonly<Record<string, string>>

export type DifferenceCode = keyof typeof differences

export interface Difference {
  readonly code: DifferenceCode
  readonly reason: string
  /** Digest of the manifest. */
  readonly manifest?: string
  readonly lane?: string
  readonly seq?: number
  /** Whose log. */
  readonly origin?: string
}

export interface Comparison {
  /** Both bundles hold, and nothing that one says is contradicted by the other. */
  readonly agrees: boolean
  readonly referral?: string
  /** Who issued the two. */
  readonly members: readonly string[]
  /** Messages that both show: in the log of the sender as sent, in the receiver's as received. */
  readonly matched: number
  /** Sent, and nobody has signed that it arrived. No difference: it may still be on its way. */
  readonly unreceipted: readonly MessageReport[]
  /** Rejected by a receiver that had erased the referral: it has signed that, and keeps nothing of them. */
  readonly afterErasure: readonly MessageReport[]
  /** Numbers of events that neither shows although later ones of their author are shown. */
  readonly gaps: readonly Gap[]
  /** How many states of a member's log the other one has seen, and how many of them that member proves to be its log's. */
  readonly logs: readonly { readonly origin: string; readonly seen: number; readonly confirmed: number }[]
  /** What the receiver has not said to the offer so far. */
  readonly unanswered: readonly ('acknowledged' | 'decided')[]
  readonly differences: readonly Difference[]
}

/** Compares what two members prove of one referral; each report is of `verifyBundle`. Pure. */
export function compareBundles(one: Report, other: Report): Comparison {
  const found: Difference[] = []
  const differ = (code: DifferenceCode, about: Omit<Difference, 'code' | 'reason'> = {}) => {
    found.push({ code, reason: differences[code], ...about })
  }
  if (one.referral !== other.referral) differ('REFERRAL_OTHER')
  if (one.issued?.by === other.issued?.by) differ('SAME_ISSUER')

  const [unreceipted, afterErasure]: [MessageReport[], MessageReport[]] = [[], []]
  let matched = 0
  for (const [own, theirs] of pairs(one, other)) {
    const message = own ?? theirs
    if (!message) continue
    const { manifest, lane, seq } = message
    const [shows, hides] = own ? [one, other] : [other, one]
    const isRejected = message.received?.st === 'rejected'
    const isAfterErasure = !(own && theirs) && isRejected && hasErased(message.to, hides)
    const code = own && theirs ? differenceOf(own, theirs) : absence(message, shows)
    if (isAfterErasure) afterErasure.push(message)
    else if (code) differ(code, { manifest, lane, seq })
    else if (own && theirs) matched += 1
    else unreceipted.push(message)
  }
  for (const origin of forkedIn(one, other)) differ('LOG_FORKED', { origin })
  const isOffer = [...one.messages, ...other.messages].some(({ said }) => said.type === 'referral.submitted')
  const answered = {
    acknowledged: one.acknowledged ?? other.acknowledged,
    decided: one.decided ?? other.decided,
  }
  return {
    agrees: one.holds && other.holds && found.length === 0,
    ...(one.referral === other.referral && one.referral !== undefined && { referral: one.referral }),
    members: [one, other].flatMap(({ issued }) => issued?.by ?? []),
    matched,
    unreceipted,
    afterErasure,
    gaps: gapsIn([...one.messages, ...other.messages]),
    logs: [...seenBy(one, other), ...seenBy(other, one)],
    unanswered: (['acknowledged', 'decided'] as const).filter((answer) => isOffer && !answered[answer]),
    differences: found,
  }
}

/** Every message of either, with what the other has of it. */
function pairs(
  one: Report,
  other: Report,
): readonly (readonly [MessageReport | undefined, MessageReport | undefined])[] {
  const named = ({ messages }: Report) => new Map(messages.map((message) => [message.manifest, message]))
  const [ours, theirs] = [named(one), named(other)]
  return [...new Set([...ours.keys(), ...theirs.keys()])].map((name) => [ours.get(name), theirs.get(name)])
}

/** Both show it: each in its own log, with one receipt, and as one thing. */
function differenceOf(one: MessageReport, other: MessageReport): DifferenceCode | undefined {
  if (one.received?.receipt !== other.received?.receipt) return 'RECEIPT_DIFFERS'
  const isSent = one.logged !== undefined || other.logged !== undefined
  if (!isSent || !one.received?.isProven || !other.received?.isProven) return 'LEAF_UNPROVEN'
  const isSame = (['type', 'sequence', 'time'] as const).every((name) => one.said[name] === other.said[name])
  return isSame ? undefined : 'SAID_DIFFERS'
}

/** One of them does not show it. Only a sender without a receipt may be alone with a message. */
function absence({ from, received }: MessageReport, shownBy: Report): DifferenceCode | undefined {
  if (from !== shownBy.issued?.by) return 'NOT_SENT'
  return received ? 'NOT_RECEIVED' : undefined
}

/** Its own bundle shows the record of it. */
function hasErased(member: string, { issued, erased }: Report): boolean {
  return issued?.by === member && erased.some((record) => record.member === member)
}

function forkedIn(one: Report, other: Report): readonly string[] {
  const roots = new Map(
    one.logs.flatMap(({ origin, checkpoints }) =>
      checkpoints.map(({ size, root }) => [`${origin} ${size}`, root]),
    ),
  )
  return other.logs.flatMap(({ origin, checkpoints }) =>
    checkpoints.some(({ size, root }) => (roots.get(`${origin} ${size}`) ?? root) !== root) ? [origin] : [],
  )
}

/** The states of the log of `own` that the other has seen. In one's own file each is proved to continue the one before. */
function seenBy(witness: Report, own: Report): Comparison['logs'] {
  return own.logs.flatMap(({ origin, member, checkpoints }) => {
    const isOwn = member === own.issued?.by
    const isWhole = !own.missing.some((each) => each.code === 'CONSISTENCY' && each.origin === origin)
    if (!isOwn) return []
    const proved = new Set(isWhole ? checkpoints.map(({ size, root }) => `${size} ${root}`) : [])
    const seen = witness.logs.find((log) => log.origin === origin)?.checkpoints ?? []
    const confirmed = seen.filter(({ size, root }) => proved.has(`${size} ${root}`)).length
    return [{ origin, seen: seen.length, confirmed }]
  })
}
