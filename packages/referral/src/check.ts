/** The guards of one proposal, in order: pen, role, state, rules. One refusal, in plain words. */
import { isInState } from './fold.ts'
import type { Local } from './local.ts'
import { moveOf } from './moves.ts'
import type { Finding, OwnProposal, Proposal, Rule } from './rules/rule.ts'
import { rulesOnWayOut } from './rules/rules.ts'
import { lawOf } from './rules/sources.ts'
import type { Role } from './statement.ts'

/** Why a command was refused. Public: never rename or reuse a code. */
export interface Refusal {
  readonly accepted: false
  readonly code: 'UNKNOWN_VERB' | 'NOT_YOUR_PEN' | 'ROLE' | 'NOT_IN_THIS_STATE' | 'RULE'
  /** The name of the rule, and its requirement numbers. */
  readonly rule?: string
  readonly requirements?: readonly string[]
  /** The law or practice behind the rule, in words. */
  readonly law?: readonly string[]
  /** JSON pointer into the data. */
  readonly pointer?: string
  readonly reason: string
  readonly remedy: string
}

/** What is checked: a proposal, and where it stands in its author's sequence. */
export interface Attempt extends Proposal {
  readonly sequence: number
  /** `past-a-hole` for a withdrawal or cancellation that has overtaken an event of its author. */
  readonly arrival: 'in-order' | 'past-a-hole'
  /** Undefined for what the other side says: only it knows, and it has asked these rules. */
  readonly local: Local | undefined
}

/** The first guard that does not hold; undefined when the proposal is legal. */
export function check(attempt: Attempt): Refusal | undefined {
  const { verb, said, side, actor, before, arrival } = attempt
  const { pen, by, facet } = moveOf(verb)
  if (pen !== 'each' && pen !== side)
    return refuse('NOT_YOUR_PEN', `Only the ${pen} writes this.`, 'Ask the other side.')
  const allowed: readonly (Role | undefined)[] = by
  if (!allowed.includes(actor?.role)) {
    // A link is given out for one case; it is nothing that a colleague has.
    const roles = by.filter((role) => role !== 'link').join(' or ')
    return refuse('ROLE', `This needs the role ${roles}.`, `Ask a colleague who is ${roles}.`)
  }
  // What it has overtaken is not known yet, so its state cannot be judged; it only ever stops things.
  if (arrival === 'in-order' && (!isInState(before, moveOf(verb), side, said) || !isInPlace(attempt))) {
    const reason = `This cannot be done in the present state of the ${facet}.`
    return refuse('NOT_IN_THIS_STATE', reason, 'Read the referral again and choose one of its next actions.')
  }
  const broken = rulesOnWayOut(verb, said).find((rule) => !holds(rule, attempt))
  return broken && refusalBy(broken, { found: foundBy(broken, attempt), advice: broken.advice?.(attempt) })
}

/** The sender's first event opens the referral; an offer or an inquiry is never said later. */
function isInPlace({ verb, side, sequence }: Attempt): boolean {
  if (side !== 'sender') return true
  const { opens } = moveOf(verb)
  return sequence === 1 ? opens !== undefined : opens !== 'first'
}

function holds(rule: Rule, attempt: Attempt): boolean {
  if (rule.looksAt !== 'local') return rule.holds(attempt)
  return !isOwn(attempt) || rule.holds(attempt)
}

function isOwn(attempt: Attempt): attempt is Attempt & OwnProposal {
  return attempt.local !== undefined
}

/** Where the rule found its fault, if it is one that says so. */
function foundBy(rule: Rule, attempt: Attempt): Finding | undefined {
  if (rule.looksAt === 'state') return undefined
  if (rule.looksAt === 'words') return rule.finds?.(attempt)
  return isOwn(attempt) ? rule.finds?.(attempt) : undefined
}

/** What a rule answers when it does not hold: where it found that, and what else helps here. */
export function refusalBy(
  { name, requirements, source, pointer: usual, reason, remedy }: Rule,
  { found, advice }: { readonly found?: Finding | undefined; readonly advice?: string | undefined } = {},
): Refusal {
  const pointer = found?.pointer ?? usual
  return {
    accepted: false,
    code: 'RULE',
    rule: name,
    requirements,
    law: lawOf(source),
    ...(pointer && { pointer }),
    reason: found ? `${reason} Found here: ${found.what}.` : reason,
    remedy: [remedy, advice].filter((part) => part !== undefined).join(' '),
  }
}

function refuse(code: Refusal['code'], reason: string, remedy: string): Refusal {
  return { accepted: false, code, reason, remedy }
}
