/** What goes on with keys by itself: their files are read again, people are told, stolen keys are followed up. */
import { type KeyReviewDeps, reviewKeys } from './key-review.ts'
import type { KeyWarning } from './keys.ts'

export interface KeepKeysDeps extends KeyReviewDeps {
  readonly reread: (atSeconds: number) => Promise<readonly KeyWarning[]>
  /** Told of each version, the first one too: what waited for it may go on. */
  readonly adopted: () => void
  /** One replica follows up. */
  readonly mayReview: () => Promise<boolean>
}

/** What was being judged by the version before may be committed after the first round. */
const ROUNDS = 2

/** Gives a pass, to be repeated. A warning is told when it comes up, and again only if it has been away. */
export function keepKeys(deps: KeepKeysDeps): () => Promise<number> {
  let told: ReadonlySet<string> = new Set()
  let reviewed = { version: 0, rounds: 0 }

  return async () => {
    const warnings = await deps.reread(deps.now().getTime() / 1000)
    const nameOf = ({ code, key }: KeyWarning) => `${code} ${key}`
    for (const warning of warnings) {
      const { code, ...facts } = warning
      if (!told.has(nameOf(warning))) deps.alarm(code, facts)
    }
    told = new Set(warnings.map(nameOf))

    const { version } = deps.directory()
    if (reviewed.version !== version) {
      reviewed = { version, rounds: 0 }
      deps.adopted()
    }
    if (reviewed.rounds < ROUNDS && (await deps.mayReview())) {
      await reviewKeys(deps)
      reviewed.rounds += 1
    }
    return 0
  }
}
