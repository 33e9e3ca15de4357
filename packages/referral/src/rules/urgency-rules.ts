/** Rules on what is asked before an offer, and on offers that cannot wait (practice §7). */
import type { Urgency } from '@onward/contract'
import { urgencyOf } from '../referral.ts'
import type { Proposal, Rule } from './rule.ts'

const DAY_MS = 86_400_000
const CONFIRMED_FOR_DAYS = 7

/** How urgent a thing is; more is a higher number. */
const rank: Readonly<Record<Urgency, number>> = { normal: 0, urgent: 1, emergency: 2 }

export const urgencyRules: readonly Rule[] = [
  {
    name: 'capacity-before-offer',
    requirements: ['R3', 'R16'],
    source: 'practice §7; BLU',
    guards: 'the person from being told of to a body that has no room',
    code: 'BIZ_STATE',
    reason: 'Nobody has confirmed within the last 7 days that the recipient has room.',
    remedy:
      'Ask first with an inquiry, which names nobody; or record what the recipient has said. An emergency goes at once.',
    looksAt: 'local',
    applies: ['submit'],
    holds: ({ said, at, local: { capacityConfirmedAt, hasSaidYes } }) =>
      said.type === 'referral.submitted' &&
      (said.data.urgency === 'emergency' ||
        hasSaidYes === true ||
        isWithinDays(CONFIRMED_FOR_DAYS, capacityConfirmedAt, at)),
  },
  {
    name: 'emergency-to-somebody-on-call',
    requirements: ['R12'],
    source: 'practice §7',
    guards: 'the person from an emergency that nobody reads until the morning',
    code: 'BIZ_STATE',
    pointer: '/sentOutOfHours',
    reason: 'The directory lists nobody on call there at this hour.',
    remedy:
      'Offer it to a recipient who is, or send it again with `sentOutOfHours` and reach them by telephone as well.',
    // Only a warning, given once, and only to who is about to send: nothing here can stop an emergency.
    looksAt: 'local',
    applies: ['submit'],
    advice: nextOnCall,
    holds: ({ said, at, register }) =>
      said.type === 'referral.submitted' &&
      (said.data.urgency !== 'emergency' ||
        said.data.sentOutOfHours === true ||
        register.isOnCall(said.data.to, at) === true),
  },
  {
    name: 'no-lower-urgency-without-a-reason',
    requirements: ['R12'],
    source: 'practice §7',
    guards: 'the person from an emergency that is quietly put aside',
    code: 'BIZ_STATE',
    pointer: '/treatedAsReason',
    reason: 'The referral is treated as less urgent than its sender says, and no reason is given.',
    remedy: 'Give the reason; the deadlines stay those of the urgency that the sender has given.',
    looksAt: 'words',
    applies: ['acknowledge'],
    holds: ({ before, said }) => {
      if (said.type !== 'referral.acknowledged') return false
      const { treatedAs, treatedAsReason } = said.data
      const isLower = treatedAs !== undefined && rank[treatedAs] < rank[urgencyOf(before)]
      return !isLower || treatedAsReason !== undefined
    },
  },
]

/** Not before so many days, and not in the future. */
function isWithinDays(days: number, then: string | undefined, at: string): boolean {
  if (then === undefined) return false
  const age = Date.parse(at) - Date.parse(then)
  return age >= 0 && age <= days * DAY_MS
}

/** Who of the person's own list is on call now, when the one that was chosen is not. */
function nextOnCall({ said, at, register }: Proposal): string | undefined {
  if (said.type !== 'referral.submitted') return undefined
  const { recipients } = said.data.permission.scope
  const next = recipients.find((recipient) => register.isOnCall(recipient, at) === true)
  const name = next && [next.member, next.organisation].filter((part) => part !== undefined).join('/')
  return name && `The person has also agreed to ${name}, where somebody is on call now.`
}
