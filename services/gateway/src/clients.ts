/** What every step of a gateway works with: the directory, its own keys, the record, the way to the broker. */
import { type BusLog, type BusSettings, type LaneProducer, openProducer } from '@onward/bus'
import { type Directory, publishedLate, readDirectory } from '@onward/directory'
import type { Logger } from 'pino'
import { loadKnown } from './api.ts'
import type { Clock } from './clock.ts'
import { type Config, ConfigError } from './config.ts'
import type { Gap } from './gap.ts'
import { type OwnKeys, readKeys } from './keys.ts'
import type { KnownReferral } from './known-referral.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { openToken } from './pkcs11.ts'
import { missingMigrations } from './store/migrate.ts'
import { faultOf, openStore, type Store } from './store/transaction.ts'
import { openVault, type Vault } from './vault.ts'
import { type WorkingTime, withoutCalendar, workingTime } from './working-time.ts'

export interface Hooks {
  readonly logger: Logger
  readonly clock: Clock
  /** Told at each gap between two steps; fault tests let the process die there. */
  readonly reached?: (gap: Gap) => void
  /** The gateway can no longer do its work and asks to be ended. */
  readonly onLost: (reason: string) => void
}

export interface Clients {
  readonly member: string
  readonly logger: Logger
  readonly clock: Clock
  readonly now: () => Date
  readonly reached: (gap: Gap) => void
  readonly metrics: Metrics
  /** Counts and logs a pass of a step that failed; the step repeats it. */
  readonly fault: (step: string) => (error: unknown) => void
  /** A security event for people: code and ids only. */
  readonly alarm: (code: string, facts: Readonly<Record<string, string | number>>) => void
  readonly directory: () => Directory
  readonly refreshDirectory: () => void
  readonly keys: OwnKeys
  readonly vault: Vault
  readonly store: Store
  readonly producer: LaneProducer
  readonly busSettings: BusSettings
  readonly busLog: BusLog
  readonly outgoing: readonly string[]
  readonly incoming: readonly string[]
  readonly load: (referrals: readonly string[]) => Promise<ReadonlyMap<string, KnownReferral>>
  readonly time: WorkingTime
}

/**
 * Opens everything a gateway needs from outside.
 *
 * @throws ConfigError, DirectoryError, or what the database threw; an Error when migrations are missing
 */
export async function openClients(config: Config, hooks: Hooks): Promise<Clients> {
  const { logger, clock, reached = () => {} } = hooks
  const { now } = clock
  const { member } = config
  const metrics = createMetrics(member)
  const fault = (step: string) => (error: unknown) => {
    metrics.faults.inc({ step })
    logger.warn({ step, code: codeOf(error) }, 'a pass failed and will be repeated')
  }

  let directory: Directory = await readDirectory(config.directoryFolder)
  let refreshedAt = now().getTime()
  const refreshDirectory = () => {
    if (now().getTime() - refreshedAt < config.directoryRefreshMs) return
    refreshedAt = now().getTime()
    adopt().catch(fault('directory'))
  }
  async function adopt(): Promise<void> {
    const read = await readDirectory(config.directoryFolder)
    // The file of a key that signs from this version on lies there already: else nothing could be signed for a moment.
    await keys.reread(now().getTime() / 1000).catch(fault('keys'))
    // Never backwards: an older directory would trust keys that a newer one revoked.
    if (read.version <= directory.version) return
    for (const key of publishedLate(directory, read, now().getTime() / 1000))
      alarm('KEY_PUBLISHED_LATE', { member: key.member, use: key.use, key: key.kid })
    directory = read
  }
  const alarm = (code: string, facts: Readonly<Record<string, string | number>>) => {
    metrics.alarms.inc({ code })
    logger.error({ code, ...facts }, 'a person must look at this')
  }
  const token = config.pkcs11 && (await openToken(config.pkcs11))
  const keys = await readKeys(
    {
      folder: config.keysFolder,
      passphrase: config.keysPassphrase,
      member,
      directory: () => directory,
      signerOf: token?.signerOf,
    },
    now().getTime() / 1000,
  )
  const vault = openVault(keys.member)
  const store = openStore(config.databaseUrl, fault('database'))
  const missing = await missingMigrations(store)
  if (missing.length > 0)
    throw new Error(`the database lacks ${missing.join(', ')}: run the migrations of this version first`)

  const ownLanes = directory
    .lanes()
    .filter((lane) => lane.exercise === config.exercise && [lane.from, lane.to].includes(member))
  const outgoing = ownLanes.filter((lane) => lane.from === member).map((lane) => lane.name)
  const incoming = ownLanes.filter((lane) => lane.to === member).map((lane) => lane.name)
  const unknown = withoutCalendar(directory, [...new Set(ownLanes.flatMap(({ to, from }) => [to, from]))])
  if (unknown.length > 0) {
    const fault = `${unknown.join(', ')}: nobody knows the working days; the directory must name the country of its seat`
    throw new ConfigError([fault])
  }
  const { brokers, ca, username, password, dial } = config.kafka
  const busSettings: BusSettings = {
    brokers,
    clientId: `onward-${member}`,
    sasl: { username, password },
    dial,
    ...(ca === undefined ? {} : { tls: { ca } }),
  }
  const busLog: BusLog = ({ level, event, detail }) => logger[level]({ event, detail }, 'bus')

  return {
    member,
    logger,
    clock,
    now,
    reached,
    metrics,
    fault,
    alarm,
    directory: () => directory,
    refreshDirectory,
    keys,
    vault,
    store,
    producer: openProducer(busSettings, { log: busLog }),
    busSettings,
    busLog,
    outgoing,
    incoming,
    time: workingTime(() => directory, fault('deadlines')),
    load: (ids) => loadKnown(store, vault, ids),
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : faultOf(error)
}
