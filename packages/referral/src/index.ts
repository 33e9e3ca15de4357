export { type Attested, type AttestedAnswer, attestedAnswers } from './attested.ts'
export { type Refusal, refusalBy } from './check.ts'
export { isChild } from './child.ts'
export { closing } from './closure.ts'
export { currentScope, namesRecipient, withdrawn } from './consent.ts'
export type { Span } from './deadlines/clock.ts'
export { clocks } from './deadlines/clocks.ts'
export {
  type AddTime,
  type Deadline,
  type DeadlineTerms,
  deadlines,
  over,
  type Stage,
  type Unreceipted,
} from './deadlines/deadlines.ts'
export type { DeadlineName } from './deadlines/name.ts'
export { type Command, type Decision, decide } from './decide.ts'
export { isEeaCountry } from './eea.ts'
export { fold } from './fold.ts'
export type { History, Recorded } from './history.ts'
export { type Case, judge, type Verdict } from './judge.ts'
export { keptTogether } from './links.ts'
export {
  type Body,
  type CapacityConfirmed,
  type Exclusion,
  excludes,
  type Linked,
  type Local,
  type LocalRecord,
  localOf,
  nothingKnown,
  type ProtectionCheck,
  type ReflectionPeriod,
} from './local.ts'
export {
  isVerb,
  type Move,
  moveOf,
  moves,
  openingMoves,
  type Pen,
  type Verb,
  verbOf,
  verbs,
} from './moves.ts'
export { type NextAction, nextActions } from './next-actions.ts'
export { type Outside, outside, outsideRulesOf } from './outside.ts'
export { overtakes } from './overtake.ts'
export { isOverride, overrideIn } from './permission.ts'
export type {
  Acknowledgement,
  Answer,
  Consent,
  Entry,
  Facets,
  Head,
  Information,
  Offer,
  Provided,
  Referral,
  Response,
  Sealed,
  Subject,
  Terms,
  Wish,
  Wishes,
} from './referral.ts'
export type { OperatorKind, Register } from './register.ts'
export {
  openDisputes,
  openProposals,
  type Responsible,
  responsible,
  responsibleSide,
} from './responsibility.ts'
export { isShutOut } from './route.ts'
export type { Proposal, Rule, Situation } from './rules/rule.ts'
export { ruleNamed, rules, rulesOn } from './rules/rules.ts'
export { lawOf, sources } from './rules/sources.ts'
export { otherSide, type Parties, type Side, sideOf } from './side.ts'
export {
  type Actor,
  authorOf,
  type Role,
  readActor,
  type Statement,
  type StatementOf,
  statement,
} from './statement.ts'
export { openRequests, type Status, status } from './status.ts'
export { itemOf, type Said, type Thread, type ThreadFacet } from './thread.ts'
export { type WayBack, wantsNoContact, wayBack } from './way-back.ts'
