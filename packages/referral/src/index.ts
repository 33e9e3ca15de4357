export type { Refusal } from './check.ts'
export { currentScope, withdrawn } from './consent.ts'
export { type Command, type Decision, decide } from './decide.ts'
export { fold } from './fold.ts'
export type { History, Recorded } from './history.ts'
export { type Case, judge, type Verdict } from './judge.ts'
export {
  type FacetName,
  isVerb,
  type Move,
  moves,
  overtakes,
  type Pen,
  type StateOf,
  type Verb,
  verbOf,
  verbs,
} from './moves.ts'
export { type NextAction, nextActions } from './next-actions.ts'
export type {
  Acknowledgement,
  Answer,
  Consent,
  Facets,
  Head,
  Information,
  Offer,
  Parties,
  Provided,
  Referral,
  Response,
  Side,
  Subject,
  Terms,
  Wish,
  Wishes,
} from './referral.ts'
export type { Proposal, Rule, Situation } from './rule.ts'
export { rules } from './rules.ts'
export {
  type Actor,
  authorOf,
  type Role,
  readActor,
  type Statement,
  type StatementOf,
  statement,
} from './statement.ts'
export { openRequests, type Responsible, responsible, type Status, status } from './status.ts'
