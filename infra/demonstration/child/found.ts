// Days 0 to 5: a child without a guardian. Who may be told, who answers for him, and what is for his lawyer alone.
import { reference } from '../cases.ts'
import { dueWhen } from '../year/due.ts'
import { refuses } from '../year/refusals.ts'
import { type Day, says, shows } from '../year/scene.ts'
import { at, bg, consentOf, offerOfChild, posts, toldOfAsylum } from './his-case.ts'

export const found: readonly Day[] = [
  {
    day: 0,
    time: '09:00',
    title: 'In AT a boy is held by the police for theft; nobody answers for him',
    scenes: [
      says({
        what: 'AT asks BG without a name: a boy of 10 to 17; is there a home for him?',
        who: 'childWorker',
        on: 'childInquiry',
        verb: 'inquire',
        data: () => ({
          caseRef: `AT-Q-${reference()}`,
          purpose: 'Inquiry',
          from: at,
          to: bg,
          subjectKind: 'child',
          ageBand: '10-17',
          needs: ['SafeAccommodation', 'Guardianship'],
          sex: 'male',
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
      refuses({
        what: 'AT would offer his case; that he was told of asylum is not recorded',
        who: 'childWorker',
        on: 'child',
        verb: 'submit',
        data: (stage) => offerOfChild(stage),
        rule: 'protection-before-contact',
      }),
      says({
        what: 'He was told of asylum, and wants none; under its duty AT offers his case',
        who: 'childWorker',
        on: 'child',
        verb: 'submit',
        data: (stage) => ({ ...offerOfChild(stage), local: toldOfAsylum(stage) }),
        standing: { status: 'submitted', responsible: 'AT' },
      }),
      says({
        what: 'AT has told its own authority for the protection of children of him',
        who: 'childWorker',
        on: 'child',
        verb: 'reportChildToAuthority',
        data: ({ calendar }) => ({
          authority: 'at-child-protection',
          reportedAt: calendar.at(0, '08:40'),
        }),
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
    title: 'The boy still has no guardian',
    scenes: [
      shows('child', async (stage) => {
        const due = await dueWhen(stage, stage.people.childWorker, {
          on: 'child',
          id: 'guardianRequested',
          isIt: ({ state }) => state === 'overdue',
        })
        return {
          what: 'AT is late: a guardian was to be asked for within a day',
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
        what: 'The guardian agrees with him: now their consent stands, not the duty',
        who: 'childWorker',
        on: 'child',
        verb: 'grantConsent',
        data: (stage) => ({ permission: consentOf(stage, 2, 'self+guardian') }),
      }),
      refuses({
        what: 'BG would accept by a worker of the home, without child protection',
        who: 'childProtection',
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
    day: 5,
    time: '17:00',
    title: 'The boy is charged with the thefts that he was forced to',
    scenes: [
      says({
        what: 'AT: a hearing is announced; no word of what it is about',
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
        what: 'AT would tell BG of the charge: that is for his lawyer alone',
        who: 'childWorker',
        on: 'child',
        verb: 'amend',
        data: () => ({
          dataScope: ['legalStatus'],
          sections: {
            legalStatus: {
              residence: { type: 'euCitizen' },
              nonRefoulementCleared: true,
              proceedings: [{ role: 'none', country: 'AT', stage: 'investigation' }],
            },
          },
          reason: 'NewInformation',
        }),
        rule: 'legal-facts-to-the-lawyer',
      }),
    ],
  },
]
