// Days 0 to 20: a child without a guardian. Who may be told, who answers for him, and who must not be asked.
import { reference } from '../cases.ts'
import { dueWhen } from '../year/due.ts'
import { refuses } from '../year/refusals.ts'
import { type Day, says, shows } from '../year/scene.ts'
import { at, bg, childOn, consentOf, offerOfChild, posts } from './his-case.ts'

export const found: readonly Day[] = [
  {
    day: 0,
    time: '09:00',
    title: 'In AT a boy is held by the police for theft; nobody answers for him',
    scenes: [
      refuses({
        what: 'AT would offer his case; it is not recorded that he was told of asylum',
        who: 'childWorker',
        on: 'child',
        verb: 'submit',
        data: (stage) => ({ ...offerOfChild(stage, 0), urgency: 'emergency' }),
        rule: 'protection-before-contact',
      }),
      says({
        what: 'AT asks BG without a name: a boy of 10 to 17; is there a home for children?',
        who: 'childWorker',
        on: 'childInquiry',
        verb: 'inquire',
        data: () => ({
          caseRef: `AT-Q-${reference()}`,
          purpose: 'Inquiry',
          from: at,
          to: bg,
          subjectKind: 'presumedChild',
          ageBand: '10-17',
          needs: ['ChildProtection', 'Guardianship'],
          wanted: { country: 'BG' },
          urgency: 'urgent',
        }),
        standing: { status: 'inquiryAsked' },
      }),
      says({
        what: 'Child protection in BG answers: a place, kept until day 7',
        who: 'childProtection',
        on: 'childInquiry',
        verb: 'answerInquiry',
        data: ({ calendar }) => ({
          answer: 'yes',
          capacity: { places: 1, confirmedOn: calendar.day(0) },
          services: ['bg-children-home'],
          validUntil: calendar.day(7),
        }),
        standing: { status: 'inquiryAnswered' },
      }),
      says({
        what: 'He was told of asylum, and wants none; under its duty AT offers his case',
        who: 'childWorker',
        on: 'child',
        verb: 'submit',
        data: (stage) => ({
          ...offerOfChild(stage, 0),
          local: {
            protectionCheck: {
              informedOn: stage.calendar.day(0),
              language: 'bg',
              outcome: 'none',
              countries: ['BG'],
            },
          },
        }),
        standing: { status: 'submitted', responsible: 'AT' },
      }),
      says({
        what: 'Child protection in BG acknowledges: bg-cp-02 has it, bg-cp-05 stands in',
        who: 'childProtection',
        on: 'child',
        verb: 'acknowledge',
        data: ({ calendar }) => ({
          responsible: posts.childProtection,
          alternate: posts.standIn,
          reviewDate: calendar.day(5),
        }),
        standing: { status: 'acknowledged' },
      }),
    ],
  },
  {
    day: 2,
    time: '10:00',
    title: 'Still no guardian',
    scenes: [
      shows('child', async (stage) => {
        const due = await dueWhen(stage, stage.people.childWorker, {
          on: 'child',
          id: 'guardianRequested',
          isIt: ({ state }) => state === 'overdue',
        })
        return {
          what: "AT is late: a guardian was to be asked for within a day, for the child's sake",
          who: 'AT gateway',
          lane: null,
          checks: { 'AT owes it': due.owedBy === 'AT' },
          details: { ...due },
        }
      }),
      says({
        what: 'AT: a guardian is appointed, checked for conflicts of interest',
        who: 'childWorker',
        on: 'child',
        verb: 'appointGuardian',
        data: ({ calendar }) => ({
          guardian: posts.guardianInAt,
          appointedOn: calendar.day(2),
          effective: 'now',
          conflictChecked: true,
          authority: 'at-child-protection',
          country: 'AT',
        }),
      }),
      says({
        what: 'The guardian agrees with him: from now on their consent stands, not the duty',
        who: 'childWorker',
        on: 'child',
        verb: 'grantConsent',
        data: (stage) => ({ permission: consentOf(stage, 2, 'self+guardian') }),
      }),
    ],
  },
  {
    day: 5,
    time: '17:00',
    title: 'He is charged with the thefts he was forced to',
    scenes: [
      says({
        what: 'AT: a hearing is announced; what he was forced to is for his lawyer alone',
        who: 'childWorker',
        on: 'child',
        verb: 'reportProceedings',
        data: ({ id, calendar }) => ({
          proceedingId: id('charge'),
          kind: 'hearing',
          stage: 'announced',
          date: calendar.day(40),
          country: 'AT',
        }),
      }),
      refuses({
        what: 'BG would accept through a caseworker of the home: not without child protection',
        who: 'childrenHome',
        on: 'child',
        verb: 'accept',
        data: () => ({ acceptedBy: posts.home }),
        rule: 'child-decided-by-child-protection',
      }),
      says({
        what: 'Child protection in BG accepts',
        who: 'childProtection',
        on: 'child',
        verb: 'accept',
        data: () => ({ acceptedBy: posts.childProtection }),
        standing: { status: 'accepted', responsible: 'AT' },
      }),
    ],
  },
  {
    day: 12,
    time: '10:00',
    title: 'His age is disputed',
    scenes: [
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
    title: 'An uncle is suspected',
    scenes: [
      says({
        what: 'AT adds what it knows of his family: an uncle may have sold him',
        who: 'childWorker',
        on: 'child',
        verb: 'amend',
        data: (stage) => ({
          dataScope: ['child'],
          sections: {
            child: childOn(stage, {
              guardian: { status: 'appointed', appointedOn: stage.calendar.day(2), conflictChecked: true },
              familyInvolvement: 'suspected',
              familyBranches: [
                { branch: 'maternalRelatives', familyInvolvement: 'suspected' },
                { branch: 'mother', familyInvolvement: 'unknown' },
              ],
              childViews: 'undecided',
            }),
          },
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
          contactAllowed: 'full',
          mayReveal: [],
          agreedBy: ['guardian', 'child'],
        }),
        rule: 'no-tracing-of-a-feared-family',
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
