// Days 76 to 180: she is asked, a risk rises, money ends, responsibility goes back, wages are paid.
import { contacts } from '../cast.ts'
import { nl, roShelter } from './her-case.ts'
import { begun, type Day, says, viewOf } from './scene.ts'

export const support: readonly Day[] = [
  {
    day: 76,
    time: '09:00',
    title: 'A month after arrival',
    scenes: [
      asked('day30', 76),
      says({
        what: 'The shelter: she has been to the clinic',
        who: 'shelter',
        on: 'case',
        verb: 'completeService',
        data: ({ id, calendar }) => ({
          serviceId: id('clinic'),
          completedOn: calendar.day(56),
          result: 'completed',
        }),
      }),
      says({
        what: 'NL: the man who recruited her leaves prison in a week',
        who: 'caseworker',
        on: 'case',
        verb: 'reportProceedings',
        data: ({ id, calendar }) => ({
          proceedingId: id('release'),
          kind: 'offenderRelease',
          stage: 'announced',
          date: calendar.day(83),
          country: 'NL',
          safetyRelevant: true,
        }),
        shows: async (stage) => {
          const { facets } = await viewOf(stage.people.shelter, begun(stage, 'case').referral)
          const told = (name: string) => facets.proceedings[stage.id(name)]?.said.length
          return {
            'the shelter reads of it, for her safety': told('release') === 1,
            'of the hearing, which is for her lawyer, it reads nothing': told('hearing') === 0,
          }
        },
      }),
      says({
        what: 'NL: her risk has risen; a person at RO has to see this within a day',
        who: 'caseworker',
        on: 'case',
        verb: 'updateRisk',
        data: ({ id, calendar }) => ({
          riskId: id('release'),
          levelOverall: 'high',
          previousLevel: 'medium',
          rise: true,
          life: false,
          factors: [
            { factor: 'retaliation', level: 'high', country: 'RO', mitigation: ['LocationKeptSecret'] },
          ],
          assessedAt: calendar.day(76),
        }),
      }),
      says({
        what: 'The shelter has seen it, and changed her safety plan with her',
        who: 'shelter',
        on: 'case',
        verb: 'acknowledgeRisk',
        data: ({ id }) => ({
          riskId: id('release'),
          acknowledgedBy: contacts.shelter,
          action: 'safetyMeasures',
        }),
        standing: { status: 'inSupport', responsible: 'RO' },
      }),
    ],
  },
  {
    day: 120,
    time: '12:00',
    title: 'The money for the shelter ends',
    scenes: [
      says({
        what: 'The shelter: her place there ends, for want of money',
        who: 'shelter',
        on: 'case',
        verb: 'cancelService',
        data: ({ id }) => ({ serviceId: id('bed'), reason: 'funding' }),
      }),
      says({
        what: 'RO proposes to hand responsibility back, and says why',
        who: 'focalPoint',
        on: 'case',
        verb: 'proposeHandover',
        data: ({ id }) => ({
          proposalId: id('back'),
          to: nl,
          from: roShelter,
          reason: 'fundingEnded',
          effective: 'onTaking',
        }),
        // Nobody is without somebody: until NL has signed, RO goes on.
        standing: { responsible: 'RO' },
      }),
      says({
        what: 'NL takes it back, the same day; counselling in RO goes on',
        who: 'lead',
        on: 'case',
        verb: 'takeHandover',
        data: ({ id, calendar }) => ({
          proposalId: id('back'),
          responsible: contacts.lead,
          alternate: contacts.caseworker,
          takenAt: calendar.at(120, '09:00'),
        }),
        standing: { responsible: 'NL' },
      }),
      says({
        what: 'The counselling centre starts the search for a flat',
        who: 'counsellor',
        on: 'case',
        verb: 'startService',
        data: ({ id, calendar }) => ({
          serviceId: id('flat'),
          startedOn: calendar.day(120),
          need: 'LongTermHousing',
        }),
      }),
    ],
  },
  {
    day: 136,
    time: '09:00',
    title: 'Three months after arrival',
    scenes: [asked('day90', 136)],
  },
  {
    day: 180,
    time: '11:00',
    title: 'Her wages are paid',
    scenes: [
      says({
        what: 'NL: she was heard as a witness, from RO, as she wished',
        who: 'caseworker',
        on: 'case',
        verb: 'reportProceedings',
        data: ({ id, calendar }) => ({
          proceedingId: id('hearing'),
          kind: 'hearing',
          stage: 'ended',
          date: calendar.day(150),
          country: 'NL',
        }),
      }),
      says({
        what: 'NL: her employer has paid her wages',
        who: 'caseworker',
        on: 'case',
        verb: 'reportProceedings',
        data: ({ id, calendar }) => ({
          proceedingId: id('wages'),
          kind: 'wageClaim',
          stage: 'paid',
          date: calendar.day(180),
          country: 'NL',
        }),
      }),
      says({
        what: 'The counselling centre: she has a flat of her own',
        who: 'counsellor',
        on: 'case',
        verb: 'completeService',
        data: ({ id, calendar }) => ({
          serviceId: id('flat'),
          completedOn: calendar.day(170),
          result: 'completed',
        }),
      }),
      says({
        what: 'And her counselling has ended, as she planned',
        who: 'counsellor',
        on: 'case',
        verb: 'completeService',
        data: ({ id, calendar }) => ({
          serviceId: id('counselling by choice'),
          completedOn: calendar.day(180),
          result: 'completed',
        }),
      }),
    ],
  },
]

/** At a point that she chose. Only a code comes back: safe, at risk, or unknown. */
function asked(point: 'day30' | 'day90', day: number) {
  return says({
    what: 'She is asked by message, as she chose: safe',
    who: 'counsellor',
    on: 'case',
    verb: 'reportFollowUp',
    data: ({ calendar }) => ({ point, on: calendar.day(day), outcome: 'safe' }),
  })
}
