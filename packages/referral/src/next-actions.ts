/** What a person may do next: the table of moves and the rules, asked before anything is said. */
import type { EventType } from '@onward/contract'
import { isInState } from './fold.ts'
import { moveOf, type Verb, verbs } from './moves.ts'
import type { Referral } from './referral.ts'
import { stateRulesOn } from './rules/rules.ts'
import { sideOf } from './side.ts'
import type { Role } from './statement.ts'

/** A verb, and the type of event whose data it takes; `schemaOf(type)` of the contract gives the schema. */
export interface NextAction {
  readonly verb: Verb
  readonly type: EventType
}

/**
 * The moves open to a person, in the order of the table. What is listed can still be refused for what it says;
 * what is not listed would be refused whatever it says.
 *
 * @param who.now RFC 3339 UTC with milliseconds: a permission past its end offers nothing that needs it.
 */
export function nextActions(
  referral: Referral,
  who: { readonly member: string; readonly role: Role; readonly now: string },
): readonly NextAction[] {
  const side = sideOf(referral, who.member)
  if (!side) return []
  const seen = { before: referral, side, at: who.now }
  return rows
    .filter(
      ({ verb, move, rules }) =>
        (move.pen === 'each' || move.pen === side) &&
        move.by.includes(who.role) &&
        isInState(referral, move, side) &&
        rules.every((rule) => rule.holds({ ...seen, verb })),
    )
    .map(({ verb, move }) => ({ verb, type: move.type }))
}

// What begins a referral is never the next action on one.
const rows = verbs
  .map((verb) => ({ verb, move: moveOf(verb), rules: stateRulesOn(verb) }))
  .filter(({ move }) => move.opens !== 'first')
