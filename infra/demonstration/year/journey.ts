// Days 25 to 46: who meets her, the papers, a journey that fails and one that does not.
import type { JourneyPlanned } from '@onward/contract'
import { contacts } from '../cast.ts'
import { returnWith } from './her-case.ts'
import { withdrawn } from './other-cases.ts'
import { type Day, type Saying, type Stage, says } from './scene.ts'

export const journey: readonly Day[] = [
  {
    day: 25,
    time: '14:00',
    title: 'A hearing is fixed in NL',
    scenes: [
      says({
        what: (stage) => `NL: she is to be a witness on ${stage.calendar.day(150)}, from RO if she wishes`,
        who: 'caseworker',
        on: 'case',
        verb: 'reportProceedings',
        data: ({ id, calendar }) => ({
          proceedingId: id('hearing'),
          kind: 'hearing',
          stage: 'announced',
          date: calendar.day(150),
          country: 'NL',
        }),
        standing: { status: 'accepted' },
      }),
      ...withdrawn,
    ],
  },
  {
    day: 26,
    time: '10:00',
    title: 'The shelter in RO prepares',
    scenes: [
      says({
        what: 'The shelter: ro-sh-03 meets her at the airport, her bed is ready',
        who: 'shelter',
        on: 'case',
        verb: 'arrangeReception',
        data: () => ({
          meetBy: contacts.shelter,
          alternate: contacts.shelterStandIn,
          place: { country: 'RO', kind: 'airport', name: 'Bucharest Otopeni' },
          recognition: 'card',
          firstNight: { kind: 'shelter', organisation: 'ro-shelter', confirmed: true },
          onward: 'arranged',
          interpreter: false,
        }),
        standing: { status: 'receptionArranged' },
      }),
      says({
        what: 'NL confirms: she knows who meets her, and agrees',
        who: 'caseworker',
        on: 'case',
        verb: 'confirmReception',
        data: () => ({ toldPerson: true, agreedByPerson: true }),
      }),
    ],
  },
  {
    day: 31,
    time: '09:30',
    // Three working days' notice is kept also over the holidays of a new year.
    title: 'A journey is planned, two weeks ahead',
    scenes: [
      says({
        what: 'NL plans her flight on day 45; she has declared in writing she wants it',
        who: 'caseworker',
        on: 'case',
        verb: 'planJourney',
        data: (stage) => flight(stage, 45),
        standing: { status: 'journeyPlanned', responsible: 'NL' },
      }),
      acknowledgedBy('The shelter has read it, and will be there'),
    ],
  },
  {
    day: 40,
    time: '15:00',
    title: 'The consulate issues a passport',
    scenes: [
      says({
        what: 'NL: she has a valid passport now',
        who: 'caseworker',
        on: 'case',
        verb: 'amend',
        data: (stage) => ({
          dataScope: ['return'],
          sections: returnWith('valid', stage),
          reason: 'NewInformation',
        }),
        standing: { status: 'journeyPlanned' },
      }),
    ],
  },
  {
    day: 45,
    time: '08:00',
    title: 'She is not let on board',
    scenes: [
      says({
        what: 'NL, at once: she has not left, so nobody waits in vain',
        who: 'caseworker',
        on: 'case',
        verb: 'reportNotDeparted',
        data: ({ calendar }) => ({ reason: 'refusedBoarding', at: calendar.at(45, '07:20') }),
        standing: { status: 'notDeparted', responsible: 'NL' },
      }),
      says({
        what: 'NL reports the incident to all parties of the case: boarding refused',
        who: 'caseworker',
        on: 'case',
        verb: 'reportIncident',
        data: ({ id, calendar }) => ({
          incidentId: id('boarding'),
          code: 'refusedBoarding',
          happenedAt: calendar.at(45, '07:20'),
          life: false,
          country: 'NL',
        }),
      }),
      says({
        what: 'The shelter says what it did: it has spoken to her; the bed stays hers',
        who: 'shelter',
        on: 'case',
        verb: 'actOnIncident',
        data: ({ id, calendar }) => ({
          incidentId: id('boarding'),
          action: 'contactedPerson',
          by: contacts.shelter,
          at: calendar.at(45, '08:00'),
        }),
      }),
      says({
        what: 'NL plans the next morning; short notice needs a reason: another flight',
        who: 'caseworker',
        on: 'case',
        verb: 'planJourney',
        data: (stage) => ({ ...flight(stage, 46), noticeWaiver: { reason: 'TransportChanged' } }),
      }),
      acknowledgedBy('The shelter has read that too'),
      says({
        what: 'NL closes the incident: the airline had misread her passport',
        who: 'caseworker',
        on: 'case',
        verb: 'closeIncident',
        data: ({ id, calendar }) => ({
          incidentId: id('boarding'),
          result: 'resolved',
          closedAt: calendar.at(45, '08:00'),
        }),
      }),
    ],
  },
  {
    day: 46,
    time: '10:45',
    title: 'She travels, and arrives',
    scenes: [
      says({
        what: 'NL: she has been on her way since 07:52',
        who: 'caseworker',
        on: 'case',
        verb: 'depart',
        data: ({ calendar }) => ({
          departedAt: calendar.at(46, '07:52'),
          movementBasis: 'voluntary',
          escort: 'none',
        }),
        standing: { status: 'departed', responsible: 'NL' },
      }),
      says({
        what: 'The shelter: she has arrived, was met, and is well',
        who: 'shelter',
        on: 'case',
        verb: 'confirmArrival',
        data: ({ calendar }) => ({
          arrivedAt: calendar.at(46, '10:40'),
          met: true,
          condition: 'safe',
          placeKind: 'airport',
          planned: true,
        }),
        // Until a take is signed, whoever was responsible still is: on the way, and after it.
        standing: { status: 'arrived', responsible: 'NL' },
      }),
    ],
  },
]

function acknowledgedBy(what: string) {
  const saying: Saying<'acknowledgeJourney'> = {
    what,
    who: 'shelter',
    on: 'case',
    verb: 'acknowledgeJourney',
    data: () => ({ acknowledgedBy: contacts.shelter }),
  }
  return says(saying)
}

function flight({ calendar }: Stage, day: number): JourneyPlanned {
  const airport = (country: string, name: string) => ({ country, kind: 'airport' as const, name })
  return {
    movementBasis: 'voluntary',
    departure: { at: calendar.at(day, '07:40'), place: airport('NL', 'Amsterdam Schiphol') },
    arrival: { at: calendar.at(day, '10:25'), place: airport('RO', 'Bucharest Otopeni') },
    legs: [{ kind: 'plane' }],
    escort: 'none',
    medical: { fit: true },
    recognitionAgreed: true,
    voluntaryDeclaration: { date: calendar.day(30), form: 'written', language: 'ro' },
  }
}
