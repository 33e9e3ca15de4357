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
    ...Object.entries(keeping).flatMap(([rule, kept]) =>
      isAsked(rule, verb) ? kept.flatMap((step) => [...needed(step), step]) : [],
    ),
  ]
  return [...new Set(steps)].toSorted((a, b) => order(a) - order(b))
}

/** What is said so that a rule holds, be it asked of the verb or marking it. */
const keeping: Readonly<Record<string, readonly Verb[]>> = {
  'acknowledged-first': ['acknowledge'],
  'closed-before-reopened': ['close'],
  'accepted-first': ['accept'],
  'risk-seen-by-both': ['giveFeedback'],
  'reception-before-travel': ['arrangeReception', 'confirmReception'],
  'journey-planned-first': ['planJourney'],
}

function isAsked(rule: string, verb: Verb): boolean {
  return rules.some((each) => {
    const marks: readonly Verb[] = each.looksAt === 'state' ? (each.marks ?? []) : []
    return each.name === rule && (each.applies.includes(verb) || marks.includes(verb))
  })
}

/** The table stands in an order in which a case can be told. */
function order(verb: Verb): number {
  return verbs.indexOf(verb)
}
