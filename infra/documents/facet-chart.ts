/**
 * The states of one facet as a Mermaid chart. An arrow has the verbs that lead from one state to another; from the dot
 * it leads out of "nothing said yet", or with `(always)` out of every state there is.
 */
import type { Move, Verb } from '@onward/referral'

export type Row = Move & { readonly verb: Verb }

interface Arrow {
  readonly from: string
  readonly to: string
  readonly label: string
}

/** First states that no move of their own facet leads to: they come with the move of another. */
const broughtBy: Readonly<Record<string, Arrow>> = {
  // The permission travels in the offer.
  consent: { from: '[*]', to: 'granted', label: 'submit' },
}

/** The chart as a fenced block. */
export function facetChart(facet: string, rows: readonly Row[]): string {
  const first = broughtBy[facet]
  const arrows = [...(first ? [first] : []), ...rows.flatMap(arrowsOf)]
  const lines = [...Map.groupBy(arrows, ({ from, to }) => `${from} --> ${to}`)].map(
    ([way, same]) => `  ${way}: ${same.map(({ label }) => label).join(', ')}`,
  )
  return ['```mermaid', 'stateDiagram-v2', '  direction LR', ...lines, '```'].join('\n')
}

function arrowsOf({ verb, from, to }: Row): readonly Arrow[] {
  if (from === 'any') return [{ from: '[*]', to, label: `${verb} (always)` }]
  return from.map((state) => ({ from: state === 'none' ? '[*]' : state, to, label: verb }))
}
