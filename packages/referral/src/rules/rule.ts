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
  /** What is said, if that is known: always of a fact that may have to be marked. */
  readonly said?: Statement
}

/** What an author says in a situation. */
export interface Proposal extends Situation {
  readonly said: Statement
  /** Who says it, from the credential or the event; undefined if that could not be read. */
  readonly actor: Actor | undefined
  /** The referral as it would be with it. */
  readonly after: Referral
  /** The agreement named by the event; undefined if it is not known here. */
  readonly agreement: Agreement | undefined
  /** Who runs what, from the directory. */
  readonly register: Register
  /**
   * What is about to be sealed, while its author can still read it: `said` then holds it as its reader will, as if it
   * were open. Undefined of what is said as it travels.
   */
  readonly toSeal?: Sections | undefined
}

/** A proposal of our own, with what our member knows of the case and never sends. */
export interface OwnProposal extends Proposal {
  readonly local: Local
}

/**
 * Where in what is said a rule found its fault, and what kind of thing it is: `a telephone number`. Never the words
 * themselves, which may be personal.
 */
export interface Finding {
  /** RFC 6901, into the data. */
  readonly pointer: string
  readonly what: string
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
  /** What else helps in this very case; said to our own people only, after the remedy. */
  readonly advice?: (proposal: Proposal) => string | undefined
  readonly applies: readonly Verb[]
}

/**
 * `state`: can be asked before anything is said, so it also decides what is offered as a next action. `words`: looks at
 * what is said, in a plan or in a fact. Both can mark the facts that happened all the same (practice §1). `local`: looks at what only the author's
 * member knows, so the other side cannot ask it; it marks nothing, for a mark would tell what is not to be told.
 */
export type Rule = RuleText &
  (
    | {
        readonly looksAt: 'state'
        /** Facts that are marked with this rule when it did not hold before them. */
        readonly marks?: readonly Verb[]
        readonly holds: (situation: Situation) => boolean
      }
    | {
        readonly looksAt: 'words'
        /** Facts that are marked with this rule when what they say does not keep it. */
        readonly marks?: readonly Verb[]
        readonly holds: (proposal: Proposal) => boolean
        /** The field at fault, of a rule that reads many; a refusal then points to it. */
        readonly finds?: (proposal: Proposal) => Finding | undefined
      }
    | {
        readonly looksAt: 'local'
        /** Its name alone would tell the other side what must not be known there, so no fact carries it. */
        readonly untold?: true
        readonly holds: (proposal: OwnProposal) => boolean
        readonly finds?: (proposal: OwnProposal) => Finding | undefined
      }
  )

/** The moves with which sections can leave. */
export const sendingMoves = [
  'submit',
  'amend',
  'provideInformation',
  'correct',
  'askIfKnown',
] as const satisfies readonly Verb[]

/** The content that leaves with a statement, whatever it says; undefined if none does. */
export function sent({ data }: Statement): { scope: readonly SectionName[]; sections: Sections } | undefined {
  const scope = 'dataScope' in data ? data.dataScope : undefined
  const sections = 'sections' in data && isContent(data.sections) ? data.sections : undefined
  return scope || sections ? { scope: scope ?? [], sections: sections ?? {} } : undefined
}

/** Not the names of sections, as what was erased or may be revealed is told. */
function isContent(sections: Sections | readonly SectionName[] | undefined): sections is Sections {
  return sections !== undefined && !Array.isArray(sections)
}
