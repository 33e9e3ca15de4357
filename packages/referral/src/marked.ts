/** A fact that happened though a plan for it would have been refused is recorded all the same, and marked (practice §1). */
import { moveOf } from './moves.ts'
import { outsideRulesOf } from './outside.ts'
import type { Proposal } from './rules/rule.ts'
import { rulesMarking } from './rules/rules.ts'
import { type Statement, statement } from './statement.ts'

/** The most that an event can name; see `outsideRules` in its schema. */
const MOST = 20

/** The fact with the rules that do not hold for it, besides those that its author names; else as it is. */
export function marked(proposal: Proposal): Statement {
  const { said, verb } = proposal
  if (moveOf(verb).about !== 'fact') return said
  const broken = rulesMarking(verb).filter((rule) => !rule.holds(proposal))
  const names = [...new Set([...outsideRulesOf(said), ...broken.map(({ name }) => name)])].slice(0, MOST)
  if (names.length === 0) return said
  // Sound: every fact that a rule marks has this field.
  return statement(said.type, { ...said.data, outsideRules: names } as typeof said.data)
}
