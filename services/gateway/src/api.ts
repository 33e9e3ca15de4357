/** What the HTTP face may ask, bound to the record. Nothing here decides anything. */

import { consistencyProof } from '@onward/audit'
import { keptOf, MOST_LISTS } from './api/opened.ts'
import type { AppDeps } from './app.ts'
import type { KnownReferral } from './case/known-referral.ts'
import type { Clients } from './clients.ts'
import type { OwnLog, TilesOf } from './log/own-log.ts'
import { type ReleaseDeps, release } from './receive/release.ts'
import { noteAccesses } from './rights/accesses.ts'
import { notSamePerson, openSince, recordMatch, referralsOfCase, serviceLists } from './store/cases.ts'
import { shownCheckpoint } from './store/cosigned.ts'
import { listDeadlines } from './store/deadlines.ts'
import { receiptsOf } from './store/evidence.ts'
import { remembered } from './store/idempotency.ts'
import { countInquiry } from './store/inquiries.ts'
import { underReview } from './store/key-review.ts'
import { approveRelease, isReceipted, listQuarantine, quarantined } from './store/lane/quarantine.ts'
import { keepLocal } from './store/local.ts'
import { appendLeaf, lastCheckpoint } from './store/log.ts'
import * as receivers from './store/receivers.ts'
import { listReferrals, loadReferrals } from './store/referrals.ts'
import { accessesOf, appendAccesses } from './store/rights/accesses.ts'
import { bareEvents, erasureOf } from './store/rights/erasure.ts'
import type { Store } from './store/transaction.ts'
import { contradictions } from './store/witness.ts'
import type { SubmitDeps } from './submit.ts'
import type { Vault } from './trust/vault.ts'

export type RecordDeps = Pick<
  AppDeps,
  | 'remembered'
  | 'list'
  | 'load'
  | 'timeline'
  | 'deadlines'
  | 'isKnown'
  | 'quarantine'
  | 'checkpoint'
  | 'formerLogs'
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
  | 'countInquiry'
>

/** Binds the questions of the API to one member's record. */
export function recordDeps(
  store: Store,
  more: {
    readonly load: (referral: string) => Promise<KnownReferral | undefined>
    readonly vault: Vault
    readonly log: OwnLog
    readonly tilesOf: TilesOf
    readonly release: Omit<ReleaseDeps, 'find' | 'isReceipted'>
  },
): RecordDeps {
  const { load, log, tilesOf, vault } = more
  const find = (id: string) => quarantined(store, id)
  const releaseDeps = {
    ...more.release,
    find,
    isReceipted: (manifest: string) => isReceipted(store, manifest),
  }
  const served = (nth: number): Pick<AppDeps, 'checkpoint' | 'tile'> => ({
    checkpoint: () => shownCheckpoint(store, nth),
    async tile({ level, index, width }) {
      const { size = 0 } = (await lastCheckpoint(store, nth)) ?? {}
      const isThere = index * 256 + width <= Math.floor(size / 256 ** level)
      return isThere ? await tilesOf(nth)({ level, index, width }) : undefined
    },
  })
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
    contradictions: (limit) => contradictions(store, limit),
    countInquiry: (organisation, at) => countInquiry(store, organisation, at),
    underReview: (limit) => underReview(store, limit),
    async consistency(from, to) {
      const newest = await lastCheckpoint(store, log.nth)
      if (!newest || to > newest.size) return undefined
      return (await consistencyProof(from, to, tilesOf(log.nth))).map((hash) =>
        Buffer.from(hash).toString('base64'),
      )
    },
    ...served(log.nth),
    formerLogs: log.former.map((_, at) => served(at + 1)),
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
