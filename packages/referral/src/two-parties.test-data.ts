/**
 * Two gateways with a post between them that delays, reorders, loses, doubles and refuses: enough of the protocol
 * (§3 to §5) to run any story to its end. Each side decides on its own view only.
 */
import type { Event, EventData, EventType } from '@onward/contract'
import { decide } from './decide.ts'
import {
  actorOf,
  agreement,
  digestOf,
  eventOf,
  id,
  local,
  purposeIn,
  register,
  timeOf,
} from './example.test-data.ts'
import { fold } from './fold.ts'
import type { Recorded } from './history.ts'
import { judge, type Verdict } from './judge.ts'
import { moveOf, moves, type Verb, verbs } from './moves.ts'
import { nextActions } from './next-actions.ts'
import { wordsFor } from './plausible-words.test-data.ts'
import type { Referral } from './referral.ts'
import { sideOf } from './side.ts'

export type Name = 'NL' | 'RO'

/** One thing that happens. Numbers choose among what there is at that moment. */
export type Happening =
  | { readonly is: 'said'; readonly by: Name; readonly verb: Verb; readonly pick: number }
  /** One of the next actions is said. */
  | { readonly is: 'next'; readonly by: Name; readonly pick: number }
  /** Signed without asking the rules, as a faulty or hostile gateway would. */
  | { readonly is: 'forged'; readonly by: Name; readonly verb: Verb; readonly pick: number }
  | { readonly is: 'delivered'; readonly to: Name; readonly pick: number }
  /** Lost on the way, or delivered twice; without a receipt it is sent again in the end. */
  | { readonly is: 'lost' | 'doubled'; readonly to: Name; readonly pick: number }
  /** Rejected for a reason outside the referral, such as its schema. */
  | { readonly is: 'refused'; readonly to: Name; readonly pick: number }
  /** A parked event has waited too long. */
  | { readonly is: 'timedOut'; readonly at: Name; readonly pick: number }

type Letter =
  | { readonly number: number; readonly kind: 'event'; readonly event: Event }
  | {
      readonly number: number
      readonly kind: 'receipt'
      readonly sequence: number
      readonly st: 'stored' | 'rejected'
    }
type Unnumbered = Letter extends infer L ? (L extends Letter ? Omit<L, 'number'> : never) : never

export interface Side {
  readonly name: Name
  history: Recorded[]
  /** The state that the history means, until the history changes. */
  state: { readonly of: readonly Recorded[]; readonly count: number; readonly referral: Referral | undefined }
  parked: { readonly event: Event; readonly number: number }[]
  /** What is on its way to this side. */
  post: Letter[]
  posted: number
  lost: Letter[]
  /** Stored receipts that reached this side: of which own event, under which number. */
  receipted: { readonly number: number; readonly sequence: number }[]
}

export interface World {
  readonly NL: Side
  readonly RO: Side
  /** Every verdict that was not `apply`. */
  readonly refusals: { readonly event: Event; readonly verdict: Verdict }[]
  /** The rule behind every refusal of what a side was about to say. */
  readonly broken: string[]
}

export function newWorld(): World {
  const side = (name: Name): Side => ({
    name,
    history: [],
    state: { of: [], count: 0, referral: undefined },
    parked: [],
    post: [],
    posted: 0,
    lost: [],
    receipted: [],
  })
  return { NL: side('NL'), RO: side('RO'), refusals: [], broken: [] }
}

export function happen(world: World, what: Happening): void {
  switch (what.is) {
    case 'said':
      say(world, world[what.by], what.verb, what.pick)
      break
    case 'next':
      sayNext(world, world[what.by], what.pick)
      break
    case 'forged':
      forge(world, world[what.by], what.verb, what.pick)
      break
    case 'delivered':
      deliver(world, world[what.to], what.pick, 'judged')
      break
    case 'lost': {
      const { post } = world[what.to]
      world[what.to].lost.push(...post.splice(what.pick % Math.max(1, post.length), 1))
      break
    }
    case 'doubled': {
      const { post } = world[what.to]
      post.push(...post.slice(what.pick % Math.max(1, post.length)).slice(0, 1))
      break
    }
    case 'refused':
      deliver(world, world[what.to], what.pick, 'refused')
      break
    case 'timedOut': {
      const side = world[what.at]
      const [waited] = side.parked.splice(what.pick % Math.max(1, side.parked.length), 1)
      if (waited) settle(world, side, waited.event, 'void')
      break
    }
    default:
      what satisfies never
  }
}

/** Delivers everything that is still on its way, until both sides are quiet. */
export function quiesce(world: World): void {
  for (const side of [world.NL, world.RO]) side.post.push(...side.lost.splice(0))
  while (world.NL.post.length + world.RO.post.length > 0) {
    deliver(world, world.NL, 0, 'judged')
    deliver(world, world.RO, 0, 'judged')
  }
}

const other = (name: Name): Name => (name === 'NL' ? 'RO' : 'NL')

/** The referral as a side sees it now. */
export function stateOf(side: Side): Referral | undefined {
  if (side.state.of !== side.history || side.state.count !== side.history.length) {
    side.state = { of: side.history, count: side.history.length, referral: fold(side.history) }
  }
  return side.state.referral
}

function say(world: World, side: Side, verb: Verb, pick: number): void {
  const decision = decide({
    history: side.history,
    member: side.name,
    verb,
    data: wordsOf(side, verb, pick),
    at: timeOf(verb),
    agreement,
    register,
    local,
    actor: actorOf(verb, side.name),
    subject: id,
  })
  if (decision.accepted) sign(world, side, verb, decision)
  else if (decision.rule) world.broken.push(decision.rule)
}

/** Both sides have this history, all of it delivered. */
export function startFrom(world: World, history: readonly Recorded[]): void {
  for (const side of [world.NL, world.RO]) side.history = [...history]
}

