/** Rules on the way back: what the sender is told after the handover, and how often the person is asked (R37, practice §2). */
import type { EventData } from '@onward/contract'
import { contains } from '../consent.ts'
import { toldBack, wantsNoContact, wayBack } from '../way-back.ts'
import type { Rule } from './rule.ts'

/** What is told about an attempt to ask, and that somebody is in danger. */
const alwaysTold: readonly EventData['followup.reported']['outcome'][] = [
  'declinedContact',
  'unsafeToContact',
  'unreachable',
  'atRisk',
]

export const wayBackRules: readonly Rule[] = [
  {
    name: 'codes-only-on-the-way-back',
    requirements: ['R22', 'R37', 'R39'],
    source: 'practice §2',
    guards: "the person's new life from the country that was left",
    code: 'BIZ_CONSENT',
    reason:
      'After the handover only codes go back: safe, at risk or unknown, services by status, the outcome.',
    remedy:
      'Keep it where the person is now. If the sender should know, the person can agree to these sections.',
    looksAt: 'state',
    applies: ['sharePlan', 'provideRecords', 'correct', 'askIfKnown'],
    holds: ({ before, side }) =>
      side === 'sender' || [undefined, 'sections'].includes(wayBack(before)?.content),
  },
  {
    name: 'told-back-as-agreed',
    requirements: ['R22', 'R37'],
    source: 'practice §2',
    guards: "the person's new life from the country that was left",
    code: 'BIZ_CONSENT',
    reason: 'The person has not agreed that this is told back, in sections or in words.',
    remedy: 'Leave out the note and the section; codes go back. Or ask the person about it.',
    looksAt: 'words',
    applies: [
      ...(['sharePlan', 'provideRecords', 'correct', 'askIfKnown', 'giveFeedback'] as const),
      ...(['reportFamilyAssessment', 'arrangeReception', 'reviewChildPlan', 'proposeHandover'] as const),
      ...(['raiseTransferConcern', 'decline', 'acceptWithConditions', 'close'] as const),
    ],
    holds: ({ before, side, said }) => {
      const chosen = side === 'receiver' ? wayBack(before) : undefined
      return !chosen || contains(chosen.content === 'sections' ? chosen.sections : undefined, toldBack(said))
    },
  },
  {
    name: 'nothing-told-back',
    requirements: ['R37', 'R38'],
    source: 'practice §2',
    guards: 'the person who wants the sender to learn nothing more',
    code: 'BIZ_CONSENT',
    reason: 'The person wants nothing told back, not even which services are planned.',
    remedy: 'Plan it in your own system. What has happened, and danger, can always be reported.',
    looksAt: 'state',
    applies: ['planService'],
    holds: ({ before }) => wayBack(before)?.content !== 'none',
  },
  {
    name: 'left-in-peace',
    requirements: ['R37'],
    source: 'practice §2, §11',
    guards: 'the person who wants to be asked nothing more',
    code: 'BIZ_CONSENT',
    reason: 'The person wants no contact, or wants nothing told back.',
    remedy:
      'Report that contact was declined, which ends the follow-up; danger is still told. If the person wishes otherwise now, let the person choose anew.',
    looksAt: 'words',
    applies: ['scheduleFollowUps', 'reportFollowUp'],
    holds: ({ before, said }) => {
      const isNothing = wayBack(before)?.content === 'none'
      if (said.type === 'followup.scheduled') {
        const { none, chosenByPerson } = said.data
        return none === true || (!isNothing && (chosenByPerson || !wantsNoContact(before)))
      }
      if (said.type !== 'followup.reported') return false
      const { outcome, personView, services } = said.data
      const isLeast = alwaysTold.includes(outcome) && !personView && !services
      return isLeast || (!isNothing && !wantsNoContact(before))
    },
  },
  {
    name: 'asked-as-the-person-chose',
    requirements: ['R37'],
    source: 'practice §2',
    guards: "the person's choice of how often and by which way to be asked",
    code: 'BIZ_CONSENT',
    pointer: '/points',
    reason: 'The person chose other points, or another way to be asked.',
    remedy: 'Keep to what the person chose; if the person has chosen anew, say that the person chose it.',
    looksAt: 'words',
    applies: ['scheduleFollowUps'],
    holds: ({ before, said }) => {
      if (said.type !== 'followup.scheduled') return false
      const { points, channel, chosenByPerson } = said.data
      const chosen = before.facets.consent.permission?.wayBack
      if (chosenByPerson || !chosen) return true
      return (
        contains(chosen.points ?? points, points) &&
        (chosen.channel === undefined || chosen.channel === channel)
      )
    },
  },
]
