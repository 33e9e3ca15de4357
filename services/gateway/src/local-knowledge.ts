/** What the rules are told that this member knows and never sends: of a case that is here, and with what begins. */
import { type Local, localOf } from '@onward/referral'
import type { KnownReferral } from './known-referral.ts'
import type { Kept } from './local-records.ts'
import type { Command, SubmitDeps } from './submit.ts'

export interface LocalKnowledgeDeps {
  readonly load: (referral: string) => Promise<KnownReferral | undefined>
  /** What is recorded of a case, the oldest first. */
  readonly keptOf: (localCase: string) => Promise<readonly Kept[]>
}

/** Asks nothing of the database for a referral that is loaded, nor for an offer that begins a new case. */
export function localKnowledge({ load, keptOf }: LocalKnowledgeDeps): SubmitDeps['localOf'] {
  const before = async ({ localCase, data }: Command, known: KnownReferral | undefined) => {
    if (known) return known.kept
    if (localCase !== undefined) return await keptOf(localCase)
    const previous = previousReferral(data)
    return previous === undefined ? [] : ((await load(previous))?.kept ?? [])
  }
  return async (command, known): Promise<Local> => {
    const kept = await before(command, known)
    return localOf([...kept.map(({ said }) => said), ...(command.local ?? [])])
  }
}

function previousReferral(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || !('previousReferral' in data)) return undefined
  return typeof data.previousReferral === 'string' ? data.previousReferral : undefined
}
