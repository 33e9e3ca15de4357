/**
 * Tells the other member of a referral that glass was broken before it: as an incident outside the rules, which is due
 * there until somebody has looked at it. Who read, and why, stays here. What is still to be told is found by what is
 * missing, so a crash in between loses nothing and says nothing twice.
 */
import type { GrantRow } from '../store/rights/break-glass.ts'
import type { Command, Refused, Submitted } from '../submit.ts'

/** The rule that was not kept, as the other side is told it: who reads content is decided beforehand. */
export const glassRule = 'break-glass'

export interface GlassNoticeDeps {
  readonly member: string
  /** Those of which the other member has not been told. */
  readonly untold: () => Promise<readonly GrantRow[]>
  readonly submit: (command: Command) => Promise<Submitted | Refused>
  /** The event that was recorded under this key before, if any. */
  readonly announced: (key: NoticeKey) => Promise<string | undefined>
  readonly noted: (grant: string, notice: { event: string | null; code: string | null }) => Promise<unknown>
  readonly fingerprint: (text: string) => Uint8Array
  readonly alarm: (code: string, facts: Readonly<Record<string, string | number>>) => void
}

export interface NoticeKey {
  readonly principal: string
  readonly method: string
  readonly path: string
  readonly key: string
}

/** Tells what has not been told. Resolves with how many it dealt with. */
export async function tellOfGlass(deps: GlassNoticeDeps): Promise<number> {
  const grants = await deps.untold()
  for (const grant of grants) await deps.noted(grant.id, await tell(deps, grant))
  return grants.length
}

async function tell(
  { member, submit, announced, fingerprint, alarm }: GlassNoticeDeps,
  { id, referral, at }: GrantRow,
): Promise<{ event: string | null; code: string | null }> {
  const scope = { principal: 'gateway', method: 'POST', path: `break-glass/${referral}`, key: id }
  const before = await announced(scope)
  if (before !== undefined) return { event: before, code: null }
  const outcome = await submit({
    verb: 'reportIncident',
    referral,
    data: { incidentId: id, code: 'outsideRules', happenedAt: at, life: false, outsideRules: [glassRule] },
    actor: { member, organisation: member, role: 'gateway', staffId: 'gateway' },
    idempotency: { ...scope, request: fingerprint(scope.path) },
  })
  if (outcome.accepted) return { event: outcome.event, code: null }
  // Others kept changing the referral: the next pass tells it.
  if (outcome.code === 'VERSION_CONFLICT') throw new Error('a notice of broken glass met other changes')
  // Erased meanwhile, or without a lane or a key: for people to settle, who see the code.
  alarm('BREAK_GLASS_NOT_TOLD', { grant: id, referral, reason: outcome.code })
  return { event: null, code: outcome.code }
}
