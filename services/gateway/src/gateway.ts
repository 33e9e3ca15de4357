/**
 * One member's gateway: config → clients → steps → start, and a graceful stop in the other order. The only place
 * that joins everything; each step below takes what it needs as functions.
 */
import { tileReader } from '@onward/audit'
import { groupName, openConsumer, openProducer, pairedLane } from '@onward/bus'
import { type Directory, readDirectory } from '@onward/directory'
import { fold } from '@onward/referral'
import type { Logger } from 'pino'
import { buildApp } from './app.ts'
import { checkpoint } from './checkpoint.ts'
import type { Config } from './config.ts'
import type { Gap } from './gap.ts'
import { readKeys } from './keys.ts'
import { openReferral } from './known-referral.ts'
import { runLanes } from './lanes.ts'
import { createMetrics } from './metrics.ts'
import { readiness } from './readiness.ts'
import { receiptWaiters } from './receipt-waiters.ts'
import { type ReceiveDeps, receive } from './receive.ts'
import { remind } from './remind.ts'
import { requeue } from './requeue.ts'
import { keepRunning } from './runner.ts'
import { type Change, commit } from './store/commit.ts'
import { receiptOf } from './store/evidence.ts'
import * as inbox from './store/inbox.ts'
import * as log from './store/log.ts'
import { missingMigrations } from './store/migrate.ts'
import * as outbox from './store/outbox.ts'
import { parkedOf, unauthenticatedSince, waitingMessages } from './store/quarantine.ts'
import { expiredConsents, knownEvents, loadReferrals } from './store/referrals.ts'
import { joinReplicas } from './store/replica.ts'
import { constraintOf, faultOf, openStore } from './store/transaction.ts'
import { type SubmitDeps, submit } from './submit.ts'
import { openVault } from './vault.ts'

export interface Hooks {
  readonly logger: Logger
  readonly now: () => Date
  /** Told at each gap between two steps; fault tests let the process die there. */
  readonly reached?: (gap: Gap) => void
  /** The gateway can no longer do its work and asks to be ended. */
  readonly onLost: (reason: string) => void
}

export interface Gateway {
  readonly url: string
  /** Takes no more requests, finishes what is under way, and closes everything, in that order. */
  stop(): Promise<void>
}

const EVERY_SECOND = 1_000
const EVERY_TEN_SECONDS = 10_000
/** A directory is read again at most this often (protocol §4). */
const REFRESH_MS = 60_000

/**
 * Starts a gateway and resolves when it takes requests.
 *
 * @throws ConfigError, DirectoryError, or what the database threw: it does not start half
 */
