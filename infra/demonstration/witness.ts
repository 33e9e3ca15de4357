// A witness stands behind a log: another member's gateway has cosigned its newest checkpoint, each only if the log grew.
import { AuditError, openByPolicy, type Policy } from '@onward/audit'
import { until } from './api.ts'
import type { Told } from './story.ts'

export interface Witnessed {
  /** Where NL's log is served, open to all. */
  readonly log: string
  /** Its log, and the witness that must have cosigned. */
  readonly policy: Policy
}

/** Asks the log itself, as any stranger can. */
export async function cosigned({ log, policy }: Witnessed): Promise<Told> {
  const { note, checkpoint, time } = await until('a witness has cosigned the newest checkpoint', async () => {
    const note = await (await fetch(`${log}/checkpoint`)).text()
    const opened = openedBy(policy, note)
    return typeof opened === 'string' ? undefined : { note, ...opened }
  })
  const alone = note.split('\n— ').slice(0, 2).join('\n— ')
  return {
    what: `RO's gateway has cosigned NL's log of ${checkpoint.size} leaves: it has only grown`,
    who: 'RO witness',
    lane: null,
    checks: {
      'the newest checkpoint is signed by the log, and cosigned as the policy wants': time !== undefined,
      'the word of the log alone is not enough': openedBy(policy, `${alone}\n`) === 'POLICY_QUORUM',
    },
    details: { origin: checkpoint.origin, size: checkpoint.size, cosignedAt: time },
  }
}

/** The checkpoint, or the code of why it does not count. */
function openedBy(policy: Policy, note: string): ReturnType<typeof openByPolicy> | string {
  try {
    return openByPolicy(policy, note)
  } catch (error) {
    if (error instanceof AuditError) return error.code
    throw error
  }
}
