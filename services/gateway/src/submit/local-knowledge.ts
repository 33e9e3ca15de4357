/** What the rules are told that this member knows and never sends: of a case that is here, and with what begins. */
import { type Body, type Local, type LocalRecord, localOf } from '@onward/referral'
import type { KnownReferral } from '../case/known-referral.ts'
import { linkedTo } from '../case/linked.ts'
import type { Kept } from '../case/local-records.ts'
import {
  type CapacityKnown,
  confirmedInCase,
  confirmedInLists,
  confirmedTo,
  endedPermissions,
} from '../receivers/capacity.ts'
import type { ListedService } from '../receivers/service-lists.ts'
import type { Command, SubmitDeps } from '../submit.ts'

export interface LocalKnowledgeDeps {
  readonly load: (referral: string) => Promise<KnownReferral | undefined>
  /** What is recorded of a case, the oldest first. */
  readonly keptOf: (localCase: string) => Promise<readonly Kept[]>
  /** The referrals of a case, opened. */
  readonly referralsOf: (localCase: string) => Promise<readonly KnownReferral[]>
  /** The services that members have published. */
  readonly listed: () => Promise<readonly ListedService[]>
}

/**
 * Asks nothing of the database for a referral that is loaded, nor for an offer that begins a new case and says that the
 * recipient has room.
 */
export function localKnowledge(deps: LocalKnowledgeDeps): SubmitDeps['localOf'] {
  const { load, keptOf, referralsOf } = deps
  const caseOf = async ({ localCase, data }: Command, known: KnownReferral | undefined) => {
    const previous = known || localCase !== undefined ? undefined : await previousOf(load, data)
    return known?.localCase ?? localCase ?? previous?.localCase
  }
  return async (command, known): Promise<Local> => {
    const localCase = await caseOf(command, known)
    const kept = known?.kept ?? (localCase === undefined ? [] : await keptOf(localCase))
    const records = [...kept.map(({ said }) => said), ...(command.local ?? [])]
    const { verb } = command
    const isPermitting = verb === 'submit' || verb === 'grantConsent'
    // Only what gives a permission, or asks for room, is judged by the other referrals of its case.
    const others = isPermitting && localCase !== undefined ? await referralsOf(localCase) : []
    const room = verb === 'submit' ? await capacityOf(deps, command.data, { records, others }) : {}
    const linked = await linkedTo(known, verb, load)
    return { ...localOf(records), ...room, linked, endedPermissions: endedPermissions(others) }
  }
}

/** Looked for where it costs least; an emergency needs none. */
async function capacityOf(
  { listed }: Pick<LocalKnowledgeDeps, 'listed'>,
  data: unknown,
  of: { readonly records: readonly LocalRecord[]; readonly others: readonly KnownReferral[] },
): Promise<CapacityKnown> {
  const to = recipientIn(data)
  if (!to || isEmergency(data)) return {}
  const told = confirmedTo(of.records, to)
  if (told !== undefined) return { capacityConfirmedAt: told }
  const inCase = confirmedInCase(of.others, to)
  if (inCase.hasSaidYes || inCase.capacityConfirmedAt !== undefined) return inCase
  return { capacityConfirmedAt: confirmedInLists(await listed(), to) }
}

async function previousOf(
  load: LocalKnowledgeDeps['load'],
  data: unknown,
): Promise<KnownReferral | undefined> {
  if (!isObject(data) || typeof data.previousReferral !== 'string') return undefined
  return await load(data.previousReferral)
}

function recipientIn(data: unknown): Body | undefined {
  const to = isObject(data) ? data.to : undefined
  if (!isObject(to) || typeof to.member !== 'string' || typeof to.organisation !== 'string') return undefined
  return { member: to.member, organisation: to.organisation }
}

function isEmergency(data: unknown): boolean {
  return isObject(data) && data.urgency === 'emergency'
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
