/** What the HTTP face may ask, bound to the record. Nothing here decides anything. */
import { consistencyProof, formatProof, inclusionProof, type ReadTile } from '@onward/audit'
import type { AppDeps } from './app.ts'
import type { Clients } from './clients.ts'
import { type KnownReferral, openReferral } from './known-referral.ts'
import type { LocalKnowledgeDeps } from './local-knowledge.ts'
import { type Kept, openLocal } from './local-records.ts'
import { type ReleaseDeps, release } from './receive/release.ts'
import { listedServices } from './service-lists.ts'
import { notSamePerson, openSince, recordMatch, referralsOfCase, serviceLists } from './store/cases.ts'
import { listDeadlines } from './store/deadlines.ts'
import { evidenceOf, receiptsOf } from './store/evidence.ts'
import { remembered } from './store/idempotency.ts'
import { underReview } from './store/key-review.ts'
import { keepLocal, localOfCase, localOfReferrals } from './store/local.ts'
import { appendLeaf, lastCheckpoint, leafRecords } from './store/log.ts'
import { approveRelease, isReceipted, listQuarantine, quarantined } from './store/quarantine.ts'
import * as receivers from './store/receivers.ts'
import { listReferrals, loadReferrals, referralOf } from './store/referrals.ts'
import type { Store } from './store/transaction.ts'
import type { SubmitDeps } from './submit.ts'
import type { Vault } from './vault.ts'

export type RecordDeps = Pick<
  AppDeps,
  | 'remembered'
  | 'list'
  | 'load'
  | 'timeline'
  | 'deadlines'
  | 'isKnown'
  | 'evidence'
  | 'leafRecords'
  | 'proofOf'
  | 'quarantine'
  | 'checkpoint'
  | 'consistency'
  | 'referralsOfCase'
  | 'matching'
  | 'local'
  | 'serviceLists'
  | 'underReview'
>

/** The most lists of services that are read together: a peer has one, or a few if it publishes anew. */
const MOST_LISTS = 200

/** Binds the questions of the API to one member's record. */
export function recordDeps(
  store: Store,
  more: {
    readonly load: (referral: string) => Promise<KnownReferral | undefined>
    readonly vault: Vault
    readonly readTile: ReadTile
    readonly release: Omit<ReleaseDeps, 'find' | 'isReceipted'>
  },
): RecordDeps {
  const { load, readTile, vault } = more
  const find = (id: string) => quarantined(store, id)
  const releaseDeps = {
    ...more.release,
    find,
    isReceipted: (manifest: string) => isReceipted(store, manifest),
  }
  return {
    remembered: (scope) => remembered(store, scope),
    list: (filter) => listReferrals(store, filter),
    deadlines: (filter) => listDeadlines(store, filter),
    load,
    isKnown: async (referral) => (await loadReferrals(store, [referral])).size > 0,
    async timeline(referral) {
      const stored = (await loadReferrals(store, [referral])).get(referral)
      if (!stored) return undefined
      const [known, receipts] = await Promise.all([load(referral), receiptsOf(store, referral)])
      const recordedAt = new Map(stored.events.map((event) => [event.digest, event.recordedAt]))
      return (known?.history ?? [])
        .map(({ event, digest, standing }) => ({
          event: event.id,
          digest,
          author: event.source.slice(event.source.lastIndexOf(':') + 1),
          sequence: event.sequence,
          type: event.type,
          time: event.time,
          recordedAt: recordedAt.get(digest) ?? event.time,
          actor: event.actor,
          standing,
          receipt: receipts.get(digest) ?? null,
        }))
        .sort((one, other) => (one.recordedAt < other.recordedAt ? -1 : 1))
    },
    evidence: (referral) => evidenceOf(store, referral),
    leafRecords: (leaves) => leafRecords(store, leaves),
    async proofOf(leaf) {
      const [records, newest] = await Promise.all([leafRecords(store, [leaf]), lastCheckpoint(store)])
      const index = records.get(leaf)?.index ?? undefined
      if (index === undefined || !newest || index >= newest.size) return undefined
      const hashes = await inclusionProof(index, newest.size, readTile)
      return formatProof({ index, hashes, checkpoint: newest.note, extra: Buffer.from(leaf, 'base64url') })
    },
    quarantine: {
      list: (filter) => listQuarantine(store, filter),
      find,
      approve: (approval) => approveRelease(store, approval),
      release: (id) => release(releaseDeps, id),
    },
    referralsOfCase: (id) => referralsOfCase(store, id),
    matching: {
      openSince: (since, limit) => openSince(store, since, limit),
      notSamePerson: (referral) => notSamePerson(store, referral),
      record: (decision, idempotency) => recordMatch(store, decision, idempotency),
    },
    local: {
      ofCase: keptOf(store, vault),
      keep: (keeping) => keepLocal(store, keeping),
      vault,
    },
    async serviceLists() {
      const known = await Promise.all((await serviceLists(store, MOST_LISTS)).map(load))
      return known.flatMap((referral) => (referral ? [referral.history] : []))
    },
    underReview: (limit) => underReview(store, limit),
    checkpoint: async () => (await lastCheckpoint(store))?.note,
    async consistency(from, to) {
      const newest = await lastCheckpoint(store)
      if (!newest || to > newest.size) return undefined
      return (await consistencyProof(from, to, readTile)).map((hash) => Buffer.from(hash).toString('base64'))
    },
  }
}

