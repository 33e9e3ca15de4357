import { type KnownReferral, openReferral } from '../case/known-referral.ts'
import { type Kept, openLocal } from '../case/local-records.ts'
import { listedServices } from '../receivers/service-lists.ts'
import { referralsOfCase, serviceLists } from '../store/cases.ts'
import { localOfCase, localOfReferrals } from '../store/local.ts'
import { loadReferrals, referralOf } from '../store/referrals.ts'
import type { Store } from '../store/transaction.ts'
import type { LocalKnowledgeDeps } from '../submit/local-knowledge.ts'
import type { Vault } from '../trust/vault.ts'

/** The most lists of services that are read together: a peer has one, or a few if it publishes anew. */
export const MOST_LISTS = 200

/** The inner JWS of an event, exactly as it was signed; undefined once erased. */
export async function signedEvent(store: Store, vault: Vault, digest: string): Promise<string | undefined> {
  const id = await referralOf(store, digest)
  return id === undefined ? undefined : (await signedEvents(store, vault, id)).get(digest)
}

/** The inner JWS of each event of a referral by its digest, exactly as it was signed; none once erased. */
export async function signedEvents(
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
