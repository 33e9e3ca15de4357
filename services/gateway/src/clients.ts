/** What every step of a gateway works with: the directory, its own keys, the record, the way to the broker. */
import { type BusLog, type BusSettings, type LaneProducer, openProducer } from '@onward/bus'
import { type Directory, publishedLate, sourceAt } from '@onward/directory'
import type { Logger } from 'pino'
import { loadKnown } from './api/opened.ts'
import { erasedElsewhere, type KnownReferral } from './case/known-referral.ts'
import type { Clock } from './clock.ts'
import { type Config, ConfigError } from './config.ts'
import type { Gap } from './gap.ts'
import { type OwnLog, ownLog } from './log/own-log.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { type Entry, readRegister } from './rights/destruction-register.ts'
import { adoptDirectory, adoptedDigest, keptFile } from './store/directory.ts'
import { lastCheckpoint } from './store/log.ts'
import { missingMigrations } from './store/migrate.ts'
import { standingOf } from './store/rights/erasure.ts'
import { faultOf, openStore, type Store } from './store/transaction.ts'
import { type WorkingTime, workingTime } from './time/working-time.ts'
import { schemasThatDiffer } from './trust/agreed.ts'
import { type FollowedDirectory, followDirectory } from './trust/followed-directory.ts'
import { type OwnKeys, readKeys } from './trust/keys.ts'
import { ownLanes } from './trust/own-lanes.ts'
import { openToken } from './trust/pkcs11.ts'
import { openVault, type Vault } from './trust/vault.ts'

export interface Hooks {
  readonly logger: Logger
  readonly clock: Clock
  /** Told at each gap between two steps; fault tests let the process die there. */
  readonly reached?: (gap: Gap) => void
  /** The gateway can no longer do its work and asks to be ended. */
  readonly onLost: (reason: string) => void
}

/** What was signed with more than we know is looked up at most once a minute (protocol §4). */
const REFRESH_MS = 60_000

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
  readonly followed: FollowedDirectory
  /** Something was signed with more than the directory says: reads it again, at most once a minute. */
  readonly refreshDirectory: () => void
  readonly keys: OwnKeys
  readonly log: OwnLog
  readonly vault: Vault
  readonly store: Store
  readonly producer: LaneProducer
  readonly busSettings: BusSettings
  readonly busLog: BusLog
  /** The lanes on which this gateway speaks and hears, as the directory has them now. */
  readonly outgoing: () => readonly string[]
  readonly incoming: () => readonly string[]
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

  const alarm: Clients['alarm'] = (code, facts) => {
    metrics.alarms.inc({ code })
    logger.error({ code, ...facts }, 'a person must look at this')
  }

  const tellSchemas = (trusted: Directory) => {
    const schemas = schemasThatDiffer(trusted).length
    if (schemas > 0) alarm('SCHEMA_DIFFERS', { schemas })
  }

  const store = openStore(config.databaseUrl, fault('database'))
  const missing = await missingMigrations(store)
  if (missing.length > 0)
    throw new Error(`the database lacks ${missing.join(', ')}: run the migrations of this version first`)
  const followed = await followDirectory({
    root: Buffer.from(config.directory.root),
    source: sourceAt(config.directory.place),
    kept: (path) => keptFile(store, path),
    adoptedDigest: (version) => adoptedDigest(store, version),
    adopt: (row) => adoptDirectory(store, row),
    now,
    adopting: async (before, next) => {
      // The file of a key that signs from this version on lies there already: else nothing could be signed for a moment.
      await keys.reread(now().getTime() / 1000).catch(fault('keys'))
      tellSchemas(next)
      for (const key of publishedLate(before, next, now().getTime() / 1000))
        alarm('KEY_PUBLISHED_LATE', { member: key.member, use: key.use, key: key.kid })
    },
    fault: fault('directory'),
    alarm,
  })
  const directory = followed.current
  tellSchemas(directory())
  let refreshedAt = now().getTime()
  const refreshDirectory = () => {
    if (now().getTime() - refreshedAt < Math.min(config.directory.refreshMs, REFRESH_MS)) return
    refreshedAt = now().getTime()
    void followed.refresh()
  }
  const token = config.pkcs11 && (await openToken(config.pkcs11))
  const keys = await readKeys(
    {
      folder: config.keysFolder,
      passphrase: config.keysPassphrase,
      member,
      directory,
      signerOf: token?.signerOf,
    },
    now().getTime() / 1000,
  )
  const log = await ownLog(directory(), member, async (nth) => (await lastCheckpoint(store, nth))?.note)
  const vault = openVault(keys.member)

  const entries = readRegister(config.destructionRegister, member)
  const forgotten = await checkRegister(store, entries)
  const lanes = ownLanes({ member, exercise: config.exercise, directory, alarm })
  const unknown = lanes.withoutCalendar()
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
    directory,
    followed,
    refreshDirectory,
    keys,
    log,
    vault,
    store,
    producer: openProducer(busSettings, { log: busLog }),
    busSettings,
    busLog,
    outgoing: lanes.outgoing,
    incoming: lanes.incoming,
    time: workingTime(directory, fault('deadlines')),
    load: async (ids) => erasedElsewhere(forgotten, ids, await loadKnown(store, vault, ids)),
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : faultOf(error)
}

/**
 * Holds a database, which may have been restored, against the destruction register. Gives the referrals that were erased
 * and that this database has never heard of: what a lane brings of them again must not begin them anew.
 *
 * @throws ConfigError when the register lacks what the database knows, or the eraser has not been through it
 */
async function checkRegister(store: Store, entries: readonly Entry[]): Promise<ReadonlySet<string>> {
  const standing = await standingOf(
    store,
    entries.map(({ referral }) => referral),
  )
  const known = new Set(entries.map(({ digest }) => digest))
  const missing = standing.done.filter((entry) => !known.has(entry)).length
  if (missing > 0)
    throw new ConfigError([
      `ONWARD_DESTRUCTION_REGISTER lacks ${missing} of the destructions that the database knows: put the newest copy of the register there`,
    ])
  if (standing.alive.length > 0)
    throw new ConfigError([
      `The database holds ${standing.alive.length} data keys that the destruction register says were destroyed: run the eraser first (eraser.ts --once)`,
    ])
  return new Set(standing.unknown)
}
