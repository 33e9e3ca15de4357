/** What proves something to others, bound to the record: bundles, cosigned checkpoints, our word as a witness. */
import { attested, type Policy, type ReadTile } from '@onward/audit'
import type { AppDeps } from '../app.ts'
import type { Clients } from '../clients.ts'
import type { Contradict } from '../contradictions.ts'
import { type EvidenceDeps, evidence } from '../evidence.ts'
import { peerLogs } from '../peer-logs.ts'
import { firstCheckpoints, lastCosigned, shownCheckpoint } from '../store/cosigned.ts'
import { erasureOf } from '../store/erasure.ts'
import { evidenceOf } from '../store/evidence.ts'
import { leafRecords } from '../store/log.ts'
import { firstStamped } from '../store/time-stamp.ts'
import type { Store } from '../store/transaction.ts'
import { advanceWitnessed, keepRefused, lastWitnessed } from '../store/witness.ts'
import type { WitnessDeps } from '../witness.ts'
import { signedEvents } from './opened.ts'

/** When a quorum last cosigned the newest checkpoint or, until it has, the one before. */
export async function cosignedAt(store: Store, policy: Policy): Promise<Date | undefined> {
  const notes = [await shownCheckpoint(store), (await lastCosigned(store))?.note]
  const times = notes.flatMap((note) => (note === undefined ? [] : (attested(policy, note)?.time ?? [])))
  return times[0] === undefined ? undefined : new Date(times[0] * 1000)
}

/** What proves a referral's messages, bound to the record, our log and our key. */
export function evidenceDeps(
  { store, vault, member, now, directory, keys }: Clients,
  readTile: ReadTile,
): Pick<AppDeps, 'evidence'> {
  const origin = directory().member(member)?.origin ?? ''
  const deps: EvidenceDeps = {
    messages: (referral) => evidenceOf(store, referral),
    events: (referral) => signedEvents(store, vault, referral),
    erasure: async (referral) => (await erasureOf(store, referral))?.leaf ?? undefined,
    leafRecords: (leaves) => leafRecords(store, leaves),
    firstCheckpoints: (indexes) => firstCheckpoints(store, indexes),
    firstStamped: (sizes) => firstStamped(store, origin, sizes),
    readTile,
    origin,
    documents: () => directory().documents,
    issuer: () => {
      const iat = Math.floor(now().getTime() / 1000)
      const key = keys.gateway(iat)
      return key && { member, key, iat }
    },
  }
  return { evidence: (referral, content) => evidence(deps, referral, content) }
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
