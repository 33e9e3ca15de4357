/**
 * What goes on by itself, each step at its own pace: checkpoint, cosign, monitor, requeue, republish, remind, watch for
 * outages.
 */
import type { ReadTile } from '@onward/audit'
import { othersOfCase, signedEvent } from './api.ts'
import { checkpoint, type PaymentDeps, payProofs } from './checkpoint.ts'
import type { Clients } from './clients.ts'
import type { Config } from './config.ts'
import type { Contradict } from './contradictions.ts'
import { cosigner } from './cosign.ts'
import { addCheckpointAt, checkpointAt, tilesAt } from './log-client.ts'
import { type MonitorDeps, monitor } from './monitor.ts'
import { type OutageDeps, watchOutage } from './outage.ts'
import { overdueProofs } from './overdue-proofs.ts'
import { peerLogs } from './peer-logs.ts'
import { type RequeueDeps, requeue } from './receive/requeue.ts'
import { registerOf } from './register.ts'
import { type RepublishDeps, republish } from './relay/republish.ts'
import { type RemindDeps, remind } from './remind.ts'
import { keepRunning, type Runner } from './runner.ts'
import * as cosigned from './store/cosigned.ts'
import { dueReferrals, fire } from './store/deadlines.ts'
import { beat, lastBeat } from './store/heartbeat.ts'
import { remembered } from './store/idempotency.ts'
import * as log from './store/log.ts'
import * as outbox from './store/outbox.ts'
import { waitingMessages } from './store/quarantine.ts'
import type { Replica } from './store/replica.ts'
import * as witnesses from './store/witness.ts'
import type { Command, Refused, Submitted } from './submit.ts'

export interface BackgroundDeps {
  readonly config: Pick<Config, 'checkpointMs' | 'witnessPolicy' | 'monitorMs' | 'logPad' | 'proofOverdueMs'>
  /** Producer and consumer both work. */
  readonly isBrokerWell: () => boolean
  readonly replica: Replica
  readonly readTile: ReadTile
  /** Keeps a body until its number is committed, so that it need not be read back. */
  readonly holdBody: (jti: string, data: string) => void
  readonly receiver: RequeueDeps['receiver']
  readonly submit: (command: Command) => Promise<Submitted | Refused>
  readonly contradict: Contradict
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
  const { config, replica, readTile, receiver, submit, wake } = deps

  const payment: PaymentDeps = {
    now,
    readTile,
    owed: (size, limit) => log.owedProofs(store, size, limit),
    commitProofs: (paid, pending, bodies) => {
      for (const { jti, data } of bodies) deps.holdBody(jti, data)
      return log.commitProofs(store, paid, pending, bodies)
    },
    wake,
  }
  const cosigning = askWitnesses(clients, deps, payment)

  let checkpointedAt: number | undefined
  const checkpointer = keepRunning(
    async () => {
      if (await replica.holds('checkpoint')) {
        const newest = await checkpoint({
          now,
          signer: keys.log,
          last: () => log.lastCheckpoint(store),
          waiting: (limit) => log.waitingLeaves(store, limit),
          readTile,
          commit: (growth) => {
            metrics.checkpointSize.set(growth.size)
            return log.commitGrowth(store, growth)
          },
          padTo: config.logPad,
          append: (leaves) => log.appendLeaf(store, ...leaves),
          reached,
        })
        if (cosigning) cosigning.wake()
        else if (newest) await payProofs(payment, newest)
      }
      checkpointedAt = performance.now()
      return 0
    },
    config.checkpointMs,
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

  const monitoring = watchPeers(clients, deps)

  const runners = [checkpointer, requeuer, republisher, reminder, watcher, monitoring]
  if (cosigning) runners.push(cosigning)
  return {
    checkpointAgeMs: () => (checkpointedAt === undefined ? undefined : performance.now() - checkpointedAt),
    stop: async () => {
      await Promise.all(runners.map((runner) => runner.stop()))
    },
  }
}

/** Without a policy nobody is asked, and a checkpoint is as good as its log. */
function askWitnesses(
  { now, store, keys, logger, alarm, fault }: Clients,
  { config, replica, readTile }: BackgroundDeps,
  payment: PaymentDeps,
): Runner | undefined {
  const policy = config.witnessPolicy
  if (!policy) return undefined
  const { pass } = cosigner({
    now,
    policy,
    own: keys.witness?.name,
    everyMs: config.checkpointMs,
    readTile,
    last: () => log.lastCheckpoint(store),
    ask: addCheckpointAt,
    linesOf: (size) => cosigned.cosignaturesOf(store, size),
    keepLine: (size, given) => cosigned.keepCosignature(store, size, given),
    lastCosigned: () => cosigned.lastCosigned(store),
    keepCosigned: (checkpoint) => cosigned.keepCosigned(store, checkpoint),
    pay: (checkpoint) => payProofs(payment, checkpoint),
    failed: (witness, code) => logger.warn({ witness, code }, 'a witness gave no cosignature'),
    alarm,
  })
  const work = async () => {
    if (await replica.holds('checkpoint')) await pass()
    return 0
  }
  return keepRunning(work, config.checkpointMs, fault('cosign'))
}

/** Peers' logs, and the proofs that they owe us. */
function watchPeers(
  { member, now, store, directory, logger, alarm, fault }: Clients,
  { config, replica, contradict }: BackgroundDeps,
): Runner {
  const monitorDeps: MonitorDeps = {
    now,
    logs: () => peerLogs(directory(), { member, policy: config.witnessPolicy, at: now() }),
    fetchCheckpoint: checkpointAt,
    tilesOf: tilesAt,
    last: (origin) => witnesses.peerCheckpoint(store, origin),
    keep: (seen, at) => witnesses.keepPeerCheckpoint(store, seen, at),
    cosigned: (origin) => witnesses.lastWitnessed(store, origin),
    unjudged: (origin, limit) => witnesses.unjudgedNotes(store, origin, limit),
    judged: (seen, how) => witnesses.noteJudged(store, seen, how),
    forksOf: (seen) => witnesses.forksOf(store, seen),
    contradict,
    failed: (origin, code) => logger.warn({ origin, code }, 'a log could not be checked and will be again'),
  }
  const overdue = overdueProofs({
    now,
    afterMs: config.proofOverdueMs,
    noteOverdue: (between, at) => witnesses.noteOverdueProofs(store, between, at),
    alarm,
  })
  const work = async () => {
    if (await replica.holds('monitor')) {
      await monitor(monitorDeps)
      await overdue.pass()
    }
    return 0
  }
  return keepRunning(work, config.monitorMs, fault('monitor'))
}
