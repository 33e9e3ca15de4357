/** A fact that happened though a plan for it would have been refused is recorded all the same, and marked (practice §1). */
import { outsideRulesOf } from './outside.ts'
import type { Proposal } from './rules/rule.ts'
import { rules, rulesMarking } from './rules/rules.ts'
import { type Statement, statement } from './statement.ts'

/** The most that an event can name; see `outsideRules` in its schema. */
const MOST = 20

/** Rules that no fact may name to the other side: that one was broken would tell of asylum, or of an exclusion. */
const untold: ReadonlySet<string> = new Set(
  rules.filter((rule) => rule.looksAt === 'local' && rule.untold).map(({ name }) => name),
)

/** The fact with the rules that do not hold for it, besides those that its author names; else as it is. No plan is marked. */
export function marked(proposal: Proposal): Statement {
  const { said, verb } = proposal
  const broken = rulesMarking(verb).filter((rule) => !rule.holds(proposal))
  const named = [...new Set([...outsideRulesOf(said), ...broken.map(({ name }) => name)])]
  const names = named.filter((name) => !untold.has(name)).slice(0, MOST)
  if (names.length === 0) return unmarked(said)
  // Sound: every fact that a rule marks has this field.
  return statement(said.type, { ...said.data, outsideRules: names } as typeof said.data)
}

function unmarked(said: Statement): Statement {
  const { outsideRules: _untold, ...data } = { outsideRules: undefined, ...said.data }
  // Sound: the field is optional wherever it is.
  return statement(said.type, data as typeof said.data)
}
