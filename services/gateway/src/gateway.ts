/**
 * One member's gateway: config → clients → steps → start, and a graceful stop in the other order. The only place
 * that joins everything; each step below takes what it needs as functions.
 */
import { readFileSync } from 'node:fs'
import { groupName, openConsumer, pairedLane } from '@onward/bus'
import { knowledgeOf } from './api/opened.ts'
import { cosignedAt, evidenceDeps, ownTiles, sightingDeps, witnessDeps } from './api/proof.ts'
import { glassDeps, rightsDeps } from './api/rights.ts'
import { receiverDeps, recordDeps } from './api.ts'
import { buildApp } from './app.ts'
import { watchStanding } from './background/restore.ts'
import { runInBackground } from './background.ts'
import { type Clients, type Hooks, openClients } from './clients.ts'
import type { Config } from './config.ts'
import { contradict } from './log/contradictions.ts'
import { isCosigned, wantsQuorum } from './log/peer-logs.ts'
import { addCheckpoint } from './log/witness.ts'
import { knownRule } from './metrics.ts'
import { readiness } from './readiness.ts'
import { receiptWaiters } from './receive/receipt-waiters.ts'
import { type ReceiveDeps, receiversOf } from './receive.ts'
import { answerIn, type CountedAnswer } from './receivers/answers.ts'
import { bodyCache } from './relay/body-cache.ts'
import { runLanes } from './relay/runners.ts'
import { type Change, commitRemote } from './store/commit.ts'
import { receiptOf } from './store/evidence.ts'
import { gatherCommits } from './store/gather.ts'
import * as inbox from './store/lane/inbox.ts'
import * as outbox from './store/lane/outbox.ts'
import { parkedOf, unauthenticatedSince } from './store/lane/quarantine.ts'
import * as log from './store/log.ts'
import { missingMigrations } from './store/migrate.ts'
import { knownEvents } from './store/referrals.ts'
import { joinReplicas } from './store/replica.ts'
import { keepContradiction } from './store/witness.ts'
import { localKnowledge } from './submit/local-knowledge.ts'
import { type Command, type Refused, type SubmitDeps, type Submitted, submit } from './submit.ts'
import { witnessPolicyOf } from './trust/agreed.ts'
import { codeOfStanding } from './trust/followed-directory.ts'
import { signingWhile } from './trust/keys.ts'

export interface Gateway {
  readonly url: string
  /** Takes no more requests, finishes what is under way, and closes everything, in that order. */
  stop(): Promise<void>
}

/**
 * Starts a gateway and resolves when it takes requests.
 *
 * @throws ConfigError, DirectoryError, or what the database threw: it does not start half
 */
