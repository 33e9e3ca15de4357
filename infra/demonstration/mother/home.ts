// Days 90 to 365: a yes by telephone, an arrival that nobody planned, a call, an allegation, and a word of her own.
import { happens } from '../year/refusals.ts'
import { type Day, says } from '../year/scene.ts'
import { attests } from './attested.ts'
import { posts } from './her-case.ts'

export const homeAgain: readonly Day[] = [
  {
    day: 90,
    time: '10:00',
    title: 'A partner without a system says yes by telephone',
    scenes: [
      attests({
        what: 'ROSA: casa-partner says yes; heard by rosa-01, confirmed by rosa-02',
        first: 'rosa',
        second: 'rosaSecond',
        on: 'mother',
        data: ({ calendar }) => ({
          answer: 'accepted',
          receivedFrom: 'duty-manager',
          organisation: 'casa-partner',
          at: calendar.at(90, '09:40'),
          channel: 'telephone',
          evidenceHash: 'n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg',
        }),
      }),
    ],
  },
  {
    day: 101,
    time: '10:00',
    title: 'The mother is there, early, and nobody had planned it',
    scenes: [
      happens({
        what: 'CASA: she has arrived with her child, unplanned; they are safe',
        who: 'casa',
        on: 'mother',
        verb: 'confirmArrival',
        data: ({ calendar }) => ({
          arrivedAt: calendar.at(101, '06:20'),
          met: false,
          condition: 'safe',
          placeKind: 'busStation',
          planned: false,
        }),
        rule: 'reception-before-travel',
      }),
    ],
  },
  {
    day: 130,
    time: '10:00',
    title: 'Who sold her has her number',
    scenes: [
      says({
        what: 'CASA: she was called; she has a new telephone and a new place',
        who: 'casa',
        on: 'mother',
        verb: 'reportIncident',
        data: ({ id, calendar }) => ({
          incidentId: id('call'),
          code: 'contactByTrafficker',
          happenedAt: calendar.at(130, '08:15'),
          life: false,
          country: 'RO',
        }),
      }),
      says({
        what: 'CASA says what it did',
        who: 'casa',
        on: 'mother',
        verb: 'actOnIncident',
        data: ({ id, calendar }) => ({
          incidentId: id('call'),
          action: 'safetyPlanChanged',
          by: posts.casa,
          at: calendar.at(130, '09:30'),
        }),
      }),
    ],
  },
  {
    day: 200,
    time: '10:00',
    title: 'The mother says something about a worker of the shelter',
    scenes: [
      says({
        what: 'CASA: an allegation against a provider; it goes to ROSA, not through it',
        who: 'casa',
        on: 'mother',
        verb: 'reportIncident',
        data: ({ id, calendar }) => ({
          incidentId: id('allegation'),
          code: 'providerAllegation',
          happenedAt: calendar.at(200, '08:00'),
          life: false,
          country: 'RO',
        }),
      }),
    ],
  },
  {
    day: 365,
    time: '18:00',
    title: 'A year later, by her choice: one word',
    scenes: [
      says({
        what: 'CASA: "safe: yes". She chose what is told, and this is all of it',
        who: 'casa',
        on: 'mother',
        verb: 'reportFollowUp',
        data: ({ calendar }) => ({ point: 'day365', on: calendar.day(365), outcome: 'safe' }),
      }),
    ],
  },
]
