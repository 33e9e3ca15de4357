import fc from 'fast-check'
import { expect, test } from 'vitest'
import { currentScope, withdrawn } from './consent.ts'
import { at, tryTo } from './example.test-data.ts'
import { eventFaults, stateFaults } from './faults.test-data.ts'
import { fold } from './fold.ts'
import type { History } from './history.ts'
import { contentMoves, verbs } from './moves.ts'
import { nextActions } from './next-actions.ts'
import { status } from './status.ts'
import { type Happening, happen, type Name, newWorld, quiesce, type World } from './two-parties.test-data.ts'

const name = fc.constantFrom<Name>('NL', 'RO')
const verb = fc.constantFrom(...verbs.filter((verb) => verb !== 'submit'))
const pick = fc.nat(40)
const said = fc.record({ is: fc.constant('said' as const), by: name, verb, pick })
const deliveredInOrder = fc.record({ is: fc.constant('delivered' as const), to: name, pick: fc.constant(0) })
const delivered = fc.record({ is: fc.constant('delivered' as const), to: name, pick })
const refused = fc.record({ is: fc.constant('refused' as const), to: name, pick })
const timedOut = fc.record({ is: fc.constant('timedOut' as const), at: name, pick })
const forged = fc.record({ is: fc.constant('forged' as const), by: name, verb, pick })

/** Every story begins with an offer; often more is said before the post is disturbed. */
const opening: readonly Happening[] = [
  { is: 'said', by: 'NL', verb: 'submit', pick: 0 },
  { is: 'delivered', to: 'RO', pick: 0 },
  { is: 'said', by: 'RO', verb: 'acknowledge', pick: 0 },
  { is: 'said', by: 'RO', verb: 'requestInformation', pick: 0 },
  { is: 'delivered', to: 'NL', pick: 0 },
  { is: 'delivered', to: 'NL', pick: 0 },
  { is: 'delivered', to: 'NL', pick: 0 },
]
const beginning = fc.constantFrom(1, 3, opening.length).map((length) => opening.slice(0, length))
const story = (...kinds: readonly fc.WeightedArbitrary<Happening>[]) =>
  fc
    .tuple(beginning, fc.array(fc.oneof(...kinds), { maxLength: 40 }))
    .map(([first, rest]) => [...first, ...rest])

const calm = story({ arbitrary: said, weight: 4 }, { arbitrary: deliveredInOrder, weight: 3 })
const stormy = story(
  { arbitrary: said, weight: 8 },
  { arbitrary: delivered, weight: 6 },
  { arbitrary: refused, weight: 1 },
  { arbitrary: timedOut, weight: 1 },
)
const hostile = story(
  { arbitrary: said, weight: 6 },
  { arbitrary: forged, weight: 3 },
  { arbitrary: delivered, weight: 6 },
  { arbitrary: refused, weight: 1 },
  { arbitrary: timedOut, weight: 1 },
)

function run(happenings: readonly Happening[], each: (world: World) => void = () => {}): World {
  const world = newWorld()
  for (const what of happenings) {
    happen(world, what)
    each(world)
  }
  quiesce(world)
  return world
}

const standings = (history: History) =>
  Object.fromEntries(history.map(({ digest, standing }) => [digest, standing]).toSorted())

const every = { numRuns: 400 }

test('any interleaving of the two signed sequences folds to the same state on both sides', () => {
  fc.assert(
    fc.property(fc.oneof(stormy, hostile), (happenings) => {
      const { NL, RO } = run(happenings)
      expect([NL.parked, RO.parked]).toEqual([[], []])
      expect(standings(NL.history)).toEqual(standings(RO.history))
      expect(fold(NL.history)).toEqual(fold(RO.history))
    }),
    every,
  )
})

test('the order in which events are held does not matter to the state', () => {
  const held = stormy.chain((happenings) => {
    const { history } = run(happenings).NL
    return fc.tuple(fc.constant(history), fc.shuffledSubarray(history, { minLength: history.length }))
  })
  fc.assert(
    fc.property(held, ([history, shuffled]) => {
      expect(fold(shuffled)).toEqual(fold(history))
    }),
    every,
  )
})

test('what an honest side has decided, the other side never rejects or parks while the post keeps its order', () => {
  fc.assert(
    fc.property(calm, (happenings) => {
      expect(run(happenings).refusals).toEqual([])
    }),
    every,
  )
})

test('no sequence of commands reaches an illegal state, at any moment, on either side', () => {
  fc.assert(
    fc.property(stormy, (happenings) => {
      run(happenings, ({ NL, RO }) => {
        const states = [fold(NL.history), fold(RO.history)]
        expect(states.flatMap((state) => (state ? stateFaults(state) : []))).toEqual([])
      })
    }),
    every,
  )
})

test('no forged event brings either side into an illegal state, or content past permission and agreement', () => {
  fc.assert(
    fc.property(hostile, (happenings) => {
      const { NL, RO } = run(happenings)
      expect([NL, RO].flatMap(({ history }) => eventFaults(history))).toEqual([])
      const states = [fold(NL.history), fold(RO.history)]
      expect(states.flatMap((state) => (state ? stateFaults(state) : []))).toEqual([])
    }),
    every,
  )
})

test('withdrawal of sharing beats every other move about content, whatever else is said before, beside or after it', () => {
  const withdrawal = fc.constantFrom<Happening>(
    { is: 'said', by: 'NL', verb: 'withdrawConsent', pick: 1 },
    { is: 'said', by: 'RO', verb: 'recordWish', pick: 13 },
  )
  fc.assert(
    fc.property(fc.oneof(calm, stormy), withdrawal, fc.nat(), (happenings, what, where) => {
      const place = 1 + (where % happenings.length)
      const world = run([...happenings.slice(0, place), what, ...happenings.slice(place)])
      for (const { history } of [world.NL, world.RO]) {
        const referral = fold(history)
        if (!referral || !withdrawn(referral).includes('sharing')) continue
        expect(status(referral)).toBe('withdrawn')
        expect(currentScope(referral)).toBeUndefined()
        const open = ['NL', 'RO'].flatMap((member) =>
          nextActions(referral, { member, role: 'focal-point', now: at }),
        )
        expect(open.filter(({ verb }) => contentMoves.includes(verb))).toEqual([])
      }
    }),
    every,
  )
})

test('a withdrawal and a wish are accepted in every state that can be reached', () => {
  fc.assert(
    fc.property(stormy, (happenings) => {
      const { NL, RO } = run(happenings)
      expect(tryTo(NL.history, 'withdrawConsent').accepted).toBe(true)
      expect(tryTo(NL.history, 'recordWish').accepted).toBe(true)
      expect(tryTo(RO.history, 'recordWish', { by: 'RO' }).accepted).toBe(true)
    }),
    every,
  )
})
