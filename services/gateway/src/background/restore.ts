/** What a gateway does that may stand on a restored database, until it may sign (docs/restore.md). */
import { signedEvent } from '../api/opened.ts'
import type { Clients } from '../clients.ts'
import type { Config } from '../config.ts'
import { readNote } from '../log/last-checkpoint.ts'
import type { TilesOf } from '../log/own-log.ts'
import { logKeys } from '../log/peer-logs.ts'
import { sealAnew } from '../relay/republish.ts'
import { takeBack } from '../restore/given-back.ts'
import { type SigningStanding, signingStanding } from '../restore/restored.ts'
import { readBundles, readSightings } from '../restore/sightings.ts'
import { keepRunning } from '../runner.ts'
import { commitGivenBack } from '../store/commit.ts'
import { sentManifests } from '../store/lane/inbox.ts'
import { headOf, pendingOf } from '../store/lane/outbox.ts'
import { renewEvent, renewOthers } from '../store/lane/renew.ts'
import { lastCheckpoint } from '../store/log.ts'

const EVERY_TEN_SECONDS = 10_000
/** What waits on a lane is renewed at once, so that nothing is renewed twice. */
const ALL = 1_000_000

export interface WatchedStanding {
  readonly now: () => SigningStanding
  /** Resolves once something may be signed. */
  readonly settled: Promise<void>
  stop(): Promise<void>
}

/** Asks where our log and our lanes were last seen until that is settled; `now` tells it, and that it is open until then. */
export function watchStanding(
  clients: Clients,
  config: Pick<Config, 'lastCheckpoint' | 'sightings'>,
  tilesOf: TilesOf,
): WatchedStanding {
  const { store, directory, member, log: own, outgoing, now, alarm, fault } = clients
  const { lastCheckpoint: places, sightings: folder } = config
  const refused = (file: string, code: string) =>
    clients.logger.warn({ file, code }, 'a file of a peer is not believed')
  const isAsked = places.length > 0 || folder !== undefined || own.former.length > 0
  let standing: SigningStanding = isAsked ? 'LAST_CHECKPOINT_UNKNOWN' : 'ok'
  const settled = Promise.withResolvers<void>()
  if (!isAsked) settled.resolve()
  const noteOf = async (nth: number) => (await lastCheckpoint(store, nth))?.note
  const lanes = () => outgoing().filter((lane) => !directory().lane(lane)?.suspended)
  const asking = keepRunning(
    async () => {
      if (standing === 'ok') return 0
      if (folder !== undefined) await takeAllBack(clients, folder, refused)
      const next = await signingStanding({
        own,
        directory,
        notes: places.map((place) => () => readNote(place)),
        sightings:
          folder === undefined ? undefined : () => readSightings(folder, { member, directory, now, refused }),
        lanes,
        head: (lane) => headOf(store, lane),
        keys: logKeys(directory(), member),
        size: async () => (await lastCheckpoint(store, own.nth))?.size ?? 0,
        lastOfFormer: () => noteOf(own.nth - 1),
        readTile: tilesOf(own.nth),
      })
      if (next === 'ok' && folder !== undefined) for (const lane of lanes()) await renewWaiting(clients, lane)
      if (next !== standing && next !== 'ok') alarm(next, { member })
      standing = next
      if (next === 'ok') settled.resolve()
      return 0
    },
    EVERY_TEN_SECONDS,
    fault('restore'),
  )
  return {
    now: () => (directory().member(member)?.origin === own.origin ? standing : 'LOG_REPLACED'),
    settled: settled.promise,
    stop: () => asking.stop(),
  }
}

/** What we said since the backup, from the bundles that peers gave. */
async function takeAllBack(
  { store, vault, member, now, directory, load, time, logger }: Clients,
  folder: string,
  refused: (file: string, code: string) => void,
): Promise<void> {
  for (const { file, bytes } of await readBundles(folder)) {
    const taken = await takeBack(
      {
        ...{ member, now, vault, directory, load, deadlinesOf: time.deadlinesOf },
        sentManifests: (digests) => sentManifests(store, digests),
        commit: (change, sent) => commitGivenBack(store, change, sent),
      },
      bytes,
    )
    if (typeof taken === 'string') refused(file, taken)
    else if (taken > 0) logger.info({ file, messages: taken }, 'given back by a peer')
  }
}

/** What waits for a number may have had one that this record has forgotten: its receiver knows its jti. */
async function renewWaiting(clients: Clients, lane: string): Promise<void> {
  const { store, vault } = clients
  await renewOthers(store, lane)
  for (const { jti, kind, event } of await pendingOf(store, lane, ALL)) {
    if (kind !== 'envelope' || event === null) continue
    await sealAnew(
      {
        ...clients,
        signedEvent: (digest) => signedEvent(store, vault, digest),
        commitAnew: (old, pending, data) => renewEvent(store, old, pending, data),
      },
      lane,
      { jti, event },
    )
  }
}
