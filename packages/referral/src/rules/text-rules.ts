/** Rules on what is written in words, asked before sealing (practice §12). */
import { contactIn } from '../free-text/contacts.ts'
import { identityIn, namesIn } from '../free-text/names.ts'
import { lengthOf, type Text, textsIn } from '../free-text/texts.ts'
import type { Verb } from '../moves.ts'
import type { Finding, OwnProposal, Proposal, Rule } from './rule.ts'
import { sent } from './rule.ts'

/** The plans and proposals that can hold words of one's own; a test holds this list against the schemas. */
export const textMoves = [
  'submit',
  'amend',
  'correct',
  'requestInformation',
  'provideInformation',
  'acceptWithConditions',
  'decline',
  'giveFeedback',
  'requestFamilyAssessment',
  'reportFamilyAssessment',
  'askIfKnown',
  'reviewChildPlan',
  'arrangeReception',
  'planJourney',
  'changeJourney',
  'raiseTransferConcern',
  'proposeHandover',
  'sharePlan',
  'close',
] as const satisfies readonly Verb[]

/** The facts that can: they are recorded as they are told, and marked. */
export const textFacts = ['updateRisk', 'reportIncident', 'updateIncident'] as const satisfies readonly Verb[]

/** The most code points of a text, and of all the texts of a section together. */
const MOST = 500

export const textRules: readonly Rule[] = [
  {
    name: 'words-lead-to-nobody',
    requirements: ['R22'],
    source: 'practice §12; GDPR 25',
    guards: 'the person, and those near her, from being found by what was written in passing',
    code: 'BIZ_STATE',
    reason: 'A text holds something by which somebody could be found.',
    remedy:
      'Take it out: ways to reach the person have fields of their own, and third persons are told of by their role.',
    looksAt: 'words',
    applies: textMoves,
    marks: textFacts,
    holds: (proposal) => contactFound(proposal) === undefined,
    finds: contactFound,
  },
  {
    name: 'words-do-not-name-the-person',
    requirements: ['R15', 'R22'],
    source: 'practice §12; HT Guidance 3; GDPR 25',
    guards: 'the person from being known to those who read a note and not her name',
    code: 'BIZ_STATE',
    reason: 'A text holds what only a field of the person may hold.',
    remedy: 'Write "she", "he" or "the person": whoever may know the name reads it in its own field.',
    looksAt: 'words',
    applies: textMoves,
    marks: textFacts,
    holds: (proposal) => identityFound(proposal) === undefined,
    finds: identityFound,
  },
  {
    name: 'words-are-few',
    requirements: ['R22', 'R60'],
    source: 'practice §12; GDPR 5(1)(c)',
    guards: 'the person from a story told at length where a code would do',
    code: 'BIZ_STATE',
    reason: `A text, or all the texts of a section together, have more than ${MOST} characters.`,
    remedy: 'Say only what no code says; the rest can be asked for.',
    looksAt: 'words',
    applies: textMoves,
    holds: (proposal) => tooLong(proposal) === undefined,
    finds: tooLong,
  },
  {
    // A mark on a fact would tell the other side that somebody is excluded, so this rule has none.
    name: 'words-do-not-name-the-excluded',
    requirements: ['R19'],
    source: 'practice §4, §12',
    guards: "the person's list of those who must not know, which nobody else ever sees",
    code: 'BIZ_CONSENT',
    reason: 'A text names a body that the person has excluded.',
    remedy: 'Leave the name out; what the receiver must do does not depend on it.',
    looksAt: 'local',
    applies: textMoves,
    holds: (proposal) => excludedFound(proposal) === undefined,
    finds: excludedFound,
  },
]

function contactFound({ said }: Proposal): Finding | undefined {
  return firstFound(textsIn(said.data), contactIn)
}

function identityFound({ said, after }: Proposal): Finding | undefined {
  const people = [...new Set([sent(said)?.sections.person, after.sections.person])]
  return firstFound(textsIn(said.data), (words) =>
    people.flatMap((person) => (person && identityIn(words, person)) ?? []).at(0),
  )
}

function excludedFound({ said, local, register }: OwnProposal): Finding | undefined {
  // A member as a whole is a country, and countries are named everywhere.
  const names = local.excluded
    .filter(({ organisation }) => organisation !== undefined)
    .flatMap((body) => [body.organisation, register.nameOf?.(body)])
    .filter((name) => name !== undefined)
  return firstFound(textsIn(said.data), (words) =>
    names.some((name) => namesIn(words, name)) ? 'the name of an excluded body' : undefined,
  )
}

function firstFound(
  texts: readonly Text[],
  find: (words: string) => string | undefined,
): Finding | undefined {
  for (const { pointer, words } of texts) {
    const what = find(words)
    if (what !== undefined) return { pointer, what }
  }
  return undefined
}

/** A text that is too long by itself, or with which its section becomes so. */
function tooLong({ said }: Proposal): Finding | undefined {
  const lengths = new Map<string, number>()
  for (const { pointer, words } of textsIn(said.data)) {
    const section = /^\/sections\/[^/]+/.exec(pointer)?.[0] ?? pointer
    const length = (lengths.get(section) ?? 0) + lengthOf(words)
    lengths.set(section, length)
    if (length > MOST) return { pointer, what: `${length} characters` }
  }
  return undefined
}
