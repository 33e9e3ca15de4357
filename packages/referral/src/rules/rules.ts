/**
 * The list of named rules, in the order in which they are asked; the first that does not hold is the refusal.
 *
 * Rules refuse plans and proposals. What has already happened is never refused (practice §1): no rule applies to a
 * withdrawal or to anything else the person said.
 */

import { type Verb, verbs } from '../moves.ts'
import { answerRules } from './answer-rules.ts'
import { consentRules } from './consent-rules.ts'
import { offerRules } from './offer-rules.ts'
import { receiverRules } from './receiver-rules.ts'
import { responseRules } from './response-rules.ts'
import type { Rule } from './rule.ts'

export const rules: readonly Rule[] = [
  ...offerRules,
  ...consentRules,
  ...responseRules,
  ...answerRules,
  ...receiverRules,
]

const byVerb: ReadonlyMap<Verb, readonly Rule[]> = new Map(
  verbs.map((verb) => [verb, rules.filter(({ applies }) => applies.includes(verb))]),
)

/** A rule that can be asked before anything is said. */
export type StateRule = Extract<Rule, { looksAt: 'state' }>

/** The rules with which a fact is marked if they did not hold before it. */
export function rulesMarking(verb: Verb): readonly StateRule[] {
  return rules.filter((rule) => rule.looksAt === 'state').filter(({ marks }) => marks?.includes(verb))
}

/** The rules on one verb, in the same order. */
export function rulesOn(verb: Verb): readonly Rule[] {
  return byVerb.get(verb) ?? []
}