/** What receivers without a gateway need, bound to the record. */
export function receiverDeps(
  { store, member, now, directory, vault, alarm }: Clients,
  localOf: SubmitDeps['localOf'],
): Pick<AppDeps, 'attestations' | 'links'> {
  return {
    attestations: {
      now,
      vault,
      store: {
        insert: (row, leaf) => receivers.insertNote(store, row, leaf),
        notesOf: (referral) => receivers.notesOf(store, referral),
      },
    },
    links: {
      ...{ member, now, directory, localOf, alarm },
      store: {
        insert: (link, leaf, note) =>
          receivers.insertLink(store, link, leaf, { ...note, referral: link.referral }),
        linksOf: (referral) => receivers.linksOf(store, referral),
        takeTry: (address, at) => receivers.takeTry(store, address, at),
        unlock: (to) => receivers.unlock(store, to),
        linkOf: (by) => receivers.linkOf(store, by),
        revoke: (what) => receivers.revokeLink(store, what),
        append: (leaf) => appendLeaf(store, leaf),
      },
    },
  }
}

/** The inner JWS of an event, exactly as it was signed; undefined once erased. */
export async function signedEvent(store: Store, vault: Vault, digest: string): Promise<string | undefined> {
  const id = await referralOf(store, digest)
  const stored = id === undefined ? undefined : (await loadReferrals(store, [id])).get(id)
  const event = stored?.events.find((each) => each.digest === digest)
  if (!id || !stored?.wrappedKey || !event) return undefined
  return vault.unlock(vault.unwrap(id, stored.wrappedKey), digest, event.content).toString('latin1')
}

/** What is recorded of a case and never sent, the oldest first. */
export function keptOf(store: Store, vault: Vault): (localCase: string) => Promise<readonly Kept[]> {
  return async (localCase) => openLocal(vault, await localOfCase(store, localCase))
}

/** Referrals opened, each with what is known of its case here. One round trip, however many. */
export async function loadKnown(
  store: Store,
  vault: Vault,
  ids: readonly string[],
): Promise<ReadonlyMap<string, KnownReferral>> {
  const [stored, local] = await Promise.all([loadReferrals(store, ids), localOfReferrals(store, ids)])
  return new Map([...stored].map(([id, each]) => [id, openReferral(vault, each, local.get(id) ?? [])]))
}

/** What is asked of the record so that the rules know what this member knows. */
export function knowledgeOf(store: Store, vault: Vault): LocalKnowledgeDeps {
  const load = async (id: string) => (await loadKnown(store, vault, [id])).get(id)
  return {
    load,
    keptOf: keptOf(store, vault),
    referralsOf: async (localCase) => {
      const referrals = await referralsOfCase(store, localCase)
      return [
        ...(
          await loadKnown(
            store,
            vault,
            referrals.map(({ id }) => id),
          )
        ).values(),
      ]
    },
    listed: async () => {
      const lists = await loadKnown(store, vault, await serviceLists(store, MOST_LISTS))
      return listedServices([...lists.values()].map(({ history }) => history))
    },
  }
}

/** The other open referrals of the case of one, opened. */
export function othersOfCase(
  store: Store,
  load: (referrals: readonly string[]) => Promise<ReadonlyMap<string, KnownReferral>>,
): (known: KnownReferral) => Promise<readonly KnownReferral[]> {
  return async ({ id, localCase }) => {
    const others = (await referralsOfCase(store, localCase)).filter((each) => each.open && each.id !== id)
    return others.length === 0 ? [] : [...(await load(others.map((each) => each.id))).values()]
  }
}
