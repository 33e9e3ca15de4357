// Day 49: who answers for her now, what she is offered, and what she chooses instead.
import { contacts } from '../cast.ts'
import { nl, roShelter } from './her-case.ts'
import { whoReadsWhat } from './readers.ts'
import { type Day, says } from './scene.ts'

export const handover: Day = {
  day: 49,
  time: '09:00',
  title: 'Three working days after arrival: RO takes the case over',
  scenes: [
    says({
      what: 'The shelter asks her, as agreed: she is safe, and was respected',
      who: 'shelter',
      on: 'case',
      verb: 'reportFollowUp',
      data: ({ calendar }) => ({
        point: 'arrival',
        on: calendar.day(49),
        outcome: 'safe',
        personView: { safe: 4, informed: 3, respected: 4, helped: 3 },
      }),
    }),
    says({
      what: 'RO looks at the risk again, now that she is there: no higher than before',
      who: 'focalPoint',
      on: 'case',
      verb: 'giveFeedback',
      data: ({ calendar }) => ({
        stage: 'afterArrival',
        verdict: 'confirmed',
        matrix: [{ factor: 'retrafficking', receiverLevel: 'medium', mitigation: ['RegularCheckIn'] }],
        adequate: true,
        assessedBy: 'ro-focal-point',
        assessedAt: calendar.day(49),
      }),
    }),
    says({
      what: 'NL proposes that the shelter answers for the case from now on',
      who: 'caseworker',
      on: 'case',
      verb: 'proposeHandover',
      data: ({ id }) => ({
        proposalId: id('handover'),
        to: roShelter,
        from: nl,
        reason: 'arrived',
        effective: 'onTaking',
      }),
      standing: { status: 'arrived', responsible: 'NL' },
    }),
    says({
      what: 'RO takes it: with both signatures, and only now, RO is responsible',
      who: 'focalPoint',
      on: 'case',
      verb: 'takeHandover',
      data: ({ id, calendar }) => ({
        proposalId: id('handover'),
        responsible: contacts.shelter,
        alternate: contacts.shelterStandIn,
        takenAt: calendar.at(49, '09:00'),
      }),
      standing: { status: 'handedOver', responsible: 'RO' },
    }),
    says({
      what: 'The shelter shares the plan that she agreed to: health, work, money',
      who: 'shelter',
      on: 'case',
      verb: 'sharePlan',
      data: ({ calendar }) => ({
        spl_Type: ['Health', 'Livelihood', 'Financial'],
        spl_PlannedEndDate: calendar.day(300),
        goals: [
          { need: 'PsychologicalSupport', by: calendar.day(180) },
          { need: 'VocationalTraining', by: calendar.day(300) },
        ],
        agreedByPerson: true,
        revision: 1,
      }),
    }),
    planned('The shelter plans counselling in its own house', 'counselling', 'ro-shelter'),
    says({
      what: 'She has her bed there since the first night',
      who: 'shelter',
      on: 'case',
      verb: 'startService',
      data: ({ id, calendar }) => ({
        serviceId: id('bed'),
        startedOn: calendar.day(46),
        need: 'SafeAccommodation',
      }),
      standing: { status: 'inSupport', responsible: 'RO' },
    }),
    says({
      what: 'The shelter plans a visit to a clinic, as she asked',
      who: 'shelter',
      on: 'case',
      verb: 'planService',
      data: ({ id, calendar }) => ({
        serviceId: id('clinic'),
        need: 'MedicalCare',
        organisation: 'ro-clinic',
        agreedByPerson: true,
        plannedFor: calendar.day(56),
      }),
    }),
    says({
      what: 'She wants another one to counsel her, not where she sleeps',
      who: 'shelter',
      on: 'case',
      verb: 'recordWish',
      data: ({ calendar }) => ({
        kind: 'anotherProvider',
        concerns: ['support'],
        toldAt: calendar.at(49, '09:00'),
        language: 'ro',
      }),
      // To want another provider takes nothing else away from her.
      standing: { status: 'inSupport', responsible: 'RO' },
    }),
    says({
      what: 'So that counselling is off, by her choice',
      who: 'shelter',
      on: 'case',
      verb: 'reportServiceRefused',
      data: ({ id }) => ({ serviceId: id('counselling'), by: 'person', reason: 'PersonsWish' }),
    }),
    planned(
      'The centre that she prefers is on her list; it is planned there',
      'counselling by choice',
      'ro-counselling',
    ),
    says({
      what: 'The counselling centre begins, the same day',
      who: 'counsellor',
      on: 'case',
      verb: 'startService',
      data: ({ id, calendar }) => ({
        serviceId: id('counselling by choice'),
        startedOn: calendar.day(49),
        need: 'PsychologicalSupport',
      }),
    }),
    says({
      what: 'She chooses when she is asked how she is: four times, by message',
      who: 'shelter',
      on: 'case',
      verb: 'scheduleFollowUps',
      data: () => ({
        points: ['arrival', 'day30', 'day90', 'day365'],
        channel: 'messaging',
        chosenByPerson: true,
      }),
    }),
    whoReadsWhat,
  ],
}

function planned(what: string, service: string, organisation: string) {
  return says({
    what,
    who: 'shelter',
    on: 'case',
    verb: 'planService',
    data: ({ id, calendar }) => ({
      serviceId: id(service),
      need: 'PsychologicalSupport',
      organisation,
      plannedFor: calendar.day(50),
    }),
  })
}
