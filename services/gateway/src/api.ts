/** What the HTTP face may ask, bound to the record. Nothing here decides anything. */

import { attested, consistencyProof, type Policy, type ReadTile } from '@onward/audit'
import { noteAccesses } from './accesses.ts'
import type { AppDeps } from './app.ts'
import { type BreakGlassDeps, openGrant } from './break-glass.ts'
import type { Clients } from './clients.ts'
import { type EvidenceDeps, evidence } from './evidence.ts'
import { type KnownReferral, openReferral } from './known-referral.ts'
import type { LocalKnowledgeDeps } from './local-knowledge.ts'
import { type Kept, openLocal } from './local-records.ts'
import type { Reported } from './person-report.ts'
import { type ReleaseDeps, release } from './receive/release.ts'
import { listedServices } from './service-lists.ts'
import { accessesOf, appendAccesses } from './store/accesses.ts'
import * as grants from './store/break-glass.ts'
import { notSamePerson, openSince, recordMatch, referralsOfCase, serviceLists } from './store/cases.ts'
import { lastCosigned, shownCheckpoint } from './store/cosigned.ts'
import { listDeadlines } from './store/deadlines.ts'
import { approveErasure, askErasure, bareEvents, erasureOf, waitingErasures } from './store/erasure.ts'
import { evidenceOf, receiptsOf } from './store/evidence.ts'
import { endHold, holdsOf, placeHold } from './store/holds.ts'
import { remembered } from './store/idempotency.ts'
import { underReview } from './store/key-review.ts'
import { keepLocal, localOfCase, localOfReferrals } from './store/local.ts'
import { appendLeaf, firstCheckpoints, lastCheckpoint, leafRecords } from './store/log.ts'
import { approveRelease, isReceipted, listQuarantine, quarantined } from './store/quarantine.ts'
import * as receivers from './store/receivers.ts'
import { listReferrals, loadReferrals, type ReferralView, referralOf } from './store/referrals.ts'
import { affectedBy, readingsOf } from './store/report.ts'
import type { Store } from './store/transaction.ts'
import { contradictions } from './store/witness.ts'
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
  | 'erasure'
  | 'holds'
  | 'report'
  | 'quarantine'
  | 'checkpoint'
  | 'consistency'
  | 'tile'
  | 'contradictions'
  | 'referralsOfCase'
  | 'matching'
  | 'local'
  | 'serviceLists'
  | 'noteAccesses'
  | 'accessesOf'
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
    readonly keyOf: AppDeps['report']['keyOf']
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
      const known = await load(referral)
      if (!known) return undefined
      const [bare, receipts, erasure] = await Promise.all([
        bareEvents(store, referral),
        receiptsOf(store, referral),
        known.erased ? erasureOf(store, referral) : undefined,
      ])
      const actors = new Map(known.history.map(({ event, digest }) => [digest, event.actor]))
      const events = bare.map((event) => ({
        ...event,
        actor: actors.get(event.digest) ?? null,
        receipt: receipts.get(event.digest) ?? null,
      }))
      const { erasedAt: at, leaf, ground = '' } = erasure ?? {}
      return { events, erased: at && leaf ? { at, ground, leaf } : null }
    },
    erasure: {
      of: (referral) => erasureOf(store, referral),
      ask: (asked, note) => askErasure(store, asked, note),
      approve: (approved, note) => approveErasure(store, approved, note),
      waiting: () => waitingErasures(store, MOST_LISTS),
    },
    holds: {
      of: (referral) => holdsOf(store, referral),
      place: (hold, leaf, note) => placeHold(store, hold, leaf, note),
      end: (hold, leaf, note) => endHold(store, hold, leaf, note),
    },
    report: {
      ofCase: async (id) => {
        const views = await referralsOfCase(store, id)
        const known = await loadKnown(
          store,
          vault,
          views.map((view) => view.id),
        )
        return await Promise.all(
          views.flatMap((view) => {
            const one = known.get(view.id)
            return one ? [reportedOf(store, view, one)] : []
          }),
        )
      },
      affected: (by) => affectedBy(store, by),
      keyOf: more.keyOf,
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
    noteAccesses: noteAccesses({
      now: more.release.now,
      append: (rows) => store.transact([appendAccesses(rows)]),
    }),
    accessesOf: (referral, filter) => accessesOf(store, referral, filter),
    checkpoint: () => shownCheckpoint(store),
    contradictions: (limit) => contradictions(store, limit),
    underReview: (limit) => underReview(store, limit),
    async consistency(from, to) {
      const newest = await lastCheckpoint(store)
      if (!newest || to > newest.size) return undefined
      return (await consistencyProof(from, to, readTile)).map((hash) => Buffer.from(hash).toString('base64'))
    },
    async tile({ level, index, width }) {
      const { size = 0 } = (await lastCheckpoint(store)) ?? {}
      const isThere = index * 256 + width <= Math.floor(size / 256 ** level)
      return isThere ? await readTile({ level, index, width }) : undefined
    },
  }
}

/** What broken glass needs, bound to the record. */
export function glassDeps(
  { store, now, vault, alarm }: Pick<Clients, 'store' | 'now' | 'vault' | 'alarm'>,
  broken: () => void,
): Pick<AppDeps, 'glass' | 'openGrant'> {
  const glass: BreakGlassDeps = {
    ...{ now, vault, alarm, broken },
    store: {
      insert: (grant, leaf, note) => grants.insertGrant(store, grant, leaf, note),
      confirm: (grant, by, leaf) => grants.confirmGrant(store, grant, by, leaf),
      review: (grant, by, leaf) => grants.reviewGrant(store, grant, by, leaf),
      find: (id) => grants.grantOf(store, id),
      by: (whose) => grants.grantsBy(store, whose),
      list: (filter) => grants.listGrants(store, filter),
    },
  }
  return { glass, openGrant: (referral, actor) => openGrant(glass, referral, actor) }
}

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
  const deps: EvidenceDeps = {
    messages: (referral) => evidenceOf(store, referral),
    events: (referral) => signedEvents(store, vault, referral),
    erasure: async (referral) => (await erasureOf(store, referral))?.leaf ?? undefined,
    leafRecords: (leaves) => leafRecords(store, leaves),
    firstCheckpoints: (indexes) => firstCheckpoints(store, indexes),
    readTile,
    origin: directory().member(member)?.origin ?? '',
    documents: () => directory().documents,
    issuer: () => {
      const iat = Math.floor(now().getTime() / 1000)
      const key = keys.gateway(iat)
      return key && { member, key, iat }
    },
  }
  return { evidence: (referral, content) => evidence(deps, referral, content) }
}

async function reportedOf(store: Store, view: ReferralView, known: KnownReferral): Promise<Reported> {
  const [readings, holds, erasure] = await Promise.all([
    readingsOf(store, view.id),
    holdsOf(store, view.id),
    erasureOf(store, view.id),
  ])
  return { view, known, readings, holds, erasure }
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
  return id === undefined ? undefined : (await signedEvents(store, vault, id)).get(digest)
}

/** The inner JWS of each event of a referral by its digest, exactly as it was signed; none once erased. */
async function signedEvents(
  store: Store,
  vault: Vault,
  referral: string,
): Promise<ReadonlyMap<string, string>> {
  const { wrappedKey, events = [] } = (await loadReferrals(store, [referral])).get(referral) ?? {}
  if (!wrappedKey) return new Map()
  const dataKey = vault.unwrap(referral, wrappedKey)
  return new Map(
    events.map(({ digest, content }) => [digest, vault.unlock(dataKey, digest, content).toString('latin1')]),
  )
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
