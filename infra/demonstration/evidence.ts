// What a gateway shows an auditor: which referrals it holds, what was said about them, and what proves it.
import type { Directory } from '@onward/directory'
import { type Report, verifyBundle } from '@onward/evidence'
import { type Caller, until } from './api.ts'

/** The file that a gateway hands out about a referral, and what it proves. */
export interface Evidence {
  readonly file: Uint8Array
  readonly report: Report
}

export async function evidenceOf(
  caller: Caller,
  referral: string,
  { directory, content = false }: { readonly directory: Directory; readonly content?: boolean },
): Promise<Evidence> {
  const file = await caller.file(`/v1/referrals/${referral}/evidence${content ? '?content=1' : ''}`)
  return { file, report: verifyBundle(file, directory) }
}

/** The digests of all events of a referral, both members'. */
export async function eventsOf(caller: Caller, referral: string): Promise<readonly string[]> {
  const { body } = await caller.get<{ readonly events: readonly { readonly digest: string }[] }>(
    `/v1/referrals/${referral}/timeline`,
  )
  return body.events.map(({ digest }) => digest)
}

/** Every referral that this side holds, the one last heard of first, however many pages that are. */
export async function referralsOf(caller: Caller): Promise<Page['referrals']> {
  const held: Page['referrals'][number][] = []
  for (let cursor = ''; ; ) {
    const { body } = await caller.get<Page>(`/v1/referrals?limit=100${cursor}`)
    held.push(...body.referrals)
    if (body.next === undefined) return held
    cursor = `&cursor=${body.next}`
  }
}

interface Page {
  readonly referrals: readonly { readonly id: string; readonly updatedAt: string }[]
  readonly next?: string
}

/**
 * The evidence of one referral once it is complete: a message is proved when the next checkpoints of both logs are
 * signed, a second or two after it was sent.
 *
 * @throws StoryError NOT_IN_TIME
 */
export function completeEvidence(
  caller: Caller,
  referral: string,
  how: { readonly directory: Directory; readonly content?: boolean },
): Promise<Evidence> {
  const complete = async () => {
    const evidence = await evidenceOf(caller, referral, how)
    // What does not hold will not hold later either. That the peer's log grew as it should is for the peer to show.
    const { holds, missing } = evidence.report
    return !holds || missing.every(({ code }) => code === 'CONSISTENCY') ? evidence : undefined
  }
  return until(`${caller.member} proves every message`, complete, { ms: 30_000, every: 100 })
}
