/** What a command does to a referral. Pure: time, identity and agreement arrive in the command. */
import type { Agreement, EventData, EventType, Sections } from '@onward/contract'
import { check, type Refusal } from './check.ts'
import { advance, foldFor } from './fold.ts'
import { type History, otherOf, sequenceOf, subjectOf } from './history.ts'
import type { Local } from './local.ts'
import { marked } from './marked.ts'
import { isVerb, moves } from './moves.ts'
import type { Subject } from './referral.ts'
import type { Register } from './register.ts'
import { sideOf } from './side.ts'
import { readActor, type Statement, statement } from './statement.ts'

export interface Command {
  /** Everything recorded of the referral; empty for one that opens. */
  readonly history: History
  /** The member whose gateway decides, from its configuration. */
  readonly member: string
  /** A word of the table; any other is refused. */
  readonly verb: string
  /** Valid against the schema of the verb's event type; the caller has checked that. */
  readonly data: unknown
  /** Of `data`, the part that is to be sealed to an organisation: asked once as if it were open, before it is. */
  readonly toSeal?: Sections | undefined
  /** Now, RFC 3339 UTC with milliseconds. */
  readonly at: string
  /** The agreement that the event will name. */
  readonly agreement: Agreement | undefined
  readonly register: Register
  /** What this member knows of the case and does not send. */
  readonly local: Local
  /** `<organisation>/<role>/<staff id>`, from the credential. */
  readonly actor: string
  /** The id that a new referral will have. */
  readonly subject?: string
}

/** What to sign: the author's next number, and the last event of the other side that it answers to. */
export type Decision =
  | {
      readonly accepted: true
      readonly type: EventType
      readonly data: EventData[EventType]
      readonly sequence: number
      readonly cause?: string
    }
  | Refusal

/** Decides a command against everything its author has before it. A refusal is a value; nothing is thrown. */
export function decide(command: Command): Decision {
  const { history, member, verb, data, toSeal, at, agreement, register, local, actor, subject } = command
  if (!isVerb(verb))
    return refuse('UNKNOWN_VERB', 'There is no such action.', 'Choose one of the next actions.')
  // Sound: the caller validated the data against the schema of this type.
  const spoken = statement(moves[verb].type, data as EventData[EventType])
  const about = subjectOf(history) ?? opened(spoken, member, subject)
  if (!about) return refuse('NOT_IN_THIS_STATE', 'There is no such referral yet.', 'Begin with an offer.')
  const side = sideOf(about, member)
  if (!side)
    return refuse('NOT_YOUR_PEN', 'This referral is between other members.', 'Leave it to its parties.')

  const before = foldFor(about, history)
  const sequence = (sequenceOf(history, member).at(-1)?.event.sequence ?? 0) + 1
  const head = before.heads[otherOf(about, member)]
  const saying = (said: Statement) => ({
    verb,
    said,
    side,
    before,
    after: advance(before, { said, side, sequence, seen: head?.sequence ?? 0, at }),
    at,
    agreement,
    register,
    actor: readActor(actor),
    toSeal,
  })
  const said = marked(saying(spoken))
  const refusal = check({ ...saying(said), local, sequence, arrival: 'in-order' })
  if (refusal) return refusal
  return { accepted: true, type: said.type, data: said.data, sequence, ...(head && { cause: head.digest }) }
}

/** What an opening is about, and between whom. */
function opened({ data }: Statement, sender: string, id = ''): Subject | undefined {
  if (!('caseRef' in data && 'purpose' in data && 'to' in data)) return undefined
  const { caseRef, purpose, to } = data
  return { id, caseRef, purpose, sender, receiver: to.member }
}

function refuse(code: Refusal['code'], reason: string, remedy: string): Refusal {
  return { accepted: false, code, reason, remedy }
}
