import { othersOfCase, signedEvent } from './api/opened.ts'
import { keepLog, watchPeers } from './background/log.ts'
import { keepRights } from './background/rights.ts'
import { keepTrust } from './background/trust.ts'
import type { Clients } from './clients.ts'
import type { Config } from './config.ts'
import type { Contradict } from './log/contradictions.ts'
import type { TilesOf } from './log/own-log.ts'
import { type RequeueDeps, requeue } from './receive/requeue.ts'
import { type RepublishDeps, republish } from './relay/republish.ts'
import { type RemindDeps, remind } from './remind.ts'
import { keepRunning } from './runner.ts'
import { dueReferrals, fire } from './store/deadlines.ts'
import { beat, lastBeat } from './store/heartbeat.ts'
import { remembered } from './store/idempotency.ts'
import * as outbox from './store/lane/outbox.ts'
import { waitingMessages } from './store/lane/quarantine.ts'
import type { Replica } from './store/replica.ts'
import type { Command, Refused, Submitted } from './submit.ts'
import { type OutageDeps, watchOutage } from './time/outage.ts'
import { registerOf } from './trust/register.ts'

export interface BackgroundDeps {
  readonly config: Pick<
    Config,
    'checkpointMs' | 'witnessPolicy' | 'tsa' | 'monitorMs' | 'logPad' | 'proofOverdueMs' | 'directory'
  >
  /** Producer and consumer both work. */
  readonly isBrokerWell: () => boolean
  readonly replica: Replica
  readonly tilesOf: TilesOf
  /** Keeps a body until its number is committed, so that it need not be read back. */
  readonly holdBody: (jti: string, data: string) => void
  readonly receiver: RequeueDeps['receiver']
  readonly submit: (command: Command) => Promise<Submitted | Refused>
  readonly contradict: Contradict
  /** Told of each version of the directory: it may have lanes that we did not know. */
  readonly adopted: () => void
  /** Tells the relay that a lane has work. */
  readonly wake: (lane: string) => void
}

export interface Background {
  /** How long ago the checkpointer last went through its work. */
  readonly checkpointAgeMs: () => number | undefined
  /** Somebody has broken the glass: the other member is told now. */
  readonly glassBroken: () => void
  /** A message waits from now on for a directory or a clock: what it waits for may have come meanwhile. */
  readonly heldBack: () => void
  /** Resolves when every pass under way is over. */
  stop(): Promise<void>
}

const EVERY_SECOND = 1_000
const EVERY_TEN_SECONDS = 10_000
const EVERY_THIRTY_SECONDS = 30_000

/** Starts them all. */
export function runInBackground(clients: Clients, deps: BackgroundDeps): Background {
  const { member, now, logger, metrics, fault, alarm, vault, store, directory, reached, time } = clients
  const { replica, receiver, submit, wake } = deps

  const { checkpointAgeMs, runners: logging } = keepLog(clients, deps)

  const requeuer = keepRunning(
    () => requeue({ now, waiting: (at, after) => waitingMessages(store, at, after), receiver }),
    EVERY_TEN_SECONDS,
    fault('requeue'),
  )

  const republishDeps: RepublishDeps = {
    member,
    now,
    directory,
    unreceipted: (lane, olderThan, lastBefore) => outbox.unreceipted(store, lane, olderThan, lastBefore),
    queueAgain: (lane, tokens, at) => outbox.queueResends(store, lane, tokens, at),
    signedEvent: (digest) => signedEvent(store, vault, digest),
    commitAnew: (old, pending, data) => outbox.commitAnew(store, old, pending, data),
    wake,
    alarm,
  }
  const republisher = keepRunning(
    async () => {
      for (const lane of clients.outgoing()) {
        if (await replica.holds(`relay ${lane}`)) await republish(republishDeps, lane)
      }
      return 0
    },
    EVERY_THIRTY_SECONDS,
    fault('republish'),
  )

  const remindDeps: RemindDeps = {
    member,
    now,
    due: (at) => dueReferrals(store, at),
    load: async (id) => (await clients.load([id])).get(id),
    deadlinesOf: time.deadlinesOf,
    register: () => registerOf(directory()),
    submit,
    othersOf: othersOfCase(store, clients.load),
    fingerprint: vault.fingerprint,
    fire: (firing) => fire(store, firing),
    fired: (referral, { deadline, stage, nth }) => {
      const [name = deadline] = deadline.split(':')
      metrics.reminders.inc({ deadline: name, stage })
      logger.info({ referral, deadline, stage, nth }, 'due')
    },
    onRefusal: (referral, verb, code) =>
      logger.warn({ referral, verb, code }, 'what has come about could not be written down'),
    reached,
  }
  const reminder = keepRunning(
    async () => ((await replica.holds('remind')) ? await remind(remindDeps) : 0),
    EVERY_SECOND,
    fault('remind'),
  )

  const outageDeps: OutageDeps = {
    member,
    now,
    clockOffset: clients.clock.offset,
    add: time.add,
    directory,
    peers: () => clients.outgoing().map((lane) => directory().lane(lane)?.to ?? lane),
    lastBeat: () => lastBeat(store),
    beat: (heartbeat) => beat(store, heartbeat),
    isWell: deps.isBrokerWell,
    mayAnnounce: () => replica.holds('outage'),
    submit,
    announced: async (key) => (await remembered(store, key))?.referral ?? undefined,
    fingerprint: vault.fingerprint,
    alarm,
    reached,
  }
  const rights = keepRights(clients, deps)
  clients.clock.onMoved(() => {
    reminder.wake()
    // The others' clocks may have moved first: their messages were of later, and now they are not.
    requeuer.wake()
    rights.retention.wake()
  })

  const watcher = keepRunning(() => watchOutage(outageDeps), EVERY_TEN_SECONDS, fault('outage'))

  const runners = [
    ...logging,
    watchPeers(clients, deps),
    ...keepTrust(clients, deps, republishDeps, () => {
      deps.adopted()
      requeuer.wake()
    }),
    ...Object.values(rights),
    ...[requeuer, republisher, reminder, watcher],
  ]
  return {
    glassBroken: rights.glass.wake,
    heldBack: requeuer.wake,
    checkpointAgeMs,
    stop: async () => {
      await Promise.all(runners.map((runner) => runner.stop()))
    },
  }
}
