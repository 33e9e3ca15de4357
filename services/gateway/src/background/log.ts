/** What goes on with logs by itself: checkpoints of ours, cosignatures for them, proofs that we owe, and a look at peers' logs. */
import type { ReadTile } from '@onward/audit'
import type { BackgroundDeps } from '../background.ts'
import { checkpoint, type PaymentDeps, payProofs } from '../checkpoint.ts'
import type { Clients } from '../clients.ts'
import { cosigner } from '../cosign.ts'
import { readNote } from '../last-checkpoint.ts'
import { addCheckpointAt, checkpointAt, tilesAt, timeStampAt } from '../log-client.ts'
import { type LogStanding, logStanding } from '../log-standing.ts'
import { type MonitorDeps, monitor } from '../monitor.ts'
import { overdueProofs } from '../overdue-proofs.ts'
import { logKeys, peerLogs } from '../peer-logs.ts'
import { keepRunning, type Runner } from '../runner.ts'
import * as cosigned from '../store/cosigned.ts'
import * as log from '../store/log.ts'
import { keepStamp, lastStamped } from '../store/time-stamp.ts'
import * as witnesses from '../store/witness.ts'

const EVERY_TEN_SECONDS = 10_000
const EVERY_MINUTE = 60_000

/** Our own log grows, and is cosigned where a policy asks for that. */
export function keepLog(
  clients: Clients,
  deps: BackgroundDeps,
): { readonly checkpointAgeMs: () => number | undefined; readonly runners: readonly Runner[] } {
  const { now, metrics, fault, keys, store, reached } = clients
  const { config, replica, readTile } = deps
  const payment: PaymentDeps = {
    now,
    readTile,
    owed: (size, limit) => log.owedProofs(store, size, limit),
    commitProofs: (paid, pending, bodies) => {
      for (const { jti, data } of bodies) deps.holdBody(jti, data)
      return log.commitProofs(store, paid, pending, bodies)
    },
    wake: deps.wake,
  }
  const cosigning = askWitnesses(clients, deps, payment)

  let checkpointedAt: number | undefined
  const checkpointer = keepRunning(
    async () => {
      const signer = keys.log(now().getTime() / 1000)
      // Without a key there is no checkpoint: the leaves wait for one, and /readyz says why.
      if (signer && (await replica.holds('checkpoint'))) {
        const newest = await checkpoint({
          now,
          signer,
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
  return {
    checkpointAgeMs: () => (checkpointedAt === undefined ? undefined : performance.now() - checkpointedAt),
    runners: [checkpointer, cosigning, askForTime(clients, deps)].filter((each) => each !== undefined),
  }
}

/** Without a policy nobody is asked, and a checkpoint is as good as its log. */
function askWitnesses(
  { member, now, store, directory, logger, alarm, fault }: Clients,
  { config, replica, readTile }: BackgroundDeps,
  payment: PaymentDeps,
): Runner | undefined {
  const policy = config.witnessPolicy
  if (!policy) return undefined
  const { pass } = cosigner({
    now,
    policy,
    own: directory().member(member)?.witness,
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

/** An authority that is away is asked again a minute later; nothing waits for it. */
function askForTime(
  { member, now, store, directory, logger, fault }: Clients,
  { config: { tsa }, replica }: BackgroundDeps,
): Runner | undefined {
  const origin = directory().member(member)?.origin
  if (!tsa || origin === undefined) return undefined
  const work = async () => {
    if (!(await replica.holds('checkpoint'))) return 0
    // What reads certificates is loaded only where an authority is asked.
    const { timeStamp } = await import('../time-stamp.ts')
    await timeStamp({
      now,
      everyMs: tsa.everyMs,
      last: () => log.lastCheckpoint(store),
      lastStamped: () => lastStamped(store, origin),
      ask: (request) => timeStampAt(tsa.url, request),
      keep: (stamp) => keepStamp(store, origin, stamp),
      failed: (code) => logger.warn({ code }, 'a time-stamping authority gave no time-stamp'),
    })
    return 0
  }
  return keepRunning(work, Math.min(tsa.everyMs, EVERY_MINUTE), fault('time-stamp'))
}

/** Peers' logs, and the proofs that they owe us. */
export function watchPeers(
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

/** Asks where our log was last seen until that is settled; `now` tells it, and that it is open until then. */
export function watchLog(
  { store, directory, member, alarm, fault }: Clients,
  sources: readonly string[],
  readTile: ReadTile,
): { readonly now: () => LogStanding; stop(): Promise<void> } {
  let standing: LogStanding = sources.length === 0 ? 'ok' : 'LAST_CHECKPOINT_UNKNOWN'
  const asking = keepRunning(
    async () => {
      if (standing === 'ok') return 0
      const before = standing
      standing = await logStanding({
        sources,
        read: readNote,
        log: logKeys(directory(), member),
        size: async () => (await log.lastCheckpoint(store))?.size ?? 0,
        readTile,
      })
      if (standing !== before && standing !== 'ok') alarm(standing, { member })
      return 0
    },
    EVERY_TEN_SECONDS,
    fault('log'),
  )
  return { now: () => standing, stop: () => asking.stop() }
}
