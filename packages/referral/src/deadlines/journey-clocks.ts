/** Clocks of the way there, and of who answers for the case. */
import { responsible } from '../responsibility.ts'
import type { Statement } from '../statement.ts'
import { always, type Clock, days, hours, workingDays } from './clock.ts'

export const journeyClocks = {
  confirmReception: {
    owedBy: 'sender',
    what: 'the reception is confirmed',
    source: 'domain §9',
    runs: always({ emergency: hours(4), urgent: hours(24), normal: workingDays(3) }),
  },
  acknowledgeJourney: {
    owedBy: 'receiver',
    what: 'a named person has read the journey',
    source: 'DBN 8(2); domain §9 A2',
    runs: always({ emergency: hours(4), urgent: hours(24), normal: workingDays(1) }),
  },
  arrival: {
    owedBy: 'receiver',
    what: 'the person has arrived, or has not',
    source: 'RIAT KM2: 24 h after the planned arrival',
    outlives: true,
    stoppedBy: (said) => said.type !== 'answer.attested' || said.data.answer === 'arrived',
    runs: ({ said }) =>
      said.type === 'journey.planned' || said.type === 'journey.changed'
        ? [{ from: said.data.arrival.at, span: hours(24) }]
        : [],
  },
  welfareCheck: {
    owedBy: 'responsible',
    what: 'somebody the person trusts looks after them',
    source: 'practice §11: 4 h',
    outlives: true,
    firstCounts: true,
    stoppedBy: isSeen,
    runs: always(hours(4)),
  },
  answerDeparture: {
    owedBy: 'sender',
    what: 'the sender says whether the person departed',
    source: 'RIAT',
    outlives: true,
    runs: always(hours(24)),
  },
  assessAgain: {
    owedBy: 'receiver',
    what: 'the risk is looked at again, now that the person is there',
    source: 'R30; IOMR; CARE: 7 days after arrival',
    stoppedBy: (said) => said.type === 'assessment.feedback' && said.data.stage === 'afterArrival',
    // What was never assessed before is not assessed again.
    runs: ({ said }, { sections, facets }) =>
      said.type === 'arrival.confirmed' && (sections.risk || facets.assessment.state === 'given')
        ? [{ from: said.data.arrivedAt, span: days(7) }]
        : [],
  },
  decideTransfer: {
    owedBy: 'other',
    what: 'the concern about the transfer is decided',
    source: 'practice §8',
    runs: always(hours(72)),
  },
  handover: {
    owedBy: 'responsible',
    what: 'the handover is proposed',
    source: 'domain §9 A4: 3 working days after arrival',
    // Who has taken the case before the person came has nothing to propose.
    runs: ({ said }, referral) =>
      said.type === 'arrival.confirmed' && responsible(referral)?.side === 'sender'
        ? [{ from: said.data.arrivedAt, span: workingDays(3) }]
        : [],
  },
  takeHandover: {
    owedBy: 'other',
    what: 'the proposed handover is taken or refused',
    source: 'domain §9 A4',
    runs: always(workingDays(3)),
  },
  settleDispute: {
    owedBy: 'other',
    what: 'both sides agree who is responsible',
    source: 'practice §6: 2 working days, 4 h in an emergency',
    runs: ({ said }) =>
      said.type === 'responsibility.disputed'
        ? [{ span: said.data.emergency ? hours(4) : workingDays(2) }]
        : [],
  },
} as const satisfies Readonly<Record<string, Clock>>

/** Of what is done about an incident: that somebody has seen or heard the person. Of what was attested: that they are there. */
function isSeen(said: Statement): boolean {
  switch (said.type) {
    case 'incident.actedOn':
      return said.data.action === 'welfareCheck' || said.data.action === 'contactedPerson'
    case 'incident.closed':
      return said.data.result === 'foundSafe'
    case 'answer.attested':
      return said.data.answer === 'arrived'
    default:
      return true
  }
}
