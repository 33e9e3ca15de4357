// Tells a story through the gateways of its two members, and says how it stands afterwards on either side.
import { isDeepStrictEqual } from 'node:util'
import { canonicalBytes } from '@onward/contract'
import { readDirectory } from '@onward/directory'
import { verifyBundle } from '@onward/evidence'
import { type Move, moveOf, moves, type Verb } from '@onward/referral'
import { type Answer, known, type Pair } from '@onward/testing'
import { type Changes, wordsOf } from './words.ts'

export type Side = 'sender' | 'receiver'

/** One statement: who says what, with which changes to the example of its type. */
export interface Line {
  readonly by: Side
  readonly verb: Verb
  /** A function where they depend on the moment in which they are said. */
  readonly changes?: Changes | (() => Changes)
  /** The statement that `answersTo` names by its digest: the last of this verb. */
  readonly answersTo?: Verb
}

/** A line that the gateway writes by itself, when the time for it has come. */
export interface OwnLine {
  readonly by: Side
  readonly itself: Verb
  /** By how much the clock of the exercise is moved first. */
  readonly afterHours?: number
}

/** Its sides are those of the pair: what the receiver of the pair opens, the receiver sends. */
export interface Story {
  readonly name: string
  readonly lines: readonly (Line | OwnLine)[]
}

/** One entry of a timeline. */
export interface Told {
  readonly event: string
  readonly digest: string
  readonly author: string
  readonly sequence: number
  readonly type: string
  readonly standing: string
  readonly receipt: { readonly st: string } | null
}

/** What both sides must agree on, and one side's timeline by author and number. */
export interface Outcome {
  readonly referral: Readonly<Record<'status' | 'facets' | 'sections' | 'heads' | 'responsible', unknown>>
  readonly timeline: readonly Told[]
}

/** One message as a member can prove it. */
export interface Proof {
  readonly event: string
  readonly lane: string
  readonly ep: number
  readonly seq: number
  readonly manifest: string
  readonly receipt: { readonly st: string; readonly leaf: string }
}

const openings: Readonly<Partial<Record<Verb, string>>> = {
  submit: '/v1/referrals',
  inquire: '/v1/inquiries',
  raiseAlert: '/v1/alerts',
  notifyChild: '/v1/child-notifications',
  reportIdentification: '/v1/identifications',
  publishServices: '/v1/services',
  announceOutage: '/v1/outages',
}

/** Between two gateways: there is nothing to know of anybody. */
const aboutNobody: readonly Verb[] = ['publishServices', 'announceOutage']

/** The type of a verb's event, and who says it. */
export function rowOf(line: Line | OwnLine): Move {
  return moveOf('itself' in line ? line.itself : line.verb)
}

/**
 * Tells the story from its first line; resolves with the id of its referral. Each side speaks when it has heard.
 *
 * @param later moves the clock of an exercise ahead, for a story that needs it
 */
export async function tell(
  pair: Pair,
  { name, lines }: Story,
  later?: (hours: number) => Promise<unknown>,
): Promise<string> {
  let id: string | undefined
  for (const [at, line] of lines.entries()) {
    if ('itself' in line) {
      if (id === undefined) throw new Error(`${name}: nothing has been said yet`)
      if (line.afterHours !== undefined) {
        if (!later) throw new Error(`${name}: nobody moves the clock`)
        await later(line.afterHours)
      }
      await spoken(pair, line, id)
      continue
    }
    // Whoever answers must have heard it first, so the last words before another speaker wait for the receipt.
    const isLast = lines[at + 1]?.by !== line.by
    const said = await say(pair, line, { id, isLast })
    if (said.status !== 201) throw new Error(`${name}: ${line.verb} ${JSON.stringify(said.body)}`)
    if (isLast) await heard(pair, line, said)
    id ??= said.text('/referral')
  }
  if (id === undefined) throw new Error(`${name}: an empty story`)
  return id
}

/** Says one line. It opens a referral if there is no `id` yet. */
export async function say(
  pair: Pair,
  { by, verb, changes = {}, answersTo }: Line,
  { id, isLast = true }: { readonly id: string | undefined; readonly isLast?: boolean },
): Promise<Answer> {
  const api = pair[by].as('focal-point')
  const named = answersTo && id ? { answersTo: await digestOf(pair, by, id, answersTo) } : {}
  const changed = typeof changes === 'function' ? changes() : changes
  const data = wordsOf(moveOf(verb).type, pair, { ...changed, ...named })
  const headers: Record<string, string> = isLast ? { prefer: 'wait=10' } : {}
  if (id !== undefined && verb === 'attestAnswer') return await attest(pair[by], id, data)
  if (id !== undefined) return await api.post(`/v1/referrals/${id}/commands`, { verb, data }, headers)
  const path = openings[verb]
  if (path === undefined) throw new Error(`${verb} begins nothing`)
  return await api.post(path, aboutNobody.includes(verb) ? data : { ...data, local: known }, headers)
}

