/**
 * What is approved to be erased is told to the other side first, for afterwards nothing can be said (R20): `data.erased`,
 * in the name of whoever approved it. It waits until all that we said before has arrived, for a day at most; a member that
 * is away for longer must not keep the person's data here.
 */
import { sectionNames } from '@onward/contract'
import { actorIn } from '../actor.ts'
import type { KnownReferral } from '../case/known-referral.ts'
import type { Gap } from '../gap.ts'
import type { ErasureRow } from '../store/rights/erasure.ts'
import type { Command, Refused, Submitted } from '../submit.ts'

export interface TellErasedDeps {
  readonly member: string
  readonly now: () => Date
  readonly untold: () => Promise<readonly ErasureRow[]>
  readonly isAllReceipted: (referral: string) => Promise<boolean>
  readonly load: (referral: string) => Promise<KnownReferral | undefined>
  readonly submit: (command: Command) => Promise<Submitted | Refused>
  readonly noteTold: (told: {
    readonly id: string
    readonly event: string | undefined
    readonly at: string
  }) => Promise<void>
  readonly alarm: (code: string, facts: Readonly<Record<string, string | number>>) => void
  readonly reached: (gap: Gap) => void
}

const LONGEST_WAIT_MS = 24 * 3_600_000

/** One round. Resolves with 0: what waits for a receipt is looked at in the next. */
export async function tellErased(deps: TellErasedDeps): Promise<number> {
  for (const erasure of await deps.untold()) await tellOne(deps, erasure)
  return 0
}

async function tellOne(deps: TellErasedDeps, erasure: ErasureRow): Promise<void> {
  const { id, referral, ground, approvedBy, approvedAt } = erasure
  if (approvedBy === null || approvedAt === null) return
  const at = deps.now().toISOString()
  const known = await deps.load(referral)
  if (!known || known.erased) return
  const said = known.history.find(({ event }) => isOurs(deps.member, event) && event.time >= approvedAt)
  if (!said) {
    const mayWait = Date.parse(at) - Date.parse(approvedAt) < LONGEST_WAIT_MS
    if (mayWait && !(await deps.isAllReceipted(referral))) return
    const outcome = await deps.submit({
      verb: 'confirmErased',
      data: { ground, erasedAt: at, sections: sectionNames },
      referral,
      actor: approver(deps.member, approvedBy),
      // Only if it is still as it was looked at, so that nothing is told twice.
      seen: known.version,
    })
    if (outcome.accepted) {
      deps.reached('erase.said')
      return await deps.noteTold({ id, event: outcome.digest, at })
    }
    if (outcome.code === 'VERSION_CONFLICT') return
    // Nobody there can be told, and that must not keep it here.
    deps.alarm('ERASURE_UNTOLD', { referral, code: outcome.code })
  }
  await deps.noteTold({ id, event: said?.digest, at })
}

function isOurs(
  member: string,
  { type, source }: { readonly type: string; readonly source: string },
): boolean {
  return type === 'data.erased' && source === `urn:onward:member:${member}`
}

function approver(member: string, attribute: string) {
  const actor = actorIn(member, attribute)
  if (!actor) throw new Error('an erasure was approved by nobody')
  return actor
}