export async function startGateway(settings: Config, hooks: Hooks): Promise<Gateway> {
  const opened = await openClients(settings, hooks)
  const policy = witnessPolicyOf(settings.witnessPolicy, opened.directory())
  const config = { ...settings, witnessPolicy: policy }
  const tilesOf = ownTiles(opened.store)
  const standing = watchStanding(opened, config, tilesOf)
  // Whatever is signed is signed by these keys, and none of them signs while our record may be an old one.
  const clients: Clients = { ...opened, keys: signingWhile(() => standing.now() === 'ok', opened.keys) }
  const { member, now, logger, metrics, fault, alarm, keys, vault, store, producer, load } = clients
  const { directory, reached } = clients
  const loadOne = async (id: string) => (await load([id])).get(id)

  const isTrustEnded = () => clients.followed.standing() === 'ended'
  // What is committed waits for its number as long as nobody may be sent anything.
  const maySend = (lane: string) => !isTrustEnded() && !directory().lane(lane)?.suspended
  const made = bodyCache()
  const runners: { wake(lane: string): void } = { wake: (lane) => lanes.wake(lane) }
  const joined = joinReplicas(store, (lane) => runners.wake(lane), fault('replica'))
  // Every loop that signs asks first whether it is its turn: it is nobody's while our log may be another one.
  const replica = {
    ...joined,
    holds: async (name: string) => standing.now() === 'ok' && (await joined.holds(name)),
  }
  const lanes = runLanes(
    {
      member,
      now,
      directory,
      gatewayKey: keys.gateway,
      pending: (lane, limit) => outbox.pendingOf(store, lane, limit),
      holdBody: made.hold,
      heldBody: made.find,
      dropBodies: made.drop,
      bodies: (jtis) => outbox.bodiesOf(store, jtis),
      head: (lane) => outbox.headOf(store, lane),
      commitNumbers: (tokens, leaves) => outbox.commitNumbers(store, tokens, leaves),
      unsent: (lane, limit) => outbox.unsent(store, lane, limit),
      markSent: (lane, ep, seq) => outbox.markSent(store, lane, ep, seq),
      resends: (lane, limit) => outbox.resendsOf(store, lane, limit),
      forgetResends: (lane, numbers) => outbox.forgetResends(store, lane, numbers),
      queue: (row) => outbox.queue(store, row),
      sayAnew: (lane, messages) => outbox.sayAnew(store, lane, messages),
      send: async (lane, values) => {
        await producer.send(lane, values)
        metrics.sent.inc({ lane }, values.length)
      },
      reached,
      holds: async (lane) => maySend(lane) && (await replica.holds(`relay ${lane}`)),
      tell: (lane) => replica.tell(lane),
      onFault: (lane, error) => fault(`relay ${lane}`)(error),
    },
    clients.outgoing(),
  )
  const { wake } = lanes

  const submitDeps: SubmitDeps = {
    member,
    now,
    directory,
    isTrustEnded,
    load: loadOne,
    localOf: localKnowledge(knowledgeOf(store, vault)),
    commit: gatherCommits(store, lanes),
    caseKey: keys.cases,
    hostedKey: keys.hosted,
    recorded: (event) => counted(answerIn(event, directory())),
    deadlinesOf: clients.time.deadlinesOf,
    vault,
    alarm,
    outside: (rules) => {
      for (const rule of rules) metrics.outsideRules.inc({ rule: knownRule(rule), by: 'us' })
    },
    reached,
  }
  const say = async (command: Command): Promise<Submitted | Refused> => {
    const at = standing.now()
    if (at === 'ok') return await submit(submitDeps, command)
    return {
      accepted: false,
      code: at,
      reason: 'nothing may be signed here before the log and the lanes are known to be whole',
    }
  }
  const counted = (answer: CountedAnswer | undefined) => {
    if (answer) metrics.answers.inc({ ...answer })
  }

  const waiters = receiptWaiters((event) => receiptOf(store, event))
  const receiveDeps: ReceiveDeps = {
    member,
    exercise: config.exercise,
    now,
    directory,
    isTrustEnded,
    decryptKey: keys.decrypt,
    vault,
    pairedLane,
    laneIn: (lane) => inbox.laneIn(store, lane),
    knownTokens: (lane, jtis) => inbox.knownTokens(store, lane, jtis),
    receivedAt: (lane, ep, seq) => inbox.receivedAt(store, lane, ep, seq),
    knownEvents: (events) => knownEvents(store, events),
    load,
    sentManifests: (digests) => inbox.sentManifests(store, digests),
    isCosigned: (origin, note) => isCosigned(policy, origin, note),
    promisedLeaves: (leaves) => inbox.promisedLeaves(store, leaves),
    deadlinesOf: clients.time.deadlinesOf,
    parkedOf: (referrals) => parkedOf(store, referrals),
    receiptSentFor: (manifest) => inbox.receiptSentFor(store, manifest),
    unauthenticatedSince: (lane, since) => unauthenticatedSince(store, lane, since),
    commit: ({ pending: answers = [], ...change }) =>
      lanes.answer(answers, ({ numbered, pending }) => commitRemote(store, { ...change, pending }, numbered)),
    refreshDirectory: clients.refreshDirectory,
    wake,
    alarm,
    committed: (change) => {
      waiters.told(change)
      count(change)
      if (change.quarantine?.some(({ state }) => state === 'held')) background.heldBack()
    },
    reached,
  }
  function count(change: Change): void {
    const { receiptsIn = [], quarantine = [], received = [], outside = [], answers = [], move } = change
    for (const answer of answers) counted(answer)
    for (const { st } of receiptsIn) metrics.receipts.inc({ st })
    for (const { lane, code } of quarantine) metrics.received.inc({ lane, outcome: code })
    for (const rule of outside) metrics.outsideRules.inc({ rule: knownRule(rule), by: 'peer' })
    if (move) metrics.received.inc({ lane: move.lane, outcome: 'taken' }, received.length)
  }
  const receivers = receiversOf(receiveDeps)
  const consumer = openConsumer({
    settings: clients.busSettings,
    group: groupName(member),
    lanes: receivers.hear(clients.incoming()),
    ahead: 2,
    position: (lane) => receivers.of(lane).position(),
    deliver: ({ lane, messages }) => receivers.of(lane).deliver(messages),
    onState: (state) => {
      logger.info({ ...state, position: undefined, resumedAt: undefined }, 'consumer')
      if (state.state === 'POSITION_LOST') {
        alarm('POSITION_LOST', { lane: state.lane })
        receivers.of(state.lane).resumeAt(state.resumedAt)
      }
      if (state.state === 'LOST') hooks.onLost(state.code)
    },
    log: clients.busLog,
  })

  // What was said since a backup must be known here again before what was answered to it is read.
  if (config.sightings !== undefined || clients.log.former.length > 0) {
    consumer.pause()
    void standing.settled.then(() => consumer.resume())
  }

  const told = contradict({ now, keep: (found) => keepContradiction(store, found), alarm })
  const background = runInBackground(clients, {
    config,
    isBrokerWell: () => producer.health().state === 'running' && consumer.health().state === 'running',
    replica,
    tilesOf,
    holdBody: made.hold,
    receiver: (lane) => receivers.find(lane),
    contradict: told,
    submit: say,
    wake,
    adopted: () => {
      lanes.open(clients.outgoing())
      void standing.settled.then(() => consumer.read(receivers.hear(clients.incoming())))
    },
  })
  const asWitness = witnessDeps(clients, told)

  const app = await buildApp({
    ...recordDeps(store, {
      load: loadOne,
      vault,
      log: clients.log,
      tilesOf,
      release: {
        now,
        receiver: (lane) => receivers.find(lane),
        append: (leaf) => log.appendLeaf(store, leaf),
      },
    }),
    ...receiverDeps(clients, submitDeps.localOf),
    ...glassDeps(clients, background.glassBroken),
    ...rightsDeps(clients),
    ...evidenceDeps(clients, tilesOf),
    ...sightingDeps(clients),
    member,
    directory,
    now,
    logger,
    isHosted: (organisation) => directory().hosts(member, organisation, now().getTime() / 1000),
    exercise: config.exercise,
    rateLimit: config.rateLimit,
    inquiryLimit: config.inquiryLimit,
    tokens: {
      issuer: config.tokens.issuer,
      audience: config.tokens.audience,
      jwks: JSON.parse(readFileSync(config.tokens.jwksFile, 'utf8')),
      now: () => new Date(now().getTime() - clients.clock.offset()),
    },
    fingerprint: vault.fingerprint,
    addCheckpoint: (body) => addCheckpoint(asWitness, body),
    submit: say,
    receiptOf: (event, ms) => waiters.wait(event, ms),
    readiness: () =>
      readiness({
        exerciseClock: config.exercise ? now : undefined,
        database: async () => ((await missingMigrations(store)).length === 0 ? 'ok' : 'MIGRATIONS_MISSING'),
        consumer: () => consumer.health(),
        producer: () => producer.health(),
        checkpointAgeMs: background.checkpointAgeMs,
        checkpointMs: config.checkpointMs,
        directory: () => codeOfStanding[clients.followed.standing()],
        now,
        cosignedAt: wantsQuorum(policy) ? () => cosignedAt(store, clients.log.nth, policy) : undefined,
        signingStanding: standing.now,
        keys: () => keys.state(now().getTime() / 1000),
      }),
    answered: (answer, ms) => metrics.requests.observe(answer, ms / 1000),
    metrics: metrics.registry,
  })
  const url = await app.listen({ host: config.http.host, port: config.http.port })
  logger.info(
    { url, incoming: clients.incoming(), outgoing: clients.outgoing(), directory: directory().version },
    'gateway is up',
  )

  return {
    url,
    async stop() {
      await app.close()
      await Promise.all([consumer.stop(), background.stop(), standing.stop()])
      await lanes.stop()
      await producer.stop()
      await replica.close()
      await store.close()
    },
  }
}
