/**
 * Decisions that come while others are being committed are committed together: one transaction, one flush to the disk,
 * one write to the connection. Nobody waits for more to come, so a decision alone is committed at once.
 */
import { type Committed, commitLocal, type Decided, recordDecision } from './commit.ts'
import { faultOf, type Store } from './transaction.ts'

/** At most so many in one transaction: their bodies are 11 KB each. */
const MOST = 32

interface Asked {
  readonly decided: Decided
  readonly resolve: (committed: Committed) => void
  readonly reject: (error: unknown) => void
}

/** `commitLocal` for many callers at once; what each is told is true of its own decision. */
export function gatherCommits(store: Store): (decided: Decided) => Promise<Committed> {
  const waiting: Asked[] = []
  let isCommitting = false

  async function drain(): Promise<void> {
    isCommitting = true
    while (waiting.length > 0) await commitTogether(store, take(waiting))
    isCommitting = false
  }

  return (decided) =>
    new Promise((resolve, reject) => {
      waiting.push({ decided, resolve, reject })
      if (!isCommitting) void drain()
    })
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

async function commitTogether(store: Store, asked: readonly Asked[]): Promise<void> {
  if (asked.length > 1) {
    try {
      await store.transact(asked.flatMap(({ decided }) => recordDecision(decided)))
      for (const { resolve } of asked) resolve('committed')
      return
    } catch (error) {
      // Nobody knows what became of them: to commit them again could answer a command that was carried out with a no.
      if (faultOf(error) === 'unreachable') {
        for (const { reject } of asked) reject(error)
        return
      }
    }
  }
  // One of them cannot be committed, and that is nobody's fault but its own.
  await Promise.all(
    asked.map(({ decided, resolve, reject }) => commitLocal(store, decided).then(resolve, reject)),
  )
}
