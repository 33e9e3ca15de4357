/** What is told by itself of what was asked for a person: broken glass, erasures, and what an agreement no longer keeps. */
import { v4 as uuidv4 } from 'uuid'
import type { BackgroundDeps } from '../background.ts'
import type { Clients } from '../clients.ts'
import { tellOfGlass } from '../rights/glass-notice.ts'
import { retention } from '../rights/retention.ts'
import { tellErased } from '../rights/tell-erased.ts'
import { keepRunning, type Runner } from '../runner.ts'
import { remembered } from '../store/idempotency.ts'
import { insertNotice, untoldGrants } from '../store/rights/break-glass.ts'
import { askErasure, isAllReceipted, noteTold, untoldErasures } from '../store/rights/erasure.ts'
import { closedReferrals, holdsOf } from '../store/rights/holds.ts'

const EVERY_TWO_SECONDS = 2_000
const EVERY_TEN_SECONDS = 10_000
const EVERY_SIX_HOURS = 6 * 3_600_000

/** Of each, so many in one round. */
const MOST = 100

export function keepRights(
  clients: Clients,
  { replica, submit }: BackgroundDeps,
): Readonly<Record<'glass' | 'retention' | 'erasure', Runner>> {
  const { member, now, logger, alarm, fault, store, directory, vault, reached } = clients
  const load = async (id: string) => (await clients.load([id])).get(id)
  /** One replica does it. */
  const alone = (name: string, pass: () => Promise<number>, everyMs: number) =>
    keepRunning(async () => ((await replica.holds(name)) ? await pass() : 0), everyMs, fault(name))

  return {
    glass: alone(
      'glass',
      () =>
        tellOfGlass({
          member,
          untold: () => untoldGrants(store, MOST),
          submit,
          announced: async (key) => (await remembered(store, key))?.event ?? undefined,
          noted: (grant, notice) => insertNotice(store, grant, notice),
          fingerprint: vault.fingerprint,
          alarm,
        }),
      EVERY_TEN_SECONDS,
    ),
    retention: alone(
      'retention',
      () =>
        retention({
          member,
          now,
          directory,
          closed: (after) => closedReferrals(store, { after, createdBefore: now(), limit: MOST }),
          load,
          holdsOf: (referral) => holdsOf(store, referral),
          propose: (asked) => askErasure(store, { id: uuidv4(), ...asked }),
          submit,
          told: (referral, outcome) => logger.info({ referral, outcome }, 'retention is over'),
        }),
      EVERY_SIX_HOURS,
    ),
    erasure: alone(
      'erasure',
      () =>
        tellErased({
          member,
          now,
          untold: () => untoldErasures(store, { at: now().toISOString(), limit: MOST }),
          isAllReceipted: (referral) => isAllReceipted(store, referral),
          load,
          submit,
          noteTold: (told) => noteTold(store, told),
          alarm,
          reached,
        }),
      EVERY_TWO_SECONDS,
    ),
  }
}
