/**
 * The list of named rules, in the order in which they are asked; the first that does not hold is the refusal.
 *
 * Rules refuse plans and proposals. What has already happened is never refused (practice §1): no rule applies to a
 * withdrawal or to anything else the person said.
 */

import { moveOf, type Verb, verbs } from '../moves.ts'
import type { Statement } from '../statement.ts'
import { answerRules } from './answer-rules.ts'
import { childReturnRules } from './child-return-rules.ts'
import { childRules } from './child-rules.ts'
import { consentRules } from './consent-rules.ts'
import { dataRules } from './data-rules.ts'
import { familyRules } from './family-rules.ts'
import { movementBasisRules } from './movement-basis-rules.ts'
import { movementRules } from './movement-rules.ts'
import { offerRules } from './offer-rules.ts'
import { permissionRules } from './permission-rules.ts'
import { responseRules } from './response-rules.ts'
import { routeRules } from './route-rules.ts'
import { type Rule, sendingMoves, sent } from './rule.ts'
import { textRules } from './text-rules.ts'
import { wayBackRules } from './way-back-rules.ts'
import { withdrawalRules } from './withdrawal-rules.ts'

export const rules: readonly Rule[] = [
  ...offerRules,
  ...consentRules,
  ...permissionRules,
  ...withdrawalRules,
  ...wayBackRules,
  ...responseRules,
  ...answerRules,
  ...movementRules,
  ...movementBasisRules,
  ...childRules,
  ...childReturnRules,
  ...familyRules,
  ...routeRules,
  ...dataRules,
  ...textRules,
]

const byVerb: ReadonlyMap<Verb, readonly Rule[]> = new Map(
  verbs.map((verb) => [verb, rules.filter(({ applies }) => applies.includes(verb))]),
)

/** A rule that can be asked before anything is said. */
export type StateRule = Extract<Rule, { looksAt: 'state' }>

/** A rule that can mark a fact. */
type MarkingRule = Exclude<Rule, { looksAt: 'local' }>

/** The rules with which a fact is marked if they did not hold before it, or for what it says. */
export function rulesMarking(verb: Verb): readonly MarkingRule[] {
  return rules.filter((rule) => rule.looksAt !== 'local').filter(({ marks }) => marks?.includes(verb))
}

/** The rules on one verb, in the same order. */
export function rulesOn(verb: Verb): readonly Rule[] {
  return byVerb.get(verb) ?? []
}

/** The rules that every way on which sections can leave has in common. */
const contentRules: readonly Rule[] = rules.filter(({ applies }) =>
  sendingMoves.every((verb) => applies.includes(verb)),
)

/**
 * The way out: the rules that a statement must keep before it is sealed, and on arrival before it is applied. Those of
 * its verb; and if it carries sections, all rules on content, whichever verb carries them. There is no other way on
 * which sections reach the encryption, so a move that is made later cannot go round these.
 */
export function rulesOnWayOut(verb: Verb, said: Statement): readonly Rule[] {
  const asked = rulesOn(verb)
  if (!sent(said) || moveOf(verb).about === 'fact') return asked
  return [...asked, ...contentRules.filter((rule) => !asked.includes(rule))]
}
