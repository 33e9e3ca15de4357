// Days 0 to 60: from one network to the other, a child, asylum; and nobody of the state she is afraid of.
import { reference } from '../cases.ts'
import { StoryError } from '../error.ts'
import { refuses } from '../year/refusals.ts'
import { begun, type Day, type Scene, says, shows, viewOf } from '../year/scene.ts'
import { casa, keptOn, legalAid, offerOfMother, offerToState, posts, rosa, withChild } from './her-case.ts'
import { keeps } from './kept.ts'

export const alone: readonly Day[] = [
  {
    day: 0,
    time: '09:00',
    title: 'A woman who expects a child comes to a shelter of ROSA; her family sold her',
    scenes: [
      says({
        what: 'ROSA asks CASA without a name: a woman; is there room for two?',
        who: 'rosa',
        on: 'motherInquiry',
        verb: 'inquire',
        data: () => ({
          caseRef: `ROSA-Q-${reference()}`,
          purpose: 'Inquiry',
          from: rosa,
          to: casa,
          subjectKind: 'adult',
          ageBand: '20-29',
          needs: ['SafeAccommodation'],
          wanted: { country: 'RO' },
          urgency: 'normal',
        }),
        standing: { status: 'inquiryAsked' },
      }),
      says({
        what: 'CASA answers: one place, kept until day 8',
        who: 'casa',
        on: 'motherInquiry',
        verb: 'answerInquiry',
        data: ({ calendar }) => ({
          answer: 'yes',
          capacity: { places: 1, confirmedOn: calendar.day(0) },
          services: ['casa-shelter'],
          validUntil: calendar.day(8),
        }),
        standing: { status: 'inquiryAnswered' },
      }),
      refuses({
        what: "The form lists the state's focal point too; she said: nobody of my state",
        who: 'rosa',
        on: 'mother',
        verb: 'submit',
        data: (stage) => ({ ...offerToState(stage, 0), local: keptOn(stage, 0) }),
        rule: 'excluded-party',
      }),
      says({
        what: 'ROSA offers her case to CASA, network to network',
        who: 'rosa',
        on: 'mother',
        verb: 'submit',
        data: (stage) => ({ ...offerOfMother(stage, 0), local: keptOn(stage, 0) }),
        standing: { status: 'submitted', responsible: 'ROSA' },
      }),
      says({
        what: 'CASA acknowledges: casa-01 has it, casa-02 stands in',
        who: 'casa',
        on: 'mother',
        verb: 'acknowledge',
        data: ({ calendar }) => ({
          responsible: posts.casa,
          alternate: posts.casaStandIn,
          reviewDate: calendar.day(6),
        }),
        standing: { status: 'acknowledged' },
      }),
    ],
  },
  {
    day: 3,
    time: '10:00',
    title: 'A child is born to her; the birth is not registered, the father is suspected',
    scenes: [
      says({
        what: 'ROSA: a child is born, and travels on her referral',
        who: 'rosa',
        on: 'mother',
        verb: 'reportIncident',
        data: ({ id, calendar }) => ({
          incidentId: id('birth'),
          code: 'birth',
          happenedAt: calendar.at(3, '04:10'),
          life: false,
          country: 'IT',
        }),
      }),
      says({
        what: 'ROSA tells of the child: to be kept together, the father is suspected',
        who: 'rosa',
        on: 'mother',
        verb: 'amend',
        data: (stage) => ({ dataScope: ['person'], sections: withChild(stage), reason: 'NewInformation' }),
      }),
    ],
  },
  {
    day: 6,
    time: '10:30',
    title: 'A question about legal aid, from which nobody can tell who she is',
    scenes: [
      refuses({
        what: 'ROSA would ask CASA, and say that it is a woman: no service needs that',
        who: 'rosa',
        on: 'legalAid',
        verb: 'inquire',
        data: () => ({ ...legalAid(), sex: 'female' }),
        rule: 'sex-only-if-needed',
      }),
      says({
        what: 'ROSA asks: an adult of 20 to 29, a country, legal aid; no more than that',
        who: 'rosa',
        on: 'legalAid',
        verb: 'inquire',
        data: legalAid,
        standing: { status: 'inquiryAsked' },
      }),
      says({
        what: 'CASA: yes, a lawyer of casa-partner; the question is joined with nothing',
        who: 'casa',
        on: 'legalAid',
        verb: 'answerInquiry',
        data: ({ calendar }) => ({
          answer: 'yes',
          capacity: { places: 1, confirmedOn: calendar.day(6) },
          services: ['casa-partner'],
          validUntil: calendar.day(36),
        }),
        standing: { status: 'inquiryAnswered' },
        shows: async (stage) => {
          const [asked, offered] = await Promise.all(
            (['legalAid', 'mother'] as const).map((on) =>
              viewOf(stage.people.casa, begun(stage, on).referral),
            ),
          )
          return {
            'at CASA it belongs to no other case': asked?.case !== offered?.case,
            'it has another name there': asked?.caseRef !== offered?.caseRef,
          }
        },
      }),
    ],
  },
  {
    day: 10,
    time: '11:00',
    title: 'The mother considers asylum',
    scenes: [
      keeps({
        what: 'ROSA notes, for itself alone: she considers asylum',
        who: 'rosa',
        on: 'mother',
        path: 'protection-checks',
        body: ({ calendar }) => ({
          informedOn: calendar.day(10),
          language: 'ro',
          outcome: 'considering',
          countries: ['RO'],
        }),
      }),
      refuses({
        what: 'ROSA would still ask the state for a service: nothing goes there now',
        who: 'rosa',
        on: 'mother',
        verb: 'submit',
        data: (stage) => offerToState(stage, 10),
        rule: 'asylum-shuts-out-the-state',
      }),
    ],
  },
  {
    day: 30,
    time: '10:00',
    title: 'The mother stays in Italy for now',
    scenes: [
      says({
        what: 'ROSA: she takes back the return, and nothing else',
        who: 'rosa',
        on: 'mother',
        verb: 'withdrawConsent',
        data: ({ id, calendar }) => ({
          permissionId: id('mother'),
          concerns: ['return'],
          withdrawnAt: calendar.at(30, '09:30'),
        }),
      }),
      refuses({
        what: 'CASA would arrange who meets her: she has said that she does not travel',
        who: 'casa',
        on: 'mother',
        verb: 'arrangeReception',
        data: () => ({
          meetBy: posts.casa,
          alternate: posts.casaStandIn,
          place: { country: 'RO', kind: 'busStation', name: 'Timisoara' },
          recognition: 'card',
          firstNight: { kind: 'shelter', organisation: 'casa-shelter', confirmed: true },
          onward: 'arranged',
          interpreter: false,
        }),
        rule: 'return-not-withdrawn',
      }),
    ],
  },
  {
    day: 60,
    time: '11:00',
    title: 'CASA is full, and advises a shelter of the state',
    scenes: [
      says({
        what: 'CASA: ask ro-shelter; this is advice, and CASA passes nothing on',
        who: 'casa',
        on: 'mother',
        verb: 'redirect',
        data: () => ({ organisations: ['ro-shelter'], reason: 'NoCapacity' }),
        standing: { status: 'redirected' },
      }),
      refuses({
        what: 'ROSA would follow the advice: the state runs the gateway on that way',
        who: 'rosa',
        on: 'mother',
        verb: 'submit',
        data: (stage) =>
          offerToState(stage, 60, { member: 'RO', organisation: 'ro-shelter', role: 'Shelter' }),
        rule: 'asylum-shuts-out-the-state',
      }),
      nothingAtTheState(),
    ],
  },
]

/** Whoever was advised, and the state, have nothing: neither CASA nor ROSA has passed anything on. */
function nothingAtTheState(): Scene {
  return shows('mother', async (stage) => {
    const { focalPoint, shelter } = stage.people
    const { referral } = begun(stage, 'mother')
    const answers = await Promise.all(
      [focalPoint, shelter].map((caller) => viewOf(caller, referral).catch((error: unknown) => error)),
    )
    return {
      what: 'At RO neither the focal point nor the shelter has anything of her',
      who: 'RO gateway',
      lane: null,
      checks: {
        'both are told that there is no such referral': answers.every(
          (answer) => answer instanceof StoryError && answer.problem?.code === 'NOT_FOUND',
        ),
      },
    }
  })
}
