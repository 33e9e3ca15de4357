// Days 12 and 20: his age is disputed, and an uncle is suspected. Nothing of what protects a child gives way.
import { refuses } from '../year/refusals.ts'
import { type Day, says } from '../year/scene.ts'
import { childOn } from './his-case.ts'

export const family: readonly Day[] = [
  {
    day: 12,
    time: '10:00',
    title: "The boy's age is disputed",
    scenes: [
      refuses({
        what: 'AT would hold him to be an adult for good, on a word alone',
        who: 'childWorker',
        on: 'child',
        verb: 'reclassifyAge',
        data: ({ calendar }) => ({
          subjectKind: 'adult',
          basis: 'declared',
          final: true,
          date: calendar.day(12),
          authority: 'at-child-protection',
        }),
        rule: 'adult-only-on-evidence',
      }),
      says({
        what: 'AT: an assessment says adult, and it is not final; he stays a child',
        who: 'childWorker',
        on: 'child',
        verb: 'reclassifyAge',
        data: ({ calendar }) => ({
          subjectKind: 'adult',
          basis: 'assessed',
          final: false,
          date: calendar.day(12),
          authority: 'at-child-protection',
        }),
      }),
    ],
  },
  {
    day: 20,
    time: '10:00',
    title: "The boy's uncle is suspected",
    scenes: [
      says({
        what: 'AT adds what it knows of his family: an uncle may have sold him',
        who: 'childWorker',
        on: 'child',
        verb: 'amend',
        data: (stage) => ({
          dataScope: ['child'],
          sections: { child: childOn(stage, { childViews: 'undecided' }) },
          reason: 'NewInformation',
        }),
      }),
      refuses({
        what: 'AT would ask BG to visit the uncle',
        who: 'childWorker',
        on: 'child',
        verb: 'requestFamilyAssessment',
        data: ({ id }) => ({
          assessmentId: id('visit'),
          kind: 'family',
          branch: 'maternalRelatives',
          familyInvolvement: 'suspected',
          contactAllowed: 'withoutReason',
          mayReveal: [],
          agreedBy: ['guardian', 'child'],
        }),
        rule: 'family-not-involved',
      }),
      says({
        what: 'AT asks for a look at registers and services only; nothing is revealed',
        who: 'childWorker',
        on: 'child',
        verb: 'requestFamilyAssessment',
        data: ({ id }) => ({
          assessmentId: id('desk'),
          kind: 'desk',
          branch: 'maternalRelatives',
          familyInvolvement: 'suspected',
          contactAllowed: 'desk',
          mayReveal: [],
          agreedBy: ['guardian', 'child'],
        }),
      }),
      says({
        what: 'BG: the registers do not say whether he would be safe there',
        who: 'childProtection',
        on: 'child',
        verb: 'reportFamilyAssessment',
        data: ({ id, calendar }) => ({
          assessmentId: id('desk'),
          kind: 'desk',
          result: 'unclear',
          registersConsulted: ['populationRegister', 'socialServices'],
          date: calendar.day(20),
        }),
      }),
    ],
  },
]
