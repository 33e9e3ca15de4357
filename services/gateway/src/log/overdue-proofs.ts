/** A receipt promises a leaf of its sender's log; whether the proof of it has come is looked at here. */

export interface OverdueDeps {
  readonly now: () => Date
  /** How long after the receipt a proof may come, ms. */
  readonly afterMs: number
  /** Notes what is late and was not told of before; gives how many of each lane of ours. */
  readonly noteOverdue: (
    between: { readonly from: Date; readonly to: Date },
    at: Date,
  ) => Promise<readonly { readonly lane: string; readonly count: number }[]>
  readonly alarm: (code: string, facts: Readonly<Record<string, string | number>>) => void
}

/** What a process that was away looks back on. */
const LOOK_BACK_MS = 7 * 86_400_000
/** A receipt is recorded a moment after the time it bears. */
const MARGIN_MS = 60_000
/** How often it is looked at: what lies within the margin is read again every time. */
const EVERY_MS = 30_000

/**
 * Looks at each receipt when its proof is due; a pass within thirty seconds of the last one does nothing, and one that failed
 * is made up for by the next. One alarm for each peer that owes proofs, and none twice for the same leaf.
 */
export function overdueProofs(deps: OverdueDeps): { readonly pass: () => Promise<void> } {
  let lookedAt: number | undefined
  return {
    async pass() {
      const at = deps.now()
      if (lookedAt !== undefined && Math.abs(at.getTime() - lookedAt) < EVERY_MS) return
      const to = new Date(at.getTime() - deps.afterMs)
      const from = lookedAt === undefined ? to.getTime() - LOOK_BACK_MS : lookedAt - deps.afterMs - MARGIN_MS
      for (const { lane, count } of await deps.noteOverdue({ from: new Date(from), to }, at)) {
        deps.alarm('PROOF_OVERDUE', { lane, count })
      }
      lookedAt = at.getTime()
    },
  }
}