function wordsOf(side: Side, verb: Verb, pick: number): EventData[EventType] {
  const referral = stateOf(side)
  const which = referral ? sideOf(referral, side.name) : undefined
  return wordsFor(verb, referral, which ?? 'sender', pick)
}

const endings: readonly Verb[] = ['cancel', 'withdrawConsent', 'expireConsent', 'close']

/** Mostly an answer, a question, or a step that goes on with something; an end only every fourth time it is chosen. */
function sayNext(world: World, side: Side, pick: number): void {
  const referral = stateOf(side)
  if (!referral) return
  const role = pick % 8 === 7 ? 'gateway' : 'focal-point'
  const open = nextActions(referral, { member: side.name, role, now: timeOf('submit') }).map(
    ({ verb }) => verb,
  )
  const answering = open.filter((verb) => moveOf(verb).answers !== undefined)
  const asking = open.filter((verb) => questions.has(verb))
  const going = open.filter((verb) => !endings.includes(verb) && goesOn(verb))
  const rare = open.filter((verb) => comesAboutSlowly.has(verb))
  const wanted = [answering, answering, asking, asking, going, going, rare, open][pick % 8] ?? open
  const list = wanted.length > 0 ? wanted : open
  const verb = list[(pick >> 4) % Math.max(1, list.length)]
  if (verb && !(endings.includes(verb) && (pick >> 3) % 4 !== 1)) say(world, side, verb, pick >> 6)
}

const questions: ReadonlySet<string> = new Set(verbs.flatMap((verb) => moveOf(verb).answers ?? []))

/** What several steps must lead to, or what a case comes to late. */
const comesAboutSlowly: ReadonlySet<Verb> = new Set<Verb>([
  ...(['proposeHandover', 'takeHandover', 'refuseHandover', 'withdrawHandover'] as const),
  ...(['requestInformation', 'provideInformation', 'cancel', 'close'] as const),
  ...(['linkReferral', 'unlinkReferral', 'withdrawInquiry'] as const),
  ...(['requestFamilyAssessment', 'reportFamilyAssessment', 'withdrawFamilyRequest'] as const),
  ...(['arrangeReception', 'planJourney', 'changeJourney', 'cancelJourney', 'acknowledgeJourney'] as const),
])

function goesOn(verb: Verb): boolean {
  const { from } = moveOf(verb)
  return verb === 'reopenCase' || (from !== 'any' && !from.includes('none'))
}

function forge(world: World, side: Side, verb: Verb, pick: number): void {
  const seen = [...world[other(side.name)].history].filter(({ event }) => isBy(event, other(side.name)))
  const cause = [...seen.map(({ digest }) => digest), undefined, 'unknown'][pick % (seen.length + 2)]
  const own = side.history.filter(({ event }) => isBy(event, side.name))
  const data = wordsOf(side, verb, pick)
  sign(world, side, verb, { type: moves[verb].type, data, sequence: own.length + 1, ...(cause && { cause }) })
}

const isBy = ({ source }: Event, name: Name) => source.endsWith(name)

/** Puts what was decided into the history of a side, and on its way to the other. */
export function sign(
  world: World,
  side: Side,
  verb: Verb,
  words: { type: EventType; data: EventData[EventType]; sequence: number; cause?: string },
): void {
  const purpose = purposeIn(side.history, words.data)
  const actor = actorOf(verb, side.name)
  const event = eventOf({ author: side.name, ...words, at: timeOf(verb), actor, purpose })
  side.history = [...side.history, { event, digest: digestOf(event), standing: 'applied' }]
  post(world, other(side.name), { kind: 'event', event })
}

function post(world: World, to: Name, letter: Unnumbered): void {
  const side = world[to]
  side.posted += 1
  side.post.push({ ...letter, number: side.posted })
}

function deliver(world: World, side: Side, pick: number, how: 'judged' | 'refused'): void {
  const [letter] = side.post.splice(pick % Math.max(1, side.post.length), 1)
  if (!letter) return
  if (letter.kind === 'event') {
    if (how === 'judged') receive(world, side, letter.event, letter.number)
    else if (!side.history.some((one) => one.event.id === letter.event.id))
      settle(world, side, letter.event, 'void')
  } else if (letter.st === 'stored') {
    side.receipted.push(letter)
  } else {
    side.history = side.history.map((one) =>
      isOwn(side, one, letter.sequence) ? { ...one, standing: 'void' } : one,
    )
  }
}

function isOwn(side: Side, { event }: Recorded, sequence: number): boolean {
  return isBy(event, side.name) && event.sequence === sequence
}

function receive(world: World, side: Side, event: Event, number: number): void {
  // The inbox knows it: no second effect.
  if (side.history.some((one) => one.event.source === event.source && one.event.id === event.id)) return
  const before = side.receipted.filter((receipt) => receipt.number < number)
  const acknowledgedUpTo = Math.max(0, ...before.map(({ sequence }) => sequence))
  const verdict = judge({ history: side.history, event, agreement, register, acknowledgedUpTo })
  if (verdict.verdict !== 'apply') world.refusals.push({ event, verdict })
  if (verdict.verdict === 'park') side.parked.push({ event, number })
  else settle(world, side, event, verdict.verdict === 'apply' ? 'applied' : 'void')
}

function settle(world: World, side: Side, event: Event, standing: 'applied' | 'void'): void {
  side.history = [...side.history, { event, digest: digestOf(event), standing }]
  post(world, other(side.name), {
    kind: 'receipt',
    sequence: event.sequence,
    st: standing === 'applied' ? 'stored' : 'rejected',
  })
  for (const waiting of side.parked.splice(0)) receive(world, side, waiting.event, waiting.number)
}
