/** For each rule on what is told back, and on how often the person is asked, what keeps it and what breaks it. */
import type { EventData } from '@onward/contract'
import { after, offer, permission, type Saying, type Step, words } from '../example.test-data.ts'
import type { WayBack } from '../way-back.ts'
import type { Example } from './rule-examples.test-data.ts'

const choosing = (wayBack?: WayBack): Step => [
  'submit',
  { data: { ...offer, permission: { ...permission, ...(wayBack && { wayBack }) } } },
]
/** RO has taken the case over; what the person has chosen for the way back is in the permission. */
export const takenOver = (wayBack?: WayBack, ...steps: readonly Step[]) =>
  after(choosing(wayBack), 'confirmArrival', 'proposeHandover', 'takeHandover', ...steps)

const inSections = (...sections: NonNullable<WayBack['sections']>): WayBack => ({
  content: 'sections',
  sections,
})
const nothing: WayBack = { content: 'none' }
const note = { text: 'She has found work.', language: 'en' } as const
const closed = { outcome: 'ReachedIndependence', closedOn: '2026-11-22', notTold: 'unreachable' } as const
const closing: Saying = { by: 'RO', data: closed }
const closingInWords: Saying = { by: 'RO', data: { ...closed, cas_ReasonForCaseClosure: note } }
const asking = (change: Partial<EventData['followup.scheduled']>): Saying => ({
  data: { ...words.scheduleFollowUps, points: ['day30'], chosenByPerson: false, ...change },
})
const found = (outcome: EventData['followup.reported']['outcome']): Saying => ({
  data: { point: 'day30', on: '2026-11-22', outcome },
})
const wish = (member: string, kind: EventData['wishes.recorded']['kind']): Step => [
  'recordWish',
  { by: member, data: { ...words.recordWish, kind } },
]
const { matrix, ...codes } = words.giveFeedback
const feedback = { ...codes, matrix, note: undefined }

export const wayBackExamples: readonly Example[] = [
  {
    rule: 'codes-only-on-the-way-back',
    verb: 'sharePlan',
    passes: [after('submit', 'confirmArrival', 'proposeHandover')],
    refused: [takenOver()],
  },
  {
    rule: 'codes-only-on-the-way-back',
    verb: 'correct',
    passes: [takenOver(inSections('needs')), { by: 'RO' }],
    refused: [takenOver({ content: 'codesOnly' }), { by: 'RO' }],
  },
  {
    rule: 'codes-only-on-the-way-back',
    verb: 'provideRecords',
    passes: [takenOver(nothing, ['requestRecords', { by: 'RO' }]), { by: 'NL' }],
    refused: [takenOver(nothing, ['requestRecords', { by: 'NL' }]), { by: 'RO' }],
  },
  {
    rule: 'told-back-as-agreed',
    verb: 'close',
    passes: [takenOver(inSections('case')), closingInWords],
    refused: [takenOver({ ...inSections('case'), content: 'codesOnly' }), closingInWords],
  },
  {
    rule: 'told-back-as-agreed',
    verb: 'sharePlan',
    passes: [takenOver(inSections('case'))],
    refused: [takenOver(inSections('needs'))],
  },
  {
    rule: 'told-back-as-agreed',
    verb: 'close',
    passes: [takenOver(), closing],
    refused: [takenOver(), closingInWords],
  },
  {
    rule: 'told-back-as-agreed',
    verb: 'close',
    passes: [takenOver(inSections('case')), closingInWords],
    refused: [takenOver(nothing), closingInWords],
  },
  {
    rule: 'told-back-as-agreed',
    verb: 'close',
    passes: [takenOver(), { ...closingInWords, by: 'NL' }],
    // Nothing may be shared any more, so neither may the sections that were agreed to.
    refused: [takenOver(inSections('case'), 'withdrawConsent'), closingInWords],
  },
  {
    rule: 'told-back-as-agreed',
    verb: 'giveFeedback',
    passes: [takenOver(), { data: feedback }],
    refused: [takenOver(), { data: { ...feedback, note } }],
  },
  {
    rule: 'nothing-told-back',
    verb: 'planService',
    passes: [takenOver({ content: 'codesOnly' })],
    refused: [takenOver(nothing)],
  },
  {
    rule: 'left-in-peace',
    verb: 'reportFollowUp',
    passes: [takenOver(), found('safe')],
    refused: [takenOver(nothing), found('safe')],
  },
  {
    rule: 'left-in-peace',
    verb: 'reportFollowUp',
    passes: [after('submit', wish('RO', 'noContact')), found('declinedContact')],
    refused: [after('submit', wish('RO', 'noContact')), found('safe')],
  },
  {
    rule: 'left-in-peace',
    verb: 'reportFollowUp',
    passes: [after('submit', wish('NL', 'noContact')), found('atRisk')],
    refused: [
      after('submit', wish('NL', 'noContact')),
      { data: { ...words.reportFollowUp, outcome: 'atRisk' } },
    ],
  },
  {
    rule: 'left-in-peace',
    verb: 'scheduleFollowUps',
    passes: [after('submit', wish('NL', 'objection')), asking({})],
    refused: [after('submit', wish('NL', 'noContact')), asking({})],
  },
  {
    rule: 'left-in-peace',
    verb: 'scheduleFollowUps',
    passes: [
      after('submit', wish('NL', 'noContact'), ['scheduleFollowUps', asking({ chosenByPerson: true })]),
      asking({}),
    ],
    refused: [
      after('submit', ['scheduleFollowUps', asking({ chosenByPerson: true })], wish('NL', 'noContact')),
      asking({}),
    ],
  },
  {
    rule: 'left-in-peace',
    verb: 'scheduleFollowUps',
    passes: [takenOver(nothing), { data: { points: [], chosenByPerson: true, none: true } }],
    refused: [takenOver(nothing), asking({ chosenByPerson: true })],
  },
  {
    rule: 'asked-as-the-person-chose',
    verb: 'scheduleFollowUps',
    passes: [after(choosing({ content: 'codesOnly', points: ['day30', 'day90'] })), asking({})],
    refused: [after(choosing({ content: 'codesOnly', points: ['day90'] })), asking({})],
  },
  {
    rule: 'asked-as-the-person-chose',
    verb: 'scheduleFollowUps',
    passes: [after(choosing({ content: 'codesOnly', channel: 'phone' })), asking({ channel: 'phone' })],
    refused: [after(choosing({ content: 'codesOnly', channel: 'phone' })), asking({ channel: 'messaging' })],
  },
  {
    rule: 'asked-as-the-person-chose',
    verb: 'scheduleFollowUps',
    passes: [
      after(choosing({ content: 'codesOnly', channel: 'phone' })),
      asking({ channel: 'inPerson', chosenByPerson: true }),
    ],
    refused: [after(choosing({ content: 'codesOnly', channel: 'phone' })), asking({ channel: 'inPerson' })],
  },
]
