// Days 0 to 3: nobody is named before there is a place, and she agrees before anything of hers is sent.
import { until } from '../api.ts'
import { reference } from '../cases.ts'
import { evidenceOf } from '../evidence.ts'
import { nl, offerOn, ro } from './her-case.ts'
import { begun, type Day, says, shows } from './scene.ts'

export const asked: readonly Day[] = [
  {
    day: 0,
    time: '09:00',
    title: 'A labour inspector finds her at work in NL',
    scenes: [
      says({
        what: 'NL asks RO without a name: an adult of 20 to 29; is there a shelter?',
        who: 'caseworker',
        on: 'inquiry',
        verb: 'inquire',
        data: () => ({
          // Not the number of a case: nothing that comes later can be joined with it.
          caseRef: `NL-Q-${reference()}`,
          purpose: 'Inquiry',
          from: nl,
          to: ro,
          subjectKind: 'adult',
          ageBand: '20-29',
          needs: ['SafeAccommodation', 'PsychologicalSupport'],
          languages: ['ro'],
          wanted: { country: 'RO' },
          urgency: 'normal',
        }),
        standing: { status: 'inquiryAsked' },
      }),
    ],
  },
  {
    day: 1,
    time: '10:00',
    title: 'She has an emergency bed in NL',
    scenes: [
      says({
        what: 'She is safe in an emergency bed, and is told what was asked about her',
        who: 'caseworker',
        on: 'inquiry',
        verb: 'recordTold',
        data: ({ calendar }) => ({
          about: ['recipients', 'howToStop'],
          language: 'ro',
          toldAt: calendar.at(1, '09:30'),
          interpreter: true,
        }),
      }),
      says({
        what: 'RO answers: two places at a shelter, kept until day 8',
        who: 'focalPoint',
        on: 'inquiry',
        verb: 'answerInquiry',
        data: ({ calendar }) => ({
          answer: 'yes',
          capacity: { places: 2, confirmedOn: calendar.day(1) },
          services: ['ro-shelter'],
          validUntil: calendar.day(8),
        }),
        standing: { status: 'inquiryAnswered' },
      }),
    ],
  },
  {
    day: 3,
    time: '10:00',
    title: 'She wants to go home, and agrees that NL asks RO for help',
    scenes: [
      says({
        what: (stage) =>
          `NL offers case ${begun(stage, 'case').caseRef}: 5 sections, for the 3 bodies she chose`,
        who: 'caseworker',
        on: 'case',
        verb: 'submit',
        data: offerOn,
        standing: { status: 'submitted', responsible: 'NL' },
      }),
      receipted(),
      says({
        what: 'NL says on whose word: presumed a victim, by the labour inspectorate',
        who: 'caseworker',
        on: 'case',
        verb: 'updateStatus',
        data: ({ calendar }) => ({
          status: 'presumed',
          country: 'NL',
          decidedBy: 'NonPoliceGovernmentalOrganization',
          date: calendar.day(0),
        }),
      }),
    ],
  },
]

/** The machine's answer, which is none of a person: checked with nothing but the public directory. */
function receipted() {
  return shows('case', async (stage) => {
    const { referral } = begun(stage, 'case')
    const { received, manifest, to, lane, holds } = await until('the receipt of the offer', async () => {
      const { report } = await evidenceOf(stage.people.caseworker, referral, stage)
      const [message] = report.messages
      return message?.received && { ...message, received: message.received }
    })
    const { st, at, leaf, receipt } = received
    return {
      what: `RO's gateway has it: its receipt is signed, leaf ${leaf.slice(0, 8)}… holds`,
      who: 'RO gateway',
      lane: `lane.${lane.split('.').slice(1).toReversed().join('.')}`,
      checks: { 'the receipt is signed by RO': holds && to === 'RO', 'RO stored the offer': st === 'stored' },
      details: { st, at, manifest, leaf, receipt },
    }
  })
}
