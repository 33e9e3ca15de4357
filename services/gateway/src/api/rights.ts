import type { AppDeps } from '../app.ts'
import type { KnownReferral } from '../case/known-referral.ts'
import type { Clients } from '../clients.ts'
import { type BreakGlassDeps, openGrant } from '../rights/break-glass.ts'
import type { Reported } from '../rights/person-report.ts'
import { referralsOfCase } from '../store/cases.ts'
import type { ReferralView } from '../store/referrals.ts'
import * as grants from '../store/rights/break-glass.ts'
import { approveErasure, askErasure, erasureOf, waitingErasures } from '../store/rights/erasure.ts'
import { endHold, holdsOf, placeHold } from '../store/rights/holds.ts'
import { affectedBy, readingsOf } from '../store/rights/report.ts'
import type { Store } from '../store/transaction.ts'
import { loadKnown } from './opened.ts'

const MOST_WAITING = 200

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

/** Erasure, legal holds, and what is reported of them. */
export function rightsDeps({
  store,
  vault,
  directory,
}: Pick<Clients, 'store' | 'vault' | 'directory'>): Pick<AppDeps, 'erasure' | 'holds' | 'report'> {
  return {
    erasure: {
      of: (referral) => erasureOf(store, referral),
      ask: (asked, note) => askErasure(store, asked, note),
      approve: (approved, note) => approveErasure(store, approved, note),
      waiting: () => waitingErasures(store, MOST_WAITING),
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
      keyOf: (kid) => directory().key(kid),
    },
  }
}

async function reportedOf(store: Store, view: ReferralView, known: KnownReferral): Promise<Reported> {
  const [readings, holds, erasure] = await Promise.all([
    readingsOf(store, view.id),
    holdsOf(store, view.id),
    erasureOf(store, view.id),
  ])
  return { view, known, readings, holds, erasure }
}
