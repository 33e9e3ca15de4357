// npm run referral:map: the table of moves, its clocks and its rules, as a document to read. `--write` puts it into
// docs/, `--check` fails if the one there is not current.
import { fileURLToPath } from 'node:url'
import { moveOf, verbs } from '@onward/referral'
import { clockTable } from './clock-map.ts'
import type { Row } from './facet-chart.ts'
import { facetMap } from './facet-map.ts'
import { handOut, type MadeDocument, notice } from './made-document.ts'
import { page, table } from './markdown.ts'
import { ruleMap } from './rule-map.ts'

const opening = `Everything that a party can say about a referral, from \`packages/referral/src/moves.ts\`. A referral is a set of
facets; each is written by one side only, so two members never write the same thing. A verb that is not here does not
exist.`

const key = `- The charts begin at the dot: nothing has been said yet. An arrow marked *(always)* is legal in every state.
- **about** \`content\`: asks for, gives or rests on the person's information, so it ends when sharing ends. \`record\`: a
  step that needs none. \`fact\`: what has already happened; no state and no rule ever refuses it.
- **answers**: what the other side must have said, and not taken back.
- **starts**, **stops**: [clocks](#clocks).
- **rules**: what is asked before it is said, in this order; of a fact, what it is marked with. Where a move carries sections,
  or opens with another member, the rules on those are among them. [Each rule](#rules) says whom it guards, and by what law.`

const ofClocks = `Silence never counts as a yes: it reminds, escalates, and is then recorded as overdue. An agreement may set another
length for each clock. Working days and hours are those of the member that owes the answer.`

const ofRules = `They are asked in this order, and the first that does not hold is the refusal. Each has an example that keeps it and one
that breaks it, in \`packages/referral/src/rules/\`.`

/** The document, as it should be now. */
export function referralMap(): MadeDocument {
  const rows = verbs.map((verb) => ({ verb, ...moveOf(verb) }))
  const facets = [...Map.groupBy(rows, ({ facet }) => facet)]
  return {
    path: 'docs/referral.md',
    text: page([
      '# What can be said about a referral',
      notice,
      opening,
      key,
      '## Facets',
      contents(facets),
      ...facets.flatMap(([facet, own]) => facetMap(facet, own)),
      '## Clocks',
      ofClocks,
      clockTable(),
      '## Rules',
      ofRules,
      ...ruleMap(),
    ]),
  }
}

function contents(facets: readonly (readonly [string, readonly Row[]])[]): string {
  return table(
    ['facet', 'pen', 'states'],
    facets.map(([facet, rows]) => [
      `[${facet}](#${facet.toLowerCase()})`,
      unique(rows.map(({ pen }) => pen)),
      unique(rows.map(({ to }) => to)),
    ]),
  )
}

function unique(words: readonly string[]): string {
  return [...new Set(words)].join(', ')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) handOut(referralMap(), process.argv.slice(2))
