/**
 * Messages without a receipt (protocol §3.4): the same bytes go out again after 15 minutes, with an alarm, then every
 * hour; a day before their manifest expires the event is sealed anew, under a new `jti` and number, the same signed
 * event inside.
 */
import { randomUUID } from 'node:crypto'
import type { Directory } from '@onward/directory'
import { resealJws } from '@onward/seal'
import type { Unreceipted } from '../store/lane/outbox.ts'
import type { PendingRow } from '../store/rows.ts'

export interface RepublishDeps {
  readonly member: string
  readonly now: () => Date
  readonly directory: () => Directory
  readonly unreceipted: (
    lane: string,
    olderThanSeconds: number,
    lastBefore: Date,
  ) => Promise<readonly Unreceipted[]>
  readonly queueAgain: (lane: string, tokens: readonly Unreceipted[], at: Date) => Promise<void>
  /** The inner JWS of one of our events; undefined once erased. */
  readonly signedEvent: (digest: string) => Promise<string | undefined>
  readonly commitAnew: (old: string, pending: PendingRow, data: string) => Promise<void>
  readonly wake: (lane: string) => void
  readonly alarm: (code: string, facts: Readonly<Record<string, string | number>>) => void
}

const ALARM_SECONDS = 15 * 60
const AGAIN_MS = 3_600_000
/** The life of a manifest less a day: then it is sealed anew, in seconds. */
const ANEW_SECONDS = 29 * 86_400

/** One round over a lane. Resolves with 0: it never hurries. */
export async function republish(deps: RepublishDeps, lane: string): Promise<number> {
  const now = deps.now()
  const seconds = Math.floor(now.getTime() / 1000)
  const silent = await deps.unreceipted(lane, seconds - ALARM_SECONDS, new Date(now.getTime() - AGAIN_MS))
  if (silent.length === 0) return 0
  deps.alarm('RECEIPT_MISSING', { lane, count: silent.length })
  const { ending = [], living = [] } = Object.groupBy(silent, ({ iat }) =>
    seconds - iat > ANEW_SECONDS ? 'ending' : 'living',
  )
  if (living.length > 0) await deps.queueAgain(lane, living, now)
  for (const token of ending) await sealAnew(deps, lane, token)
  deps.wake(lane)
  return 0
}

/** Under a new `jti`, and then a new number, the same signed event; false, with an alarm, when it cannot be. */
export async function sealAnew(
  deps: Pick<RepublishDeps, 'member' | 'now' | 'directory' | 'signedEvent' | 'commitAnew' | 'alarm'>,
  lane: string,
  { jti: old, event }: Pick<Unreceipted, 'jti' | 'event'>,
): Promise<boolean> {
  const [, aud = ''] = lane.split('.')
  const now = deps.now()
  const jws = await deps.signedEvent(event)
  const to = deps.directory().current(aud, 'enc', now.getTime() / 1000)
  if (jws === undefined || !to) {
    deps.alarm('NOT_SEALED_ANEW', { lane })
    return false
  }
  const jti = randomUUID()
  const { jwe, dig } = resealJws({ jws, to, iss: deps.member, aud, jti })
  const claims = JSON.stringify({ dig, cdig: event })
  await deps.commitAnew(
    old,
    { jti, lane, kind: 'envelope', event, claims, createdAt: now.toISOString() },
    jwe,
  )
  return true
}
