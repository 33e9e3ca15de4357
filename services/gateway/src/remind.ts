/**
 * Step 5. What time brings about is written down as an event, never read off a clock while folding: a consent that
 * has run out is said to have expired by its sender's gateway.
 */
import type { Referral } from '@onward/referral'
import type { Actor } from './actor.ts'
import type { Command, Refused, Submitted } from './submit.ts'

export interface RemindDeps {
  readonly member: string
  readonly now: () => Date
  readonly expired: (at: string) => Promise<readonly string[]>
  readonly permissionOf: (referral: string) => Promise<Referral['facets']['consent']['permission']>
  readonly submit: (command: Command) => Promise<Submitted | Refused>
  readonly onRefusal: (referral: string, code: string) => void
}

/** One round over the consents that have run out. Resolves with how many it wrote down. */
export async function remind(deps: RemindDeps): Promise<number> {
  const actor: Actor = { member: deps.member, organisation: deps.member, role: 'gateway', staffId: 'gateway' }
  let written = 0
  for (const referral of await deps.expired(deps.now().toISOString())) {
    const permission = await deps.permissionOf(referral)
    if (!permission) continue
    const { permissionId, validUntil } = permission
    const outcome = await deps.submit({
      verb: 'expireConsent',
      data: { permissionId, validUntil },
      referral,
      actor,
    })
    if (outcome.accepted) written += 1
    else deps.onRefusal(referral, outcome.code)
  }
  return written
}
