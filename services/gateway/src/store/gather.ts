/**
 * Decisions that come while others are being committed are committed together: one transaction, one flush to the disk,
 * one write to the connection. They wait for more only as long as each turn of the event loop brings some (ADR 28), so a decision
 * alone is committed at once.
 */
import { setImmediate as turn } from 'node:timers/promises'
import type { LaneRunners } from '../relay/runners.ts'
import { type Committed, commitDecisions, commitLocal, type Decided } from './commit.ts'
import type { Store } from './transaction.ts'

/** At most so many in one transaction: their bodies are 11 KB each. */
const MOST = 24

interface Asked {
  readonly decided: Decided
  readonly resolve: (committed: Committed) => void
  readonly reject: (error: unknown) => void
}

/** `commitLocal` for many callers at once, and what follows for the lanes; what each is told is true of its own decision. */
export function gatherCommits(
  store: Store,
  lanes: Pick<LaneRunners, 'numberWith' | 'hand'>,
): (decided: Decided) => Promise<Committed> {
  const waiting: Asked[] = []
  let isCommitting = false

  async function drain(): Promise<void> {
    isCommitting = true
    while (waiting.length > 0) {
      await whileMoreCome(waiting)
      await commitTogether(store, lanes, take(waiting))
    }
    isCommitting = false
  }

  return (decided) =>
    new Promise((resolve, reject) => {
      waiting.push({ decided, resolve, reject })
      if (!isCommitting) void drain()
    })
}

async function whileMoreCome(waiting: readonly Asked[]): Promise<void> {
  for (let before = 0; before < waiting.length && waiting.length < MOST; ) {
    before = waiting.length
    await turn()
  }
}

/** The oldest, each referral once: of two decisions on one version of a referral the second must be made again. */
function take(waiting: Asked[]): readonly Asked[] {
  const referrals = new Set<string>()
  const taken = waiting.filter(({ decided: { view } }) => {
    if (referrals.size === MOST || referrals.has(view.id)) return false
    referrals.add(view.id)
    return true
  })
  waiting.splice(0, waiting.length, ...waiting.filter((asked) => !taken.includes(asked)))
  // In one order everywhere, so that two replicas never wait for each other's referrals.
  return taken.sort((one, other) => (one.decided.view.id < other.decided.view.id ? -1 : 1))
}

async function commitTogether(
  store: Store,
  lanes: Pick<LaneRunners, 'numberWith' | 'hand'>,
  asked: readonly Asked[],
): Promise<void> {
  const rows = asked.map(({ decided: { pending, body } }) => ({ ...pending, data: body }))
  try {
    const decisions = asked.map(({ decided }) => decided)
    const outcome = await lanes.numberWith(rows, ({ numbered }) =>
      commitDecisions(store, decisions, numbered),
    )
    if (outcome === 'committed') {
      for (const { resolve } of asked) resolve('committed')
      return
    }
  } catch (error) {
    // Nobody knows what became of them: to commit them again could answer a command that was carried out with a no.
    for (const { reject } of asked) reject(error)
    return
  }
  // One of them cannot be committed, and that is nobody's fault but its own.
  await Promise.all(
    asked.map(async ({ decided, resolve, reject }, at) => {
      try {
        const committed = await commitLocal(store, decided)
        if (committed === 'committed') lanes.hand(rows.slice(at, at + 1))
        resolve(committed)
      } catch (error) {
        reject(error)
      }
    }),
  )
}
