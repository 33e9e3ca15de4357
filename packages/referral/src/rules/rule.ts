/** What a rule is, and what it is given to look at. */
import type { Agreement, SectionName, Sections } from '@onward/contract'
import type { Local } from '../local.ts'
import type { Verb } from '../moves.ts'
import type { Referral } from '../referral.ts'
import type { Register } from '../register.ts'
import type { Side } from '../side.ts'
import type { Actor, Statement } from '../statement.ts'

/** The referral as an author had seen it, when, and what is to be said. */
export interface Situation {
  readonly verb: Verb
  readonly before: Referral
  readonly side: Side
  /** When the author decided, RFC 3339 UTC with milliseconds; never a reading of our own clock. */
  readonly at: string
}

/** What an author says in a situation. */
export interface Proposal extends Situation {
  readonly said: Statement
  /** Who says it; undefined when that could not be read. */
  readonly actor: Actor | undefined
  /** The referral as it would be with it. */
  readonly after: Referral
  /** The agreement named by the event; undefined if it is not known here. */
  readonly agreement: Agreement | undefined
  /** Who runs what, from the directory. */
  readonly register: Register
}

/** A proposal of our own, with what our member knows of the case and never sends. */
export interface OwnProposal extends Proposal {
  readonly local: Local
}

interface RuleText {
  /** Public: what a refusal is known by. */
  readonly name: string
  /** Requirement numbers of the domain document. */
  readonly requirements: readonly string[]
  /** The law or practice that it comes from: keys of `sources.ts` with the place there; `law` puts it in words. */
  readonly source: string
  /** Whom or what it protects, as a clause: `the person's choice of who knows`. */
  readonly guards: string
  /** The code under which a remote event that breaks it is rejected. */
  readonly code: 'BIZ_STATE' | 'BIZ_CONSENT'
  /** JSON pointer into the data, where one field is at fault. */
  readonly pointer?: string
  /** What is wrong, and what a caseworker can do, in plain words. */
  readonly reason: string
  readonly remedy: string
  readonly applies: readonly Verb[]
}

/**
 * `state`: can be asked before anything is said, so it also decides what is offered as a next action, and marks the
 * facts that happened all the same (practice §1). `words`: looks at what is said. `local`: looks at what only the author's
 * member knows, so the other side cannot ask it.
 */
export type Rule = RuleText &
  (
    | {
        readonly looksAt: 'state'
        /** Facts that are marked with this rule when it did not hold before them. */
        readonly marks?: readonly Verb[]
        readonly holds: (situation: Situation) => boolean
      }
    | { readonly looksAt: 'words'; readonly holds: (proposal: Proposal) => boolean }
    | { readonly looksAt: 'local'; readonly holds: (proposal: OwnProposal) => boolean }
  )

/** The moves with which sections can leave. */
export const sendingMoves = [
  'submit',
  'amend',
  'provideInformation',
  'correct',
  'askIfKnown',
] as const satisfies readonly Verb[]

/** The content that leaves with a statement; undefined if none does. */
export function sent(said: Statement): { scope: readonly SectionName[]; sections: Sections } | undefined {
  switch (said.type) {
    case 'referral.submitted':
    case 'referral.amended':
    case 'data.corrected':
    case 'person.asked':
      return { scope: said.data.dataScope, sections: said.data.sections }
    case 'information.provided': {
      const { dataScope: scope, sections } = said.data
      return scope || sections ? { scope: scope ?? [], sections: sections ?? {} } : undefined
    }
    default:
      return undefined
  }
}
