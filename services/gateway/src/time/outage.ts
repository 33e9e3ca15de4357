/**
 * Says when this gateway was out of service. An outage is a gap in its heartbeat, so one that was down itself notices
 * at its start. It does not stop the clock of any deadline; after seven hours of our own working time every peer is
 * told (Regulation (EC) No 1560/2003 Art 21), and again when it is over.
 */
import { randomInt } from 'node:crypto'
import type { Directory } from '@onward/directory'
import type { AddTime } from '@onward/referral'
import type { Actor } from '../actor.ts'
import type { Gap } from '../gap.ts'
import type { Heartbeat } from '../store/heartbeat.ts'
import type { Command, Refused, Submitted } from '../submit.ts'

export interface OutageDeps {
  readonly member: string
  readonly now: () => Date
  /** By how much an exercise has moved the clock; what moves the clock is no outage. */
  readonly clockOffset: () => number
  readonly add: AddTime
  readonly directory: () => Directory
  /** The members that we can speak to. */
  readonly peers: () => readonly string[]
  readonly lastBeat: () => Promise<Heartbeat | undefined>
  readonly beat: (heartbeat: Heartbeat) => Promise<void>
  /** Database and broker both answer. */
  readonly isWell: () => boolean
  /** True in one replica at a time. Any replica that is well keeps the heart beating. */
  readonly mayAnnounce: () => Promise<boolean>
  readonly submit: (command: Command) => Promise<Submitted | Refused>
  /** The announcement that was made under this key before, if any: its id. */
  readonly announced: (key: AnnouncementKey) => Promise<string | undefined>
  readonly fingerprint: (text: string) => Uint8Array
  readonly alarm: (code: string, facts: Readonly<Record<string, string | number>>) => void
  readonly reached: (gap: Gap) => void
}

export interface AnnouncementKey {
  readonly principal: string
  readonly method: string
  readonly path: string
  readonly key: string
}

/** Regulation (EC) No 1560/2003 Art 21(2). */
const ANNOUNCED_AFTER = { workingHours: 7 } as const
const BEAT_EVERY_MS = 60_000

/**
 * One look. What it says it says once: the key of an announcement is the heartbeat that the outage began with, and that
 * stays until the end has been said to everybody. Resolves with 0: it never hurries.
 */
export async function watchOutage(deps: OutageDeps): Promise<number> {
  const now = deps.now()
  const clockOffset = deps.clockOffset()
  const last = await deps.lastBeat()
  if (!last) {
    if (deps.isWell()) await deps.beat({ at: now, clockOffset })
    return 0
  }
  const beganAt = new Date(last.at.getTime() + clockOffset - last.clockOffset)
  const isOutage = deps.add(deps.member, beganAt.toISOString(), ANNOUNCED_AFTER) <= now.toISOString()
  if (isOutage) {
    if (!(await deps.mayAnnounce())) return 0
    for (const peer of deps.peers()) {
      const announcement = await announce(deps, peer, last.at, beganAt)
      if (announcement !== undefined && deps.isWell()) await end(deps, announcement, now)
    }
  }
  if (!deps.isWell()) return 0
  const isTime = now.getTime() - beganAt.getTime() >= BEAT_EVERY_MS
  if (isOutage || isTime) await deps.beat({ at: now, clockOffset })
  return 0
}

/** Tells a peer that we are out of service, unless it has been told; resolves with the id of the announcement. */
async function announce(
  deps: OutageDeps,
  peer: string,
  lastBeat: Date,
  beganAt: Date,
): Promise<string | undefined> {
  const { member } = deps
  const scope = { principal: 'gateway', method: 'POST', path: `outage/${peer}`, key: lastBeat.toISOString() }
  const before = await deps.announced(scope)
  if (before !== undefined) return before
  const data = {
    caseRef: newReference(member),
    purpose: 'InformationOnly',
    from: focalPointOf(deps.directory(), member),
    to: focalPointOf(deps.directory(), peer),
    beganAt: beganAt.toISOString(),
    planned: false,
  }
  const outcome = await deps.submit({
    verb: 'announceOutage',
    data,
    actor: actorOf(member),
    idempotency: { ...scope, request: deps.fingerprint(scope.path) },
  })
  if (!outcome.accepted) {
    deps.alarm('OUTAGE_NOT_ANNOUNCED', { peer, reason: outcome.code })
    return undefined
  }
  deps.alarm('OUTAGE_ANNOUNCED', { peer, began: beganAt.toISOString() })
  deps.reached('outage.announced')
  return outcome.referral
}

/** The second time it is refused, for an outage that is over cannot end: so it is said once. */
async function end(deps: OutageDeps, referral: string, now: Date): Promise<void> {
  const data = { endedAt: now.toISOString() }
  const outcome = await deps.submit({ verb: 'endOutage', data, referral, actor: actorOf(deps.member) })
  if (!outcome.accepted && outcome.code !== 'NOT_IN_THIS_STATE')
    deps.alarm('OUTAGE_NOT_ENDED', { referral, reason: outcome.code })
}

/** The member's focal point as the directory names it; the member itself where it names none. */
function focalPointOf(directory: Directory, member: string) {
  const organisations = directory.member(member)?.organisations ?? []
  const focalPoint = organisations.find(({ roles }) => roles.includes('FocalPoint'))
  return { member, organisation: focalPoint?.id ?? member, role: 'FocalPoint' }
}

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A reference of its own: it is about no case. */
function newReference(member: string): string {
  return `${member}-G-${Array.from({ length: 6 }, () => LETTERS[randomInt(LETTERS.length)]).join('')}`
}

function actorOf(member: string): Actor {
  return { member, organisation: member, role: 'gateway', staffId: 'gateway' }
}
