/** For each move of the table, a place where it is legal and one where its facet does not allow it, both found in the table. */
import { after } from './example.test-data.ts'
import type { History } from './history.ts'
import { moveOf, type Verb, verbs } from './moves.ts'
import { rules } from './rules/rules.ts'

/** A history after which the verb can be said with its usual words. */
export function legalPlace(verb: Verb): History {
  return after(...stepsTo(verb))
}

/** A history after which the facet does not allow the verb; undefined where every state of it does. */
export function illegalPlace(verb: Verb): History | undefined {
  const { from, facet, opens } = moveOf(verb)
  if (from === 'any') return undefined
  if (opens === 'first') return after(verb)
  const begunByOffer = facet === 'offer' || facet === 'consent'
  if (!begunByOffer && !from.includes('none')) return after('submit')
  const wrong = verbs.find((other) => moveOf(other).facet === facet && !from.includes(moveOf(other).to))
  return wrong && after(...stepsTo(wrong), wrong)
}

/** A history in which nobody has said what the verb answers; undefined where it answers nothing. */
export function unaskedPlace(verb: Verb): History | undefined {
  const { answers, about } = moveOf(verb)
  // The offer itself is what the others answer, so a referral that was opened otherwise has nothing to answer.
  return answers && about !== 'fact' ? after('publishServices') : undefined
}

function stepsTo(verb: Verb): readonly Verb[] {
  const before = needed(verb)
  const opened = moveOf(verb).opens !== undefined || before.some((step) => moveOf(step).opens === 'first')
  return opened ? before : ['submit', ...before]
}

/** What must be said before, the first first. */
function needed(verb: Verb): readonly Verb[] {
  const { from, facet, answers } = moveOf(verb)
  const states: readonly string[] = from === 'any' || facet === 'consent' ? ['none'] : from
  const asked = verbs.find((other) => answers?.includes(other))
  const begun = verbs.find((other) => moveOf(other).facet === facet && states.includes(moveOf(other).to))
  const steps = [
    ...(asked && asked !== 'submit' ? [...needed(asked), asked] : []),
    ...(begun && !states.includes('none') ? [...needed(begun), begun] : []),
    ...(isAsked('acknowledged-first', verb) ? (['acknowledge'] as const) : []),
    ...(isAsked('closed-before-reopened', verb) ? (['close'] as const) : []),
  ]
  return [...new Set(steps)].toSorted((a, b) => order(a) - order(b))
}

function isAsked(rule: string, verb: Verb): boolean {
  return rules.some(({ name, applies }) => name === rule && applies.includes(verb))
}

/** The table stands in an order in which a case can be told. */
function order(verb: Verb): number {
  return verbs.indexOf(verb)
}
