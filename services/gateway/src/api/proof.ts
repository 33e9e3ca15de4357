/** What proves something to others, bound to the record: bundles, cosigned checkpoints, our word as a witness. */
import { hash } from 'node:crypto'
import { attested, type Policy, type ReadTile, tileReader } from '@onward/audit'
import { originsOf } from '@onward/directory'
import type { AppDeps } from '../app.ts'
import type { Clients } from '../clients.ts'
import type { Contradict } from '../log/contradictions.ts'
import { type EvidenceDeps, evidence } from '../log/evidence.ts'
import type { TilesOf } from '../log/own-log.ts'
import { peerLogs } from '../log/peer-logs.ts'
import type { WitnessDeps } from '../log/witness.ts'
import { type SightingOfDeps, sightingOf } from '../restore/sighting-of.ts'
import { firstCheckpoints, lastCosigned, shownCheckpoint } from '../store/cosigned.ts'
import { evidenceOf } from '../store/evidence.ts'
import { laneIn } from '../store/lane/inbox.ts'
import { fullTile, leafHashes, leafRecords, tileRoots } from '../store/log.ts'
import { erasureOf } from '../store/rights/erasure.ts'
import { firstStamped } from '../store/time-stamp.ts'
import type { Store } from '../store/transaction.ts'
import { advanceWitnessed, keepRefused, lastWitnessed, newestSeen } from '../store/witness.ts'
import { signedEvents } from './opened.ts'

/** The tiles of our logs, as the record has them; of each log one reader, with which what is hashed is kept. */
export function ownTiles(store: Store): TilesOf {
  const readers = new Map<number, ReadTile>()
  return (nth) => {
    const known = readers.get(nth)
    if (known) return known
    const made = tileReader({
      fullTile: (level, index) => fullTile(store, nth, level, index),
      leafHashes: (from, to) => leafHashes(store, nth, from, to),
      tileRoots: (level, from, to) => tileRoots(store, nth, level, from, to),
    })
    readers.set(nth, made)
    return made
  }
}

/** When a quorum last cosigned the newest checkpoint or, until it has, the one before. */
export async function cosignedAt(store: Store, nth: number, policy: Policy): Promise<Date | undefined> {
  const notes = [await shownCheckpoint(store, nth), (await lastCosigned(store, nth))?.note]
  const times = notes.flatMap((note) => (note === undefined ? [] : (attested(policy, note)?.time ?? [])))
  return times[0] === undefined ? undefined : new Date(times[0] * 1000)
}

/** What proves a referral's messages, bound to the record, our log and our key. */
export function evidenceDeps(
  { store, vault, member, now, directory, keys, log }: Clients,
  tilesOf: TilesOf,
): Pick<AppDeps, 'evidence'> {
  const deps: EvidenceDeps = {
    messages: (referral) => evidenceOf(store, referral),
    events: (referral) => signedEvents(store, vault, referral),
    erasure: async (referral) => (await erasureOf(store, referral))?.leafSeq ?? undefined,
    leafRecords: (seqs) => leafRecords(store, seqs),
    firstCheckpoints: (nth, indexes) => firstCheckpoints(store, nth, indexes),
    firstStamped: (checkpoints) => firstStamped(store, checkpoints),
    tilesOf,
    origins: [...log.former.map(({ origin }) => origin), log.origin],
    documents: () => directory().documents,
    issuer: () => {
      const iat = Math.floor(now().getTime() / 1000)
      const key = keys.gateway(iat)
      return key && { member, key, iat }
    },
  }
  return { evidence: (referral, content) => evidence(deps, referral, content) }
}

/** What we have seen of peers: signed by us as a whole, and their logs' own notes. */
export function sightingDeps({
  store,
  member,
  now,
  directory,
  keys,
}: Clients): Pick<AppDeps, 'sighting' | 'seenOf'> {
  const deps: SightingOfDeps = {
    member,
    now,
    directory,
    gatewayKey: keys.gateway,
    laneIn: (lane) => laneIn(store, lane),
    newestSeen: (origin) => newestSeen(store, origin),
  }
  return {
    sighting: (peer) => sightingOf(deps, peer),
    async seenOf(originHash) {
      const origins = directory().members().flatMap(originsOf)
      const origin = origins.find((each) => hash('sha256', each, 'hex') === originHash)
      return origin === undefined ? undefined : (await newestSeen(store, origin))?.note
    },
  }
}

/** What our witness needs to know of the logs of peers. */
export function witnessDeps({ member, now, store, directory, keys }: Clients, told: Contradict): WitnessDeps {
  return {
    now,
    signer: () => keys.witness(now().getTime() / 1000),
    logsOf: (origin) =>
      peerLogs(directory(), { member, policy: undefined, at: now() })
        .map(({ log }) => log)
        .filter(({ name }) => name === origin),
    last: (origin) => lastWitnessed(store, origin),
    advance: (from, next, at) => advanceWitnessed(store, from, next, at),
    keepRefused: (note) => keepRefused(store, note),
    contradict: told,
  }
}
