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
import { incidentRules } from './incident-rules.ts'
import { movementBasisRules } from './movement-basis-rules.ts'
import { movementRules } from './movement-rules.ts'
import { offerRules } from './offer-rules.ts'
import { permissionRules } from './permission-rules.ts'
import { receiverRules } from './receiver-rules.ts'
import { responseRules } from './response-rules.ts'
import { responsibilityRules } from './responsibility-rules.ts'
import { routeRules } from './route-rules.ts'
import { type Rule, sendingMoves, sent } from './rule.ts'
import { sealedRules } from './sealed-rules.ts'
import { textRules } from './text-rules.ts'
import { urgencyRules } from './urgency-rules.ts'
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
  ...sealedRules,
  ...textRules,
  ...responsibilityRules,
  ...urgencyRules,
  ...incidentRules,
  ...receiverRules,
]

/** Found once for each verb, and looked up from then on. */
function perVerb<R extends Rule>(find: (verb: Verb) => readonly R[]): (verb: Verb) => readonly R[] {
  const found = new Map(verbs.map((verb) => [verb, find(verb)]))
  return (verb) => found.get(verb) ?? []
}

/** A rule that both sides can ask, so that it can mark a fact. */
export type SharedRule = Extract<Rule, { looksAt: 'state' | 'words' }>

/** A rule that can be asked before anything is said. */
export type StateRule = Extract<Rule, { looksAt: 'state' }>

const shared: readonly SharedRule[] = rules.filter((rule) => rule.looksAt !== 'local')

/** The rules on one verb, in the same order. */
export const rulesOn = perVerb((verb) => rules.filter(({ applies }) => applies.includes(verb)))

/** The rules on one verb that look at the state alone, in the same order. */
export const stateRulesOn = perVerb<StateRule>((verb) =>
  rulesOn(verb).filter((rule) => rule.looksAt === 'state'),
)

/** The rules with which a fact is marked if they do not hold for it. */
export const rulesMarking = perVerb((verb) => shared.filter(({ marks }) => marks?.includes(verb)))

/** The rule of this name; undefined for one that this version does not know. */
export function ruleNamed(name: string): Rule | undefined {
  return rules.find((rule) => rule.name === name)
}

/** The rules that every way on which sections can leave has in common. */
const contentRules: readonly Rule[] = rules.filter(({ applies }) =>
  sendingMoves.every((verb) => applies.includes(verb)),
)

const withContent = perVerb((verb) => [...new Set([...rulesOn(verb), ...contentRules])])

/**
 * The way out: the rules that a statement must keep before it is sealed, and on arrival before it is applied. Those of
 * its verb; and if it carries sections, all rules on content, whichever verb carries them. There is no other way on
 * which sections reach the encryption, so a move that is made later cannot go round these.
 */
export function rulesOnWayOut(verb: Verb, said: Statement): readonly Rule[] {
  if (!sent(said) || moveOf(verb).about === 'fact') return rulesOn(verb)
  return withContent(verb)
}