export async function startGateway(config: Config, hooks: Hooks): Promise<Gateway> {
  const { logger, now, reached = () => {} } = hooks
  const { member } = config
  const metrics = createMetrics(member)
  const fault = (step: string) => (error: unknown) => {
    metrics.faults.inc({ step })
    logger.warn({ step, code: codeOf(error) }, 'a pass failed and will be repeated')
  }

  let directory: Directory = await readDirectory(config.directoryFolder)
  let refreshedAt = now().getTime()
  const refreshDirectory = () => {
    if (now().getTime() - refreshedAt < REFRESH_MS) return
    refreshedAt = now().getTime()
    readDirectory(config.directoryFolder).then((read) => {
      // Never backwards: an older directory would trust keys that a newer one revoked.
      if (read.version > directory.version) directory = read
    }, fault('directory'))
  }
  const keys = readKeys(config.keysFolder, member, directory, now().getTime() / 1000)
  const vault = openVault(keys.member)
  const store = openStore(config.databaseUrl, fault('database'))
  const missing = await missingMigrations(store)
  if (missing.length > 0) throw new Error(`the database lacks ${missing.join(', ')}: run the migrations of this version first`)

  const ownLanes = directory.lanes().filter((lane) => lane.exercise === config.exercise)
  const outgoing = ownLanes.filter((lane) => lane.from === member).map((lane) => lane.name)
  const incoming = ownLanes.filter((lane) => lane.to === member).map((lane) => lane.name)
  const { brokers, ca, username, password } = config.kafka
  const settings = { brokers, clientId: `onward-${member}`, sasl: { username, password }, ...(ca === undefined ? {} : { tls: { ca } }) }
  const busLog = ({ level, event, detail }: { level: 'debug' | 'info' | 'warn' | 'error'; event: string; detail: string }) =>
    logger[level]({ event, detail }, 'bus')
  const producer = openProducer(settings, { log: busLog })

  const load = async (ids: readonly string[]) =>
    new Map([...(await loadReferrals(store, ids))].map(([id, stored]) => [id, openReferral(vault, stored)]))
  const loadOne = async (id: string) => (await load([id])).get(id)

  const runners: { wake(lane: string): void } = { wake: (lane) => lanes.wake(lane) }
  const replica = joinReplicas(store, (lane) => runners.wake(lane), fault('replica'))
  const lanes = runLanes(
    {
      member,
      now,
      directory: () => directory,
      gatewayKey: keys.gateway,
      pending: (lane, limit) => outbox.pendingOf(store, lane, limit),
      head: (lane) => outbox.headOf(store, lane),
      commitNumbers: (tokens, leaves) => unlessKnown(outbox.commitNumbers(store, tokens, leaves)),
      unsent: (lane, limit) => outbox.unsent(store, lane, limit),
      markSent: (lane, ep, seq) => outbox.markSent(store, lane, ep, seq),
      resends: (lane, limit) => outbox.resendsOf(store, lane, limit),
      forgetResends: (lane, numbers) => outbox.forgetResends(store, lane, numbers),
      queue: (row) => outbox.queue(store, row),
      send: async (lane, values) => {
        await producer.send(lane, values)
        metrics.sent.inc({ lane }, values.length)
      },
      reached,
      holds: (lane) => replica.holds(`relay ${lane}`),
      tell: (lane) => replica.tell(lane),
      onFault: (lane, error) => fault(`relay ${lane}`)(error),
    },
    outgoing,
  )
  const { wake } = lanes

  const submitDeps: SubmitDeps = {
    member,
    now,
    directory: () => directory,
    load: loadOne,
    commit: async (change) => {
      try {
        await commit(store, change, 'local')
        return 'committed'
      } catch (error) {
        if (isChanged(error)) return 'changed'
        throw error
      }
    },
    caseKey: keys.cases,
    vault,
    wake,
    reached,
  }

  const waiters = receiptWaiters((event) => receiptOf(store, event))
  const alarm = (code: string, facts: Readonly<Record<string, string | number>>) => {
    metrics.alarms.inc({ code })
    logger.error({ code, ...facts }, 'a person must look at this')
  }
  const receiveDeps: ReceiveDeps = {
    member,
    exercise: config.exercise,
    now,
    directory: () => directory,
    decryptKey: keys.decrypt,
    vault,
    pairedLane,
    laneIn: (lane) => inbox.laneIn(store, lane),
    knownTokens: (lane, jtis) => inbox.knownTokens(store, lane, jtis),
    receivedAt: (lane, ep, seq) => inbox.receivedAt(store, lane, ep, seq),
    knownEvents: (events) => knownEvents(store, events),
    load,
    sentManifests: (digests) => inbox.sentManifests(store, digests),
    promisedLeaves: (leaves) => inbox.promisedLeaves(store, leaves),
    parkedOf: (referrals) => parkedOf(store, referrals),
    receiptSentFor: (manifest) => inbox.receiptSentFor(store, manifest),
    unauthenticatedSince: (lane, since) => unauthenticatedSince(store, lane, since),
    commit: (change) => commitRemote(change),
    refreshDirectory,
    wake,
    alarm,
    committed: (change) => {
      waiters.told(change)
      count(change)
    },
    reached,
  }
  async function commitRemote(change: Change): Promise<'committed' | 'moved' | 'changed' | 'refused'> {
    try {
      await commit(store, change, 'remote')
      return 'committed'
    } catch (error) {
      const kind = faultOf(error)
      if (kind === 'unreachable') throw error
      if (kind === 'moved') return 'moved'
      return isChanged(error) ? 'changed' : 'refused'
    }
  }
  function count({ receiptsIn = [], quarantine = [], received = [], move }: Change): void {
    for (const { st } of receiptsIn) metrics.receipts.inc({ st })
    for (const { lane, code } of quarantine) metrics.received.inc({ lane, outcome: code })
    if (move) metrics.received.inc({ lane: move.lane, outcome: 'taken' }, received.length)
  }
  const receivers = new Map(incoming.map((lane) => [lane, receive(receiveDeps, lane)]))
  const receiverOf = (lane: string) => {
    const receiver = receivers.get(lane)
    if (!receiver) throw new Error('a batch of a lane that was not subscribed to')
    return receiver
  }

  let lastCheckpoint: Date | undefined
  const readTile = tileReader({
    fullTile: (level, index) => log.fullTile(store, level, index),
    leafHashes: (from, to) => log.leafHashes(store, from, to),
    tileRoots: (level, from, to) => log.tileRoots(store, level, from, to),
  })
  const checkpointer = keepRunning(
    async () => {
      if (await replica.holds('checkpoint')) {
        await checkpoint({
          now,
          signer: keys.log,
          last: () => log.lastCheckpoint(store),
          waiting: (limit) => log.waitingLeaves(store, limit),
          readTile,
          commit: (growth) => {
            metrics.checkpointSize.set(growth.size)
            return unlessKnown(log.commitGrowth(store, growth))
          },
          owed: (size, limit) => log.owedProofs(store, size, limit),
          commitProofs: (paid, pending, bodies) => log.commitProofs(store, paid, pending, bodies),
          wake,
          reached,
        })
      }
      lastCheckpoint = now()
      return 0
    },
    config.checkpointMs,
    fault('checkpoint'),
  )
  const waiting = (at: Date) => waitingMessages(store, at)
  const requeuer = keepRunning(() => requeue({ now, waiting, receiver: (lane) => receivers.get(lane) }), EVERY_TEN_SECONDS, fault('requeue'))
  const reminder = keepRunning(
    () =>
      remind({
        member,
        now,
        expired: (at) => expiredConsents(store, member, at),
        permissionOf: async (id) => fold((await loadOne(id))?.history ?? [])?.facets.consent.permission,
        submit: (command) => submit(submitDeps, command),
        onRefusal: (referral, code) => logger.warn({ referral, code }, 'an expired consent could not be written down'),
      }),
    EVERY_SECOND,
    fault('remind'),
  )

  const consumer = openConsumer({
    settings,
    group: groupName(member),
    lanes: incoming,
    ahead: 2,
    position: (lane) => receiverOf(lane).position(),
    deliver: ({ lane, messages }) => receiverOf(lane).deliver(messages),
    onState: (state) => {
      logger.info({ ...state, position: undefined, resumedAt: undefined }, 'consumer')
      if (state.state === 'POSITION_LOST') alarm('POSITION_LOST', { lane: state.lane })
      if (state.state === 'LOST') hooks.onLost(state.code)
    },
    log: busLog,
  })

  const app = await buildApp({} as never)
  const url = await app.listen({ host: config.http.host, port: config.http.port })
  logger.info({ member, url, incoming, outgoing, directory: directory.version }, 'gateway is up')

  return {
    url,
    async stop() {
      await app.close()
      await Promise.all([consumer.stop(), requeuer.stop(), reminder.stop(), checkpointer.stop()])
      await lanes.stop()
      await producer.stop()
      await replica.close()
      await store.close()
    },
  }
}

/** Somebody else's commit was first: the referral has another version, or this author's number is used. */
function isChanged(error: unknown): boolean {
  const kind = faultOf(error)
  return kind === 'changed' || (kind === 'known' && constraintOf(error) === 'event_referral_author_sequence_key')
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : faultOf(error)
}

async function unlessKnown(committing: Promise<void>): Promise<'committed' | 'taken'> {
  try {
    await committing
    return 'committed'
  } catch (error) {
    if (faultOf(error) === 'known') return 'taken'
    throw error
  }
}
