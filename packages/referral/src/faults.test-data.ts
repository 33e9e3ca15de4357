/** What is wrong with a state or a history, in words; nothing where all is well. */
import type { Concern, Event, Permission } from '@onward/contract'
import { currentScope, withdrawn } from './consent.ts'
import { deadlines } from './deadlines/deadlines.ts'
import { add } from './deadlines/waiting.test-data.ts'
import { agreement, at, offer, tryTo } from './example.test-data.ts'
import { type History, sequenceOf } from './history.ts'
import type { Findings } from './journey-faults.test-data.ts'
import { contentMoves, moveOf, verbs } from './moves.ts'
import { nextActions } from './next-actions.ts'
import { isOverride } from './permission.ts'
import type { Manner } from './random-case.test-data.ts'
import type { Entry, Referral } from './referral.ts'
import { responsible } from './responsibility.ts'
import { sent } from './rules/rule.ts'
import { otherSide, type Side } from './side.ts'
import { statement } from './statement.ts'
import { status } from './status.ts'
import { threadsOf } from './thread.ts'
import { stateOf, type World } from './two-parties.test-data.ts'

/** What no state may be, whoever has said what. */
export function stateFaults(referral: Referral): readonly string[] {
  const { offer: offered, consent, acknowledgement, response } = referral.facets
  const word = status(referral)
  const taken = withdrawn(referral)
  const faults: readonly (string | false)[] = [
    response.state !== 'none' && acknowledgement.state === 'none' && 'a response before the acknowledgement',
    word.startsWith('accepted') && response.state !== word && 'accepted without the receiver saying so',
    word.startsWith('accepted') && offered.state === 'cancelled' && 'accepted though cancelled',
    word.startsWith('accepted') && consent.state === 'expired' && 'accepted though consent has expired',
    taken.includes('sharing') && word !== 'withdrawn' && 'sharing withdrawn but it does not read so',
    taken.includes('referral') && word !== 'withdrawn' && 'referral withdrawn but it does not read so',
    taken.includes('sharing') && currentScope(referral) !== undefined && 'shared after withdrawal',
    consent.withdrawn.includes('sharing') && consent.state !== 'withdrawn' && 'withdrawn consent revived',
    taken.includes('sharing') && offersContent(referral) && 'content offered after withdrawal',
    ...responsibilityFaults(referral),
  ]
  return faults.filter((fault) => fault !== false)
}

function offersContent(referral: Referral): boolean {
  const members = [referral.sender, referral.receiver]
  const open = members.flatMap((member) => nextActions(referral, { member, role: 'focal-point', now: at }))
  return open.some(({ verb }) => contentMoves.includes(verb))
}

/** R36: exactly one organisation, and it changes only from one side to the other and back. */
function responsibilityFaults(referral: Referral): readonly (string | false)[] {
  const { terms } = referral.facets.offer
  const takes = (side: Side) =>
    Object.values(threadsOf(referral.facets, 'takeover', side)).filter(({ state }) => state === 'taken')
      .length
  const ahead = takes('receiver') - takes('sender')
  const named = responsible(referral)
  const member = named && referral[named.side]
  return [
    ahead !== 0 && ahead !== 1 && terms !== undefined && 'a case was taken twice from the same side',
    terms?.transfersResponsibility === true && !named && 'nobody answers for the case',
    named !== undefined &&
      named.side !== (ahead === 1 ? 'receiver' : 'sender') &&
      'the wrong side answers for the case',
    named !== undefined &&
      named.organisation.member !== member &&
      'an organisation of the other side answers for the case',
  ]
}

/** R20: what was taken back is waited for until the other side has answered it, in knowledge of it. */
export function waitingFaults(referral: Referral): readonly string[] {
  const due = deadlines(referral, { now: at, agreement, add }).map(({ id }) => id)
  const answering: Readonly<Record<string, readonly string[]>> = {
    stopSharing: ['consent.applied', 'data.erased', 'data.kept'],
    answerErasure: ['data.erased', 'data.kept'],
  }
  return Object.entries(answering).flatMap(([name, types]) =>
    (['sender', 'receiver'] as const).flatMap((side) => {
      const owing = otherSide(side)
      const last = referral.entries.findLast((entry) => entry.side === side && isTakenBack(entry, referral))
      const isAnswered = referral.entries.some(
        (entry) =>
          last && entry.side === owing && types.includes(entry.said.type) && entry.seen >= last.sequence,
      )
      const isDue = due.includes(`${name}:${owing}`)
      return isDue === (last !== undefined && !isAnswered) ? [] : [`${name} of the ${owing} is wrong`]
    }),
  )
}

