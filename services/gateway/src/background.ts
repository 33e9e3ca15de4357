/** What goes on by itself, each step at its own pace: checkpoint, requeue, republish, remind, watch for outages, keys. */
import type { ReadTile } from '@onward/audit'
import { othersOfCase, signedEvent } from './api.ts'
import { checkpoint } from './checkpoint.ts'
import type { Clients } from './clients.ts'
import { keepKeys } from './keep-keys.ts'
import { type OutageDeps, watchOutage } from './outage.ts'
import { type RequeueDeps, requeue } from './receive/requeue.ts'
import { registerOf } from './register.ts'
import { type OpenEpochDeps, openEpoch } from './relay/open-epoch.ts'
import { type RepublishDeps, republish } from './relay/republish.ts'
import { type RemindDeps, remind } from './remind.ts'
import { keepRunning } from './runner.ts'
import { dueReferrals, fire } from './store/deadlines.ts'
import { beat, lastBeat } from './store/heartbeat.ts'
import { remembered } from './store/idempotency.ts'
import { appliedOf, appliedUnder, listForReview } from './store/key-review.ts'
import * as log from './store/log.ts'
import * as outbox from './store/outbox.ts'
import { waitingMessages } from './store/quarantine.ts'
import type { Replica } from './store/replica.ts'
import type { Command, Refused, Submitted } from './submit.ts'

export interface BackgroundDeps {
  readonly checkpointMs: number
  /** How often, at most, the directory is read again. */
  readonly directoryRefreshMs: number
  /** Producer and consumer both work. */
  readonly isBrokerWell: () => boolean
  readonly replica: Replica
  readonly readTile: ReadTile
  /** Keeps a body until its number is committed, so that it need not be read back. */
  readonly holdBody: (jti: string, data: string) => void
  readonly receiver: RequeueDeps['receiver']
  readonly submit: (command: Command) => Promise<Submitted | Refused>
  /** Tells the relay that a lane has work. */
  readonly wake: (lane: string) => void
}

export interface Background {
  /** How long ago the checkpointer last went through its work. */
  readonly checkpointAgeMs: () => number | undefined
  /** Resolves when every pass under way is over. */
  stop(): Promise<void>
}

const EVERY_SECOND = 1_000
const EVERY_TEN_SECONDS = 10_000
const EVERY_THIRTY_SECONDS = 30_000

/** Starts them all. */
export function runInBackground(clients: Clients, deps: BackgroundDeps): Background {
  const { member, now, logger, metrics, fault, alarm, keys, vault, store, directory, reached, time } = clients
  const { replica, readTile, holdBody, receiver, submit, wake } = deps

  let checkpointedAt: number | undefined
  const checkpointer = keepRunning(
    async () => {
      const signer = keys.log(now().getTime() / 1000)
      // Without a key there is no checkpoint: the leaves wait for one, and /readyz says why.
      if (signer && (await replica.holds('checkpoint'))) {
        await checkpoint({
          now,
          signer,
          last: () => log.lastCheckpoint(store),
          waiting: (limit) => log.waitingLeaves(store, limit),
          readTile,
          commit: (growth) => {
            metrics.checkpointSize.set(growth.size)
            return log.commitGrowth(store, growth)
          },
          owed: (size, limit) => log.owedProofs(store, size, limit),
          commitProofs: (paid, pending, bodies) => {
            for (const { jti, data } of bodies) holdBody(jti, data)
            return log.commitProofs(store, paid, pending, bodies)
          },
          wake,
          reached,
        })
      }
      checkpointedAt = performance.now()
      return 0
    },
    deps.checkpointMs,
    fault('checkpoint'),
  )

  const requeuer = keepRunning(
    () => requeue({ now, waiting: (at) => waitingMessages(store, at), receiver }),
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
      for (const lane of clients.outgoing) {
        if (await replica.holds(`relay ${lane}`)) await republish(republishDeps, lane)
      }
      return 0
    },
    EVERY_THIRTY_SECONDS,
    fault('republish'),
  )

  const epochDeps: OpenEpochDeps = {
    ...republishDeps,
    unreceiptedBefore: (lane, ep) => outbox.unreceiptedBefore(store, lane, ep),
    unheardBefore: (lane, ep, last, limit) => outbox.unheardBefore(store, lane, ep, last, limit),
    sayAnew: (lane, messages) => outbox.sayAnew(store, lane, messages),
  }
  const opener = keepRunning(
    async () => {
      let done = 0
      for (const lane of clients.outgoing) {
        if (await replica.holds(`relay ${lane}`)) done += await openEpoch(epochDeps, lane)
      }
      return done
    },
    Math.min(deps.directoryRefreshMs, EVERY_TEN_SECONDS),
    fault('epochs'),
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
    peers: clients.outgoing.map((lane) => directory().lane(lane)?.to ?? lane),
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
  clients.clock.onMoved(() => {
    reminder.wake()
    // The others' clocks may have moved first: their messages were of later, and now they are not.
    requeuer.wake()
  })

  const watcher = keepRunning(() => watchOutage(outageDeps), EVERY_TEN_SECONDS, fault('outage'))

  const keeper = keepRunning(
    keepKeys({
      ...{ member, now, directory, alarm },
      refreshDirectory: clients.refreshDirectory,
      reread: keys.reread,
      adopted: () => {
        requeuer.wake()
        opener.wake()
      },
      mayReview: () => replica.holds('key review'),
      appliedUnder: (lanes, start, since) => appliedUnder(store, lanes, start, since),
      appliedOf: (author, since) => appliedOf(store, author, since),
      signedEvent: (digest) => signedEvent(store, vault, digest),
      list: (kid, events, at) => listForReview(store, kid, events, at),
    }),
    Math.min(deps.directoryRefreshMs, EVERY_TEN_SECONDS),
    fault('keys'),
  )

  const runners = [checkpointer, requeuer, republisher, reminder, watcher, keeper, opener]
  return {
    checkpointAgeMs: () => (checkpointedAt === undefined ? undefined : performance.now() - checkpointedAt),
    stop: async () => {
      await Promise.all(runners.map((runner) => runner.stop()))
    },
  }
}
