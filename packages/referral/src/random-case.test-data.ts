/** A whole case from a list of numbers, told between two gateways, and everything in it that must not be. */
import { isDeepStrictEqual } from 'node:util'
import type { EventType } from '@onward/contract'
import { closing } from './closure.ts'
import { eventFaults, stateFaults, tryFacts, waitingFaults, withdrawalFaults } from './faults.test-data.ts'
import { fold } from './fold.ts'
import type { History } from './history.ts'
import { type Findings, journeyFaults } from './journey-faults.test-data.ts'
import { openingMoves, type Verb, verbs } from './moves.ts'
import { probe, sayPassing } from './probe.test-data.ts'
import { type Example, examples } from './rules/every-example.test-data.ts'
import { rules } from './rules/rules.ts'
import { type Status, status } from './status.ts'
import {
  type Happening,
  happen,
  type Name,
  newWorld,
  quiesce,
  startFrom,
  stateOf,
  type World,
} from './two-parties.test-data.ts'
import { unknownCodeFaults } from './unknown-codes.test-data.ts'

/** What came of one case. */
export interface Outcome {
  readonly faults: readonly string[]
  /** The types of the events that took effect. */
  readonly applied: readonly EventType[]
  /** The verdicts that were not `apply`: `park`, or the code of the rejection. */
  readonly refusals: readonly string[]
  /** The rules that refused what a side was about to say. */
  readonly broken: readonly string[]
  /** Which invariants there was something to ask of, and of what. */
  readonly asked: readonly string[]
  readonly wasClosed: boolean
  readonly status: Status | undefined
}

/** `honest`: each side signs only what it has decided. `hostile`: one of them signs what it likes. */
export type Manner = 'honest' | 'hostile'

/** Of how many numbers a case is made, and how large they are. */
export const numbersOfCase = { length: { minLength: 8, maxLength: 30 }, below: 2 ** 30 } as const

/**
 * Tells the case that the numbers stand for, and looks at it after every step and at its end. It begins mostly where a
 * rule refuses, the named one or one that the first number chooses, and that is asked there and at each of the first steps.
 * Each other number is a step: mostly a next action or the post, now and then a mishap.
 */
export function tellCase(
  [first = 0, ...rest]: readonly number[],
  manner: Manner,
  rule: string | undefined = rules[(first >> 5) % rules.length]?.name,
): Outcome {
  const world = newWorld()
  const example = exampleOf(rule, first >> 13)
  const begins = beginnings[first % beginnings.length]
  const given = begins === undefined || !example ? [] : example[begins][0]
  startFrom(world, given)
  if (example && begins === 'refused') probe(world, example)
  if (example && begins === 'passes') sayPassing(world, example)
  if (world.NL.history.length === 0) happen(world, opening(first >> 3))
  if ((first >> 3) % 8 !== 7) happen(world, { is: 'delivered', to: 'RO', pick: 0 })
  for (const what of onTheWay(first >> 3)) happen(world, what)
  const faults: string[] = []
  for (const [step, number] of rest.entries()) {
    if (step < 4 && example) probe(world, example)
    const before = [world.NL.history, world.RO.history]
    for (const what of stepsOf(number, manner)) happen(world, what)
    // What a hostile side makes of its own view is its own affair until the post is quiet.
    for (const [index, side] of (manner === 'honest' ? [world.NL, world.RO] : [world.NL]).entries()) {
      const referral = side.history === before[index] ? undefined : stateOf(side)
      if (referral) faults.push(...stateFaults(referral))
    }
  }
  const isClosedAt = [world.NL, world.RO].map((side) => isClosed(stateOf(side)))
  const half = [world.NL.history, world.RO.history]
  quiesce(world)
  const { NL, RO } = world
  const last = rest.at(-1) ?? 0
  const findings = asInvariants(world, manner, last)
  faults.push(...endFaults(world, { half, given, seed: last }), ...findings.flatMap((each) => each.faults))
  const applied = NL.history.filter(({ standing }) => standing === 'applied').map(({ event }) => event.type)
  const referral = stateOf(RO)
  return {
    faults,
    applied,
    refusals: world.refusals.map(({ verdict }) =>
      verdict.verdict === 'reject' ? verdict.code : verdict.verdict,
    ),
    broken: world.broken,
    asked: findings.flatMap(({ asked }) => asked),
    wasClosed: isClosedAt.includes(true) || isClosed(stateOf(NL)),
    status: referral && status(referral),
  }
}

/** Where a case begins: mostly where a rule refuses, now and then with what it lets pass, or with nothing. */
const beginnings = [
  'refused',
  'refused',
  'refused',
  'refused',
  'refused',
  'passes',
  undefined,
  undefined,
] as const

/** One of the examples of a rule: where it refuses, and what. */
function exampleOf(rule: string | undefined, number: number): Example | undefined {
  const own = examples.filter((example) => example.rule === rule)
  return own[number % Math.max(1, own.length)]
}

const isClosed = (referral: ReturnType<typeof fold>) =>
  referral !== undefined && closing(referral) !== undefined

