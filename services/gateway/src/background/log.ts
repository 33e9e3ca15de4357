/** What goes on with logs by itself: checkpoints of ours, cosignatures for them, proofs that we owe, and a look at peers' logs. */
import type { BackgroundDeps } from '../background.ts'
import { checkpoint, type PaymentDeps, payProofs } from '../checkpoint.ts'
import type { Clients } from '../clients.ts'
import { addCheckpointAt, checkpointAt, tilesAt, timeStampAt } from '../log/client.ts'
import { cosigner } from '../log/cosign.ts'
import { firstLeaf } from '../log/leaf.ts'
import { type MonitorDeps, monitor } from '../log/monitor.ts'
import { overdueProofs } from '../log/overdue-proofs.ts'
import { peerLogs } from '../log/peer-logs.ts'
import { keepRunning, type Runner } from '../runner.ts'
import * as cosigned from '../store/cosigned.ts'
import * as log from '../store/log.ts'
import { keepStamp, lastStamped } from '../store/time-stamp.ts'
import * as witnesses from '../store/witness.ts'

const EVERY_MINUTE = 60_000

/** Our own log grows, and is cosigned where a policy asks for that. */
export function keepLog(
  clients: Clients,
  deps: BackgroundDeps,
): { readonly checkpointAgeMs: () => number | undefined; readonly runners: readonly Runner[] } {
  const { now, metrics, fault, keys, store, reached } = clients
  const { config, replica, tilesOf } = deps
  const { nth, former } = clients.log
  const after = former.at(-1)
  const paymentOf = (of: number): PaymentDeps => ({
    now,
    readTile: tilesOf(of),
    owed: (size, limit) => log.owedProofs(store, of, size, limit),
    commitProofs: (paid, pending, bodies) => {
      for (const { jti, data } of bodies) deps.holdBody(jti, data)
      return log.commitProofs(store, paid, pending, bodies)
    },
    wake: deps.wake,
  })
  const payment = paymentOf(nth)
  const cosigning = askWitnesses(clients, deps, payment)
  // What a log before ours still owed when it ended, as far as its last checkpoint reaches.
  const payFormer = async () => {
    for (const of of former.map((_, at) => at + 1)) {
      const last = await (cosigning ? cosigned.lastCosigned(store, of) : log.lastCheckpoint(store, of))
      if (last) await payProofs(paymentOf(of), last)
    }
  }

  let checkpointedAt: number | undefined
  const checkpointer = keepRunning(
    async () => {
      const signer = keys.log(now().getTime() / 1000)
      // Without a key there is no checkpoint: the leaves wait for one, and /readyz says why.
      if (signer && (await replica.holds('checkpoint'))) {
        const newest = await checkpoint({
          now,
          signer,
          last: () => log.lastCheckpoint(store, nth),
          first: after && (() => log.beginningLeaf(store, firstLeaf(after))),
          waiting: (limit) => log.waitingLeaves(store, limit),
          readTile: tilesOf(nth),
          commit: (growth) => {
            metrics.checkpointSize.set(growth.size)
            return log.commitGrowth(store, nth, growth)
          },
          padTo: config.logPad,
          append: (leaves) => log.appendLeaf(store, ...leaves),
          reached,
        })
        if (cosigning) cosigning.wake()
        else if (newest) await payProofs(payment, newest)
        await payFormer()
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
  { member, now, store, directory, log: { nth }, logger, alarm, fault }: Clients,
  { config, replica, tilesOf }: BackgroundDeps,
  payment: PaymentDeps,
): Runner | undefined {
  const policy = config.witnessPolicy
  if (!policy) return undefined
  const { pass } = cosigner({
    now,
    policy,
    own: directory().member(member)?.witness,
    everyMs: config.checkpointMs,
    readTile: tilesOf(nth),
    last: () => log.lastCheckpoint(store, nth),
    ask: addCheckpointAt,
    linesOf: (size) => cosigned.cosignaturesOf(store, nth, size),
    keepLine: (size, given) => cosigned.keepCosignature(store, nth, size, given),
    lastCosigned: () => cosigned.lastCosigned(store, nth),
    keepCosigned: (checkpoint) => cosigned.keepCosigned(store, nth, checkpoint),
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
  { now, store, log: { nth, origin }, logger, fault }: Clients,
  { config: { tsa }, replica }: BackgroundDeps,
): Runner | undefined {
  if (!tsa) return undefined
  const work = async () => {
    if (!(await replica.holds('checkpoint'))) return 0
    // What reads certificates is loaded only where an authority is asked.
    const { timeStamp } = await import('../log/time-stamp.ts')
    await timeStamp({
      now,
      everyMs: tsa.everyMs,
      last: () => log.lastCheckpoint(store, nth),
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
    newestSeen: (origin) => witnesses.newestSeen(store, origin),
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
