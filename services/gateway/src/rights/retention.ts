/**
 * Retention (R55, practice §12): what was closed as many days ago as the agreement says is proposed to be erased, and the
 * data-protection officer has the last word. What is under a legal hold is kept, and the other side is told on which ground.
 */
import { sectionNames } from '@onward/contract'
import type { Directory } from '@onward/directory'
import { fold, type History, type Status, status } from '@onward/referral'
import { actorIn } from '../actor.ts'
import type { KnownReferral } from '../case/known-referral.ts'
import type { HoldRow } from '../store/rights/holds.ts'
import type { Command, Refused, Submitted } from '../submit.ts'

export interface RetentionDeps {
  readonly member: string
  readonly now: () => Date
  readonly directory: () => Directory
  /** Nothing left to do, nobody has asked for its erasure; after this id, in order of ids. */
  readonly closed: (after: string) => Promise<readonly string[]>
  readonly load: (referral: string) => Promise<KnownReferral | undefined>
  readonly holdsOf: (referral: string) => Promise<readonly HoldRow[]>
  /** Asks for the erasure in the name of the agreement. */
  readonly propose: (asked: {
    readonly referral: string
    readonly ground: 'retention'
    readonly by: string
    readonly at: string
  }) => Promise<void>
  readonly submit: (command: Command) => Promise<Submitted | Refused>
  /** Told of each that is proposed or kept, and of what cannot be judged: ids and codes only. */
  readonly told: (
    referral: string,
    outcome: 'proposed' | 'kept' | 'AGREEMENT_UNKNOWN' | Refused['code'],
  ) => void
}

const DAY_MS = 86_400_000

/** Statuses on which nothing is left to do; `is_open` of the record (0007) says the same. */
export const overStatuses: ReadonlySet<Status> = new Set([
  'undelivered',
  'cancelled',
  'withdrawn',
  'declined',
  'redirected',
  'closed',
  'inquiryWithdrawn',
])

/** One round over all of them. Resolves with 0. */
export async function retention(deps: RetentionDeps): Promise<number> {
  for (let after = FIRST; ; ) {
    const page = await deps.closed(after)
    for (const id of page) await judgeOne(deps, id)
    const last = page.at(-1)
    if (last === undefined) return 0
    after = last
  }
}

const FIRST = '00000000-0000-0000-0000-000000000000'

/** When nothing was left to do any more: the time of the statement since which that is so. Undefined while there is. */
export function closedAt(history: History): string | undefined {
  const inTime = history.toSorted((one, other) => (one.event.time < other.event.time ? -1 : 1))
  const lastOpen = inTime.findLastIndex((_, at) => {
    const referral = fold(inTime.slice(0, at + 1))
    return referral === undefined || !overStatuses.has(status(referral))
  })
  return inTime[lastOpen + 1]?.event.time
}

async function judgeOne(deps: RetentionDeps, id: string): Promise<void> {
  const known = await deps.load(id)
  const since = known && closedAt(known.history)
  const agreed = known?.history.at(-1)?.event.agreement
  if (!known || known.erased || since === undefined || agreed === undefined) return
  const agreement = deps.directory().agreement(agreed)
  if (!agreement) return deps.told(id, 'AGREEMENT_UNKNOWN')
  const now = deps.now()
  if (Date.parse(since) + agreement.retention.daysAfterClosure * DAY_MS > now.getTime()) return

  const today = now.toISOString().slice(0, 10)
  const hold = (await deps.holdsOf(id)).find(({ until, endedAt }) => until >= today && endedAt === null)
  if (!hold) {
    const by = `agreement/retention/${agreement.id}`
    await deps.propose({ referral: id, ground: 'retention', by, at: now.toISOString() })
    return deps.told(id, 'proposed')
  }
  const isSaid = known.history.some(
    ({ event }) =>
      event.type === 'data.kept' &&
      event.source === `urn:onward:member:${deps.member}` &&
      event.time >= hold.at,
  )
  const actor = actorIn(deps.member, hold.by)
  const officer = agreement.officers.find(({ member }) => member === deps.member)
  if (isSaid || !actor || !officer) return
  const outcome = await deps.submit({
    verb: 'keepWithGround',
    data: {
      ground: hold.ground,
      sections: sectionNames,
      reviewDate: hold.until,
      officer: { name: officer.name, contact: officer.contact },
    },
    referral: id,
    actor,
    // Only if it is still as it was looked at, so that it is said once.
    seen: known.version,
  })
  deps.told(id, outcome.accepted ? 'kept' : outcome.code)
}