/** What was answered by word is noted by one worker and confirmed by another. */
async function attest(party: Pair[Side], id: string, data: object): Promise<Answer> {
  const path = `/v1/referrals/${id}/attestations`
  const noted = await party.as('caseworker').post(path, { ...data, secondWorker: undefined })
  if (noted.status !== 201) return noted
  return await party.as('focal-point').post(`${path}/${noted.text('/id')}/confirmation`, {})
}

/** How the referral stands at either side once everything has its final receipt and nothing more comes. */
export async function outcomes(pair: Pair, id: string): Promise<Readonly<Record<Side, Outcome>>> {
  let before: unknown
  return await until(async () => {
    const [sender, receiver] = [await outcome(pair, 'sender', id), await outcome(pair, 'receiver', id)]
    const both = { sender, receiver }
    const all = [...sender.timeline, ...receiver.timeline]
    const isHeard = all.every(({ receipt }) => receipt !== null) && all.length === 2 * sender.timeline.length
    // A gateway may say something by itself between one question and the next, so the answers must come twice.
    const isQuiet = isHeard && isDeepStrictEqual(both, before)
    before = both
    return isQuiet ? both : undefined
  }, `both sides of ${id} have heard everything`)
}

/** By what each event can be proved at one side: where it lay on a lane, and the receipt that commits to it. */
export async function proofsOf(pair: Pair, side: Side, id: string): Promise<readonly Proof[]> {
  const { body } = await pair[side].as('auditor').get(`/v1/referrals/${id}/evidence`)
  const directory = await readDirectory(pair[side].member.directory)
  const { messages, faults } = verifyBundle(canonicalBytes(body), directory)
  if (faults.length > 0) throw new Error(`${pair[side].code} cannot prove ${id}: ${JSON.stringify(faults)}`)
  return messages
    .map(({ event, lane, ep, seq, manifest, received }) => {
      const { st = '', leaf = '' } = received ?? {}
      return { event, lane, ep, seq, manifest, receipt: { st, leaf } }
    })
    .toSorted((one, other) =>
      one.lane === other.lane ? one.seq - other.seq : one.lane < other.lane ? -1 : 1,
    )
}

/** What people said, each as `author type`: all but what only a gateway says. */
export function spokenOf({ timeline: told }: Outcome): readonly string[] {
  return told.filter(({ type }) => !isByItself(type)).map(({ author, type }) => `${author} ${type}`)
}

/** The same of lines of a story. */
export function spokenIn(pair: Pair, lines: Story['lines']): readonly string[] {
  return lines
    .filter((line) => !('itself' in line))
    .map((line) => `${pair[line.by].code} ${rowOf(line).type}`)
}

/** The timeline of one side; empty where the referral is not known yet. */
export async function timeline(pair: Pair, side: Side, id: string): Promise<readonly Told[]> {
  const { status, body } = await pair[side].as('focal-point').get(`/v1/referrals/${id}/timeline`)
  // Sound: the form of the answer has tests of its own.
  return status === 200 ? (body as { events: readonly Told[] }).events : []
}

async function outcome(pair: Pair, side: Side, id: string): Promise<Outcome> {
  const { body } = await pair[side].as('focal-point').get(`/v1/referrals/${id}`)
  // Sound: the form of the answer has tests of its own.
  const { status, facets, sections, heads, responsible } = body as Outcome['referral']
  const referral = { status, facets, sections, heads, responsible }
  // When it was recorded is each side's own.
  const told = (await timeline(pair, side, id)).map(
    ({ event, digest, author, sequence, type, standing, receipt }) => {
      return { event, digest, author, sequence, type, standing, receipt }
    },
  )
  return { referral, timeline: told.toSorted(byAuthor) }
}

/** Asks until there is an answer; only for what comes from another process. */
export async function until<T>(ask: () => Promise<T | undefined>, what: string): Promise<T> {
  const end = Date.now() + 20_000
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    if (Date.now() > end) throw new Error(`did not happen: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function isByItself(type: string): boolean {
  return Object.values<Move>(moves).some(
    (move) => move.type === type && move.by.every((role) => role === 'gateway'),
  )
}

async function digestOf(pair: Pair, side: Side, id: string, verb: Verb): Promise<string> {
  const { type } = moveOf(verb)
  const found = (await timeline(pair, side, id)).findLast((told) => told.type === type)
  if (!found) throw new Error(`${type} has not been heard`)
  return found.digest
}

/** A statement is heard when the other side has applied it. */
async function heard(pair: Pair, { by, verb }: Line, said: Answer): Promise<void> {
  const st = said.text('/receipt/st')
  if (st !== 'stored') throw new Error(`${verb} of the ${by}: ${st} by ${pair.receiver.code}`)
}

async function spoken(pair: Pair, line: OwnLine, id: string): Promise<void> {
  const { type } = rowOf(line)
  await until(async () => {
    const events = await timeline(pair, line.by, id)
    return events.find((told) => told.type === type && told.receipt !== null)
  }, `${type} by the gateway itself`)
}

function byAuthor(one: Told, other: Told): number {
  return one.author === other.author ? one.sequence - other.sequence : one.author < other.author ? -1 : 1
}