function isTakenBack({ said, sequence }: Entry, { entries }: Referral): boolean {
  if (said.type === 'consent.expired')
    return !entries.some((later) => later.said.type === 'consent.granted' && later.sequence > sequence)
  if (said.type === 'wishes.recorded')
    return said.data.kind === 'withdrawal' || said.data.kind === 'narrowing'
  return said.type === 'consent.withdrawn' || said.type === 'consent.narrowed'
}

/**
 * Content that left without its author's permission at that moment for this recipient, or outside the agreement, or
 * under an override that nobody could review; `given` is not looked at.
 */
export function eventFaults(history: History, given: History = []): readonly string[] {
  let permission: Permission | undefined
  let allowed: readonly string[] = []
  let isOver = false
  const own = sequenceOf(history, 'NL').filter(({ standing }) => standing === 'applied')
  return own.flatMap(({ event }) => {
    if (event.type === 'referral.submitted' || event.type === 'consent.granted') {
      permission = event.data.permission
      allowed = permission.scope.sections
    }
    if (event.type === 'consent.narrowed') allowed = event.data.scope.sections
    if (event.type === 'consent.expired') allowed = []
    if (event.type === 'wishes.recorded' && event.data.kind === 'narrowing') {
      const { sections } = event.data.scope ?? {}
      allowed = allowed.filter((name) => sections?.some((each) => each === name) ?? true)
    }
    if (isTakenBackFor('sharing', event)) isOver = true
    const isGiven = given.some((each) => each.event.id === event.id)
    const names = isGiven ? [] : (sent(statement(event.type, event.data))?.scope ?? [])
    if (names.length === 0) return []
    const isFor = permission && isForRecipient(permission) && event.time < permission.validUntil
    return [
      ...names
        .filter((name) => isOver || !isFor || !allowed.includes(name) || !agreement.sections.includes(name))
        .map((name) => `(i) ${name} leaked in ${event.type}`),
      ...(permission && isOverride(permission) && !isReviewable(permission)
        ? [`(i) ${event.type} under an override without its reason, author, provision and review`]
        : []),
    ]
  })
}

const isForRecipient = ({ scope }: Permission) =>
  scope.recipients.some(
    ({ member, organisation = offer.to.organisation }) =>
      member === 'RO' && organisation === offer.to.organisation,
  )

const isReviewable = ({ reason, author, provision, reviewDate }: Permission) =>
  Boolean(reason && author && provision && reviewDate)

/** What the person took back with either side, by the event that tells of it. */
function isTakenBackFor(concern: Concern, event: Event): boolean {
  if (event.type === 'wishes.recorded' && event.data.kind !== 'withdrawal') return false
  return concernsIn(event).includes(concern)
}

function concernsIn(event: Event): readonly Concern[] {
  if (event.type === 'consent.withdrawn') return event.data.concerns
  return event.type === 'wishes.recorded' && event.data.kind === 'withdrawal' ? event.data.concerns : []
}

/** R20: a withdrawal is neither refused nor kept waiting by who hears of it, and counts on both sides when it has come. */
export function withdrawalFaults({ NL, RO, refusals }: World, manner: Manner): Findings {
  const isOne = (event: Event) => concernsIn(event).length > 0
  const told = [...NL.history, ...RO.history].filter(
    ({ event, standing }) => isOne(event) && standing === 'applied',
  )
  const states = [stateOf(NL), stateOf(RO)]
  const unread = told.filter(({ event }) =>
    states.some((state) => !state || concernsIn(event).some((each) => !withdrawn(state).includes(each))),
  )
  return {
    faults: [
      // What a gateway that signs what it likes refuses, it answers for itself.
      ...(manner === 'honest' ? refusals : [])
        .filter(({ event }) => isOne(event))
        .map(({ event, verdict }) => `(vii) ${event.type} met with ${verdict.verdict}`),
      ...unread.map(({ event }) => `(vii) ${event.type} is not read on both sides`),
    ],
    asked: told.map(() => 'withdrawal'),
  }
}

const facts = verbs.filter((verb) => moveOf(verb).about === 'fact')

/** Practice §1: some of the facts, tried by a side in the state it is in. */
export function tryFacts(history: History, member: string, seed: number): readonly string[] {
  const isBegun = history.some(({ event }) => event.sequence === 1)
  const own = facts.filter((verb) => moveOf(verb).pen === 'each' || moveOf(verb).pen === penOf(member))
  const tried = [0, 5].flatMap((step) => own[(seed + step) % own.length] ?? [])
  return tried.flatMap((verb) => {
    const decision = tryTo(history, verb, { by: member })
    return decision.accepted || !isBegun
      ? []
      : [`${verb} refused to ${member}: ${decision.rule ?? decision.code}`]
  })
}

const penOf = (member: string) => (member === 'NL' ? 'sender' : 'receiver')
