/** Invariant (v): what a code that nobody knows comes to, where a known one would be a yes. */
import { isChild } from './child.ts'
import { currentScope } from './consent.ts'
import { at, digestOf, eventOf, permission, tryTo, words } from './example.test-data.ts'
import { fold } from './fold.ts'
import type { History } from './history.ts'
import { isAccepted, isReceptionConfirmed, isStopped } from './journey.ts'
import type { Findings } from './journey-faults.test-data.ts'
import type { Verb } from './moves.ts'
import { nextActions } from './next-actions.ts'
import type { Referral } from './referral.ts'
import { responsibleSide } from './responsibility.ts'
import { otherSide, type Side } from './side.ts'
import { threadsOf } from './thread.ts'

/** In no list of codes, whatever it sounds like. */
const code = 'surelyYes'
const permitting = (change: object) => ({ permission: { ...permission, permissionId: code, ...change } })

interface Saying {
  readonly by: 'NL' | 'RO' | 'each'
  readonly verb: Verb
  readonly data: (referral: Referral, side: Side) => object
  /** It is refused; else it may be said, and comes to nothing. */
  readonly is?: 'refused'
}

const sayings: readonly Saying[] = [
  { by: 'NL', verb: 'grantConsent', is: 'refused', data: () => permitting({ givenBy: code }) },
  { by: 'NL', verb: 'grantConsent', is: 'refused', data: () => permitting({ kind: code }) },
  {
    by: 'NL',
    verb: 'planJourney',
    is: 'refused',
    data: () => ({ ...words.planJourney, movementBasis: code }),
  },
  {
    by: 'each',
    verb: 'keepWithGround',
    is: 'refused',
    data: () => ({ ...words.keepWithGround, ground: code }),
  },
  { by: 'NL', verb: 'attestAnswer', data: () => ({ ...words.attestAnswer, answer: code }) },
  { by: 'NL', verb: 'determineBestInterests', data: () => determined({ result: code }) },
  { by: 'NL', verb: 'determineBestInterests', data: () => determined({ type: code }) },
  {
    by: 'each',
    verb: 'reclassifyAge',
    data: () => ({ ...words.reclassifyAge, subjectKind: code, final: true }),
  },
  { by: 'each', verb: 'decideTransfer', data: decided },
  {
    by: 'each',
    verb: 'recordWish',
    data: () => ({ ...words.recordWish, kind: code, concerns: ['sharing'] }),
  },
]

const determined = (change: object) => ({
  ...words.determineBestInterests,
  destination: 'RO',
  result: 'return',
  ...change,
})

function decided({ facets }: Referral, side: Side) {
  const [concernId] = Object.keys(threadsOf(facets, 'transferConcern', otherSide(side)))
  return { ...words.decideTransfer, ...(concernId && { concernId }), result: code }
}

/** What can be asked of this invariant. */
export const unknownCodes: readonly string[] = [...new Set(sayings.map(({ verb }) => named(verb)))]

/** One of the sayings, tried by a side in the state it is in. */
export function unknownCodeFaults(history: History, member: 'NL' | 'RO', seed: number): Findings {
  const referral = fold(history)
  if (!referral) return { faults: [], asked: [] }
  const side = member === referral.sender ? 'sender' : 'receiver'
  const own = sayings.filter(({ by }) => by === member || by === 'each')
  const saying = own[seed % own.length]
  if (!saying) return { faults: [], asked: [] }
  const { verb, is, data } = saying
  const decision = tryTo(history, verb, { by: member, data: data(referral, side) })
  if (!decision.accepted) return { faults: [], asked: [named(verb)] }
  const event = eventOf({ author: member, at, ...decision })
  const then = fold([...history, { event, digest: digestOf(event), standing: 'applied' }])
  const before = positives(referral)
  const gained = then ? positives(then).filter((each) => !before.includes(each)) : []
  return {
    faults: [
      ...(is === 'refused' ? [`(v) ${verb} was accepted with an unknown code`] : []),
      ...gained.map((each) => `(v) ${verb} with an unknown code led to: ${each}`),
    ],
    asked: [named(verb)],
  }
}

function named(verb: Verb): string {
  return `${verb} with an unknown code`
}

/** What is well, or lets something begin. */
function positives(referral: Referral): readonly string[] {
  const { sender: member, receiver } = referral
  const found: readonly (string | false)[] = [
    isAccepted(referral) && 'accepted',
    isReceptionConfirmed(referral, 'planning') && 'a reception that stands',
    !isStopped(referral) && 'a transfer that goes on',
    !isChild(referral) && 'an adult',
    responsibleSide(referral) === 'receiver' && `${receiver} answers for the case`,
    nextActions(referral, { member, role: 'focal-point', now: at }).some(
      ({ verb }) => verb === 'planJourney',
    ) && 'a journey to plan',
    ...(currentScope(referral)?.sections.map((name) => `${name} shared`) ?? []),
  ]
  return found.filter((each) => each !== false)
}