/** The invariants of which it is counted how often there was something to ask. */
function asInvariants(world: World, manner: Manner, seed: number): readonly Findings[] {
  const { NL } = world
  return [
    journeyFaults(NL.history),
    withdrawalFaults(world, manner),
    unknownCodeFaults(NL.history, seed % 2 === 0 ? 'NL' : 'RO', seed >> 1),
  ]
}

function endFaults(
  world: World,
  {
    half,
    given,
    seed,
  }: { readonly half: readonly History[]; readonly given: History; readonly seed: number },
): readonly string[] {
  const { NL, RO } = world
  const states = [stateOf(NL), stateOf(RO)]
  const shuffled = shuffle(NL.history, seed)
  const faults: readonly (string | false)[] = [
    NL.parked.length + RO.parked.length > 0 && 'something is still parked when the post is quiet',
    !isDeepStrictEqual(standings(NL.history), standings(RO.history)) &&
      'an event stands here and is void there',
    !isDeepStrictEqual(states[0], states[1]) && 'the two sides read different states',
    !isDeepStrictEqual(fold(shuffled), states[0]) && 'the order in which events are held matters',
    half.some((part) => !isDeepStrictEqual(replicaOf(part, NL.history), states[0])) &&
      'a replica that folded a part before reads another state',
  ]
  // Both read the same, or it was found above.
  const [referral] = states
  const stated = referral ? [...stateFaults(referral), ...waitingFaults(referral)] : []
  return [
    ...faults.filter((fault) => fault !== false),
    ...stated,
    ...[NL.history, RO.history].flatMap((history) => eventFaults(history, given)),
    ...[NL, RO].flatMap(({ name, history }) => tryFacts(history, name, seed)),
  ]
}

/** What a replica reads that had a part, and got the rest later: its events in the order in which they came to it. */
function replicaOf(part: History, whole: History): ReturnType<typeof fold> {
  const had = new Set(part.map(({ digest }) => digest))
  const isHad = ({ digest }: History[number]) => had.has(digest)
  return fold([...whole.filter(isHad), ...whole.filter((one) => !isHad(one))])
}

const standings = (history: History) =>
  Object.fromEntries(history.map(({ digest, standing }) => [digest, standing]))

/** Most cases begin with an offer, some with a question, an alert or a notice. */
function opening(number: number): Happening {
  const verb = number % 5 > 1 ? 'submit' : (openingMoves[(number >> 5) % openingMoves.length] ?? 'submit')
  return { is: 'said', by: 'NL', verb, pick: number >> 9 }
}

/** How a case comes to a journey, and after whose words. */
const wayThere = [
  ['RO', 'acknowledge'],
  ['RO', 'giveFeedback'],
  ['RO', 'accept'],
  ['RO', 'arrangeReception'],
  ['NL', 'confirmReception'],
  ['NL', 'planJourney'],
] as const satisfies readonly (readonly [Name, Verb])[]

/** Every fourth case is told on from somewhere on the way to a journey: by chance alone hardly one comes so far. */
function onTheWay(number: number): readonly Happening[] {
  if (number % 4 !== 1) return []
  const done = wayThere.slice(0, 3 + ((number >> 3) % 4))
  return done.flatMap(([by, verb], index): Happening[] => [
    // With a condition, every other time.
    { is: 'said', by, verb: verb === 'accept' && number & 128 ? 'acceptWithConditions' : verb, pick: 2 },
    ...[0, 1, 2].map((): Happening => ({ is: 'delivered', to: by === 'NL' ? 'RO' : 'NL', pick: 0 })),
    ...(index === done.length - 1 ? [] : [{ is: 'delivered', to: by, pick: 0 } as const]),
  ])
}

function stepsOf(number: number, manner: Manner): readonly Happening[] {
  const by: Name = number & 1 ? 'NL' : 'RO'
  const to = by
  const pick = number >> 5
  const any: Verb = verbs[pick % verbs.length] ?? 'amend'
  const kind = (number >> 1) & 15
  // Mostly what was said before has come, in its order.
  const post = [0, 1, 2, 3].map((): Happening => ({ is: 'delivered', to, pick: 0 }))
  if (kind < 4) return [{ is: 'next', by, pick }]
  if (kind < 11) return [...post, { is: 'next', by, pick }]
  if (kind === 11) return post
  if (kind === 12) return [{ is: 'said', by, verb: any, pick: pick >> 7 }]
  if (kind === 13) return [{ is: 'delivered', to, pick }]
  if (kind === 14 && manner === 'hostile') return [{ is: 'forged', by: 'RO', verb: any, pick: pick >> 7 }]
  return [mishap(to, pick)]
}

function mishap(to: Name, pick: number): Happening {
  switch (pick & 3) {
    case 0:
      return { is: 'lost', to, pick: pick >> 2 }
    case 1:
      return { is: 'doubled', to, pick: pick >> 2 }
    case 2:
      return { is: 'refused', to, pick: pick >> 2 }
    default:
      return { is: 'timedOut', at: to, pick: pick >> 2 }
  }
}

/** The same events in another order, always the same one for the same seed. */
function shuffle(history: History, seed: number): History {
  const weight = (index: number) => Math.imul(index + 1, (seed | 1) ^ 0x9e3779b1) >>> 0
  return history
    .map((one, index) => ({ one, weight: weight(index) }))
    .toSorted((a, b) => a.weight - b.weight)
    .map(({ one }) => one)
}
