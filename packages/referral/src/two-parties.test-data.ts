/**
 * Two gateways with a post between them that delays, reorders and refuses: enough of the protocol (§4, §5) to run
 * any story to its end. Each side decides on its own view only.
 */
import type { Event, EventData, EventType } from '@onward/contract'
import { decide } from './decide.ts'
import {
  agreement,
  at,
  digestOf,
  eventOf,
  offer,
  permission,
  person,
  scope,
  words,
} from './example.test-data.ts'
import { fold } from './fold.ts'
import type { Recorded } from './history.ts'
import { judge } from './judge.ts'
import { moves, type Verb } from './moves.ts'
import type { Referral } from './referral.ts'

export type Name = 'NL' | 'RO'

/** One thing that happens. Numbers choose among what there is at that moment. */
export type Happening =
  | { readonly is: 'said'; readonly by: Name; readonly verb: Verb; readonly pick: number }
  /** Signed without asking the rules, as a faulty or hostile gateway would. */
  | { readonly is: 'forged'; readonly by: Name; readonly verb: Verb; readonly pick: number }
  | { readonly is: 'delivered'; readonly to: Name; readonly pick: number }
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
  parked: { readonly event: Event; readonly number: number }[]
  /** What is on its way to this side. */
  post: Letter[]
  posted: number
  /** Stored receipts that reached this side: of which own event, under which number. */
  receipted: { readonly number: number; readonly sequence: number }[]
}

export interface World {
  readonly NL: Side
  readonly RO: Side
  /** Every verdict that was not `apply`. */
  readonly refusals: string[]
}

export function newWorld(): World {
  const side = (name: Name): Side => ({ name, history: [], parked: [], post: [], posted: 0, receipted: [] })
  return { NL: side('NL'), RO: side('RO'), refusals: [] }
}

export function happen(world: World, what: Happening): void {
  switch (what.is) {
    case 'said':
      say(world, world[what.by], what.verb, what.pick)
      break
    case 'forged':
      forge(world, world[what.by], what.verb, what.pick)
      break
    case 'delivered':
      deliver(world, world[what.to], what.pick, 'judged')
      break
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
  while (world.NL.post.length + world.RO.post.length > 0) {
    deliver(world, world.NL, 0, 'judged')
    deliver(world, world.RO, 0, 'judged')
  }
}

const other = (name: Name): Name => (name === 'NL' ? 'RO' : 'NL')

function say(world: World, side: Side, verb: Verb, pick: number): void {
  const decision = decide({
    history: side.history,
    member: side.name,
    verb,
    data: wordsFor(verb, fold(side.history), pick),
    at: verb === 'expireConsent' ? permission.validUntil : at,
    agreement,
    actor: actorFor(verb),
  })
  if (decision.accepted) sign(world, side, verb, decision)
}

function forge(world: World, side: Side, verb: Verb, pick: number): void {
  const seen = [...world[other(side.name)].history].filter(({ event }) =>
    event.source.endsWith(other(side.name)),
  )
  const cause = [...seen.map(({ digest }) => digest), undefined, 'unknown'][pick % (seen.length + 2)]
  const own = side.history.filter(({ event }) => event.source.endsWith(side.name))
  const data = wordsFor(verb, fold(side.history), pick)
  sign(world, side, verb, { type: moves[verb].type, data, sequence: own.length + 1, ...(cause && { cause }) })
}

function sign(
  world: World,
  side: Side,
  verb: Verb,
  words: { type: EventType; data: EventData[EventType]; sequence: number; cause?: string },
): void {
  const time = verb === 'expireConsent' ? permission.validUntil : at
  const event = eventOf({ author: side.name, ...words, at: time, actor: actorFor(verb) })
  side.history.push({ event, digest: digestOf(event), standing: 'applied' })
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
    else settle(world, side, letter.event, 'void')
  } else if (letter.st === 'stored') {
    side.receipted.push(letter)
  } else {
    side.history = side.history.map((one) =>
      isOwn(side, one, letter.sequence) ? { ...one, standing: 'void' } : one,
    )
  }
}

function isOwn(side: Side, { event }: Recorded, sequence: number): boolean {
  return event.source.endsWith(side.name) && event.sequence === sequence
}

function receive(world: World, side: Side, event: Event, number: number): void {
  const before = side.receipted.filter((receipt) => receipt.number < number)
  const acknowledgedUpTo = Math.max(0, ...before.map(({ sequence }) => sequence))
  const verdict = judge({ history: side.history, event, agreement, acknowledgedUpTo })
  if (verdict.verdict !== 'apply') world.refusals.push(`${event.id} ${event.type} ${JSON.stringify(verdict)}`)
  if (verdict.verdict === 'park') side.parked.push({ event, number })
  else settle(world, side, event, verdict.verdict === 'apply' ? 'applied' : 'void')
}

function settle(world: World, side: Side, event: Event, standing: 'applied' | 'void'): void {
  side.history.push({ event, digest: digestOf(event), standing })
  post(world, other(side.name), {
    kind: 'receipt',
    sequence: event.sequence,
    st: standing === 'applied' ? 'stored' : 'rejected',
  })
  for (const waiting of side.parked.splice(0)) receive(world, side, waiting.event, waiting.number)
}

function actorFor(verb: Verb): string {
  return `ORG/${verb === 'expireConsent' ? 'gateway' : 'focal-point'}/desk-1`
}

/** Words that fit the moment often enough to reach every corner, and miss it often enough to be refused. */
function wordsFor(verb: Verb, referral: Referral | undefined, pick: number): EventData[EventType] {
  const consent = referral?.facets.consent
  const current = consent?.permission ?? permission
  const concerns = ([['return'], ['sharing'], ['support', 'return'], ['referral']] as const)[pick % 4] ?? [
    'sharing',
  ]
  switch (verb) {
    case 'submit':
      return offer
    case 'amend': {
      const name = (['person', 'needs', 'risk', 'legalStatus'] as const)[pick % 4] ?? 'person'
      const sections = {
        person: { ...person, intendedRegion: `Region ${pick}` },
        needs: offer.sections.needs,
        risk: words.amend.sections.risk,
        legalStatus: {},
      }
      return { dataScope: [name], sections: { [name]: sections[name] }, reason: 'Correction' }
    }
    case 'grantConsent':
      return {
        permission: {
          ...permission,
          permissionId: `permission ${pick}`,
          scope: pick % 2 ? scope : { ...scope, sections: ['needs'] },
        },
      }
    case 'narrowConsent': {
      const sections =
        current.scope.sections.length > 1 ? current.scope.sections.slice(pick % 2) : current.scope.sections
      return { permissionId: current.permissionId, scope: { ...current.scope, sections } }
    }
    case 'withdrawConsent':
      return { permissionId: current.permissionId, concerns, withdrawnAt: at }
    case 'expireConsent':
      return { permissionId: current.permissionId, validUntil: current.validUntil }
    case 'recordWish': {
      const kind =
        (['complaint', 'narrowing', 'objection', 'withdrawal', 'narrowing'] as const)[pick % 5] ?? 'complaint'
      return {
        kind,
        concerns,
        scope: { ...scope, sections: pick % 2 ? ['person', 'needs'] : ['risk'] },
        toldAt: at,
        language: 'ro',
      }
    }
    case 'requestInformation':
      return { requestId: `request ${pick}`, topics: ['Needs'] }
    case 'provideInformation': {
      const requests = referral?.facets.response.requests ?? []
      return {
        ...words.provideInformation,
        requestId: requests[pick % Math.max(1, requests.length)]?.requestId ?? 'none',
      }
    }
    default:
      return words[verb]
  }
}
