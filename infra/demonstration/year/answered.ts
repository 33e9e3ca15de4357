// Days 5 to 10: silence is made visible and never counts as a yes; then people answer.

import { until } from '../api.ts'
import { contacts } from '../cast.ts'
import { evidenceOf } from '../evidence.ts'
import { dueWhen, hasStage } from './due.ts'
import { knownSince10, returnWith } from './her-case.ts'
import { declined } from './other-cases.ts'
import { begun, type Day, says, shows, viewsOf } from './scene.ts'

export const answered: readonly Day[] = [
  {
    day: 5,
    time: '17:00',
    title: 'RO says nothing',
    scenes: [
      shows('case', async (stage) => {
        const { caseworker } = stage.people
        const due = await dueWhen(stage, caseworker, {
          on: 'case',
          id: 'acknowledge',
          isIt: (each) => hasStage(each, 'escalation'),
        })
        return {
          what: 'NL is reminded: RO is silent; next on her list would be the shelter',
          who: 'NL gateway',
          lane: null,
          checks: {
            'a reminder came first': hasStage(due, 'reminder'),
            'RO owes the answer': due.owedBy === 'RO',
            'only a body she agreed to is named': due.escalatedTo === 'RO/ro-shelter',
          },
          details: { ...due },
        }
      }),
    ],
  },
  {
    day: 6,
    time: '10:30',
    title: 'Three days of silence, then RO answers',
    scenes: [
      overdue(),
      says({
        what: 'RO acknowledges, late: ro-fp-03 has it, ro-fp-07 stands in',
        who: 'focalPoint',
        on: 'case',
        verb: 'acknowledge',
        data: ({ calendar }) => ({
          responsible: contacts.focalPoint,
          alternate: contacts.focalPointStandIn,
          reviewDate: calendar.day(10),
        }),
        standing: { status: 'acknowledged' },
      }),
      says({
        what: 'RO asks: which papers can she travel with?',
        who: 'focalPoint',
        on: 'case',
        verb: 'requestInformation',
        data: ({ id }) => ({ requestId: id('papers'), topics: ['TravelDocuments'] }),
        standing: { status: 'informationRequested' },
      }),
      shows('case', async (stage) => {
        const both = await Promise.all(
          [stage.people.caseworker, stage.people.focalPoint].map((caller) =>
            dueWhen(stage, caller, { on: 'case', id: 'decide', isIt: ({ state }) => state === 'paused' }),
          ),
        )
        return {
          what: "RO's time to decide stands still until NL answers, on both sides",
          who: 'NL and RO',
          lane: null,
          checks: { 'neither side names a day': both.every(({ due }) => due === null) },
          details: { decide: both.map(({ state, due }) => ({ state, due })) },
        }
      }),
    ],
  },
  {
    day: 7,
    time: '09:30',
    title: 'NL answers',
    scenes: [
      says({
        what: 'NL: her employer kept her papers; the consulate is asked when safe',
        who: 'caseworker',
        on: 'case',
        verb: 'provideInformation',
        data: (stage) => ({
          requestId: stage.id('papers'),
          dataScope: ['return'],
          sections: returnWith('withheldByTrafficker', stage),
        }),
        standing: { status: 'acknowledged' },
        shows: async (stage) => {
          const { state, due } = await dueWhen(stage, stage.people.caseworker, {
            on: 'case',
            id: 'decide',
            isIt: (each) => each.state === 'running',
          })
          // 14 days from the offer, and the time that RO had to wait.
          return {
            "RO's time goes on, later by the wait":
              state === 'running' && (due ?? '') > stage.calendar.at(17, '23:00'),
          }
        },
      }),
      says({
        what: 'RO on the risk: higher than NL thought; another county is safer',
        who: 'focalPoint',
        on: 'case',
        verb: 'giveFeedback',
        data: ({ calendar }) => ({
          stage: 'beforeReturn',
          verdict: 'differs',
          matrix: [
            {
              factor: 'retrafficking',
              receiverLevel: 'high',
              mitigation: ['LocationKeptSecret', 'RegularCheckIn'],
            },
            { factor: 'community', receiverLevel: 'low' },
          ],
          adequate: true,
          assessedBy: 'ro-focal-point',
          assessedAt: calendar.day(7),
        }),
      }),
      says({
        what: 'RO accepts on two conditions: the risk assessed anew, the money found',
        who: 'focalPoint',
        on: 'case',
        verb: 'acceptWithConditions',
        data: () => ({
          acceptedBy: contacts.focalPoint,
          conditions: [{ code: 'RiskAssessmentUpdated' }, { code: 'FundingConfirmed' }],
        }),
        standing: { status: 'acceptedWithConditions', responsible: 'NL' },
      }),
    ],
  },
  {
    day: 10,
    time: '11:00',
    title: 'She is identified as a victim of trafficking',
    scenes: [
      says({
        what: 'NL: the police identify her; this by itself opens or closes nothing',
        who: 'caseworker',
        on: 'case',
        verb: 'updateStatus',
        data: ({ calendar }) => ({
          status: 'identified',
          country: 'NL',
          decidedBy: 'Police',
          date: calendar.day(10),
        }),
      }),
      says({
        what: 'NL adds, as she agreed: what happened, the new risk, where she stands',
        who: 'caseworker',
        on: 'case',
        verb: 'amend',
        data: async (stage) => ({
          dataScope: ['victimContext', 'risk', 'legalStatus', 'case'],
          sections: await knownSince10(stage),
          reason: 'NewInformation',
        }),
      }),
      says({
        what: 'RO accepts: both conditions are met',
        who: 'focalPoint',
        on: 'case',
        verb: 'accept',
        data: () => ({ acceptedBy: contacts.focalPoint }),
        standing: { status: 'accepted', responsible: 'NL' },
      }),
      says({
        what: 'She is told: the answer and why, who has what, how to complain or stop',
        who: 'caseworker',
        on: 'case',
        verb: 'recordTold',
        data: ({ calendar }) => ({
          about: ['decision', 'reason', 'recipients', 'howToComplain', 'howToStop'],
          language: 'ro',
          toldAt: calendar.at(10, '11:00'),
          interpreter: true,
        }),
      }),
      ...declined,
    ],
  },
]

/** The machine of NL signs that nothing came. It is evidence of silence, and no answer. */
function overdue() {
  return shows('case', async (stage) => {
    const { caseworker } = stage.people
    const views = await viewsOf(
      stage,
      'case',
      ({ facets }) => facets.overdue.sender.acknowledge?.state === 'overdue',
    )
    const { referral } = begun(stage, 'case')
    const { manifest, from, lane, st, holds } = await until('the receipt of the evidence', async () => {
      const { report } = await evidenceOf(caseworker, referral, stage)
      const last = report.messages.findLast((message) => message.from === 'NL')
      return last?.received && { ...last, st: last.received.st }
    })
    return {
      what: "NL's gateway signs that nobody at RO answered; that is never a yes",
      who: 'NL gateway',
      lane,
      checks: {
        'the evidence is signed by NL': holds && from === 'NL',
        'RO has receipted the evidence': st === 'stored',
        'silence has decided nothing': views.every(
          ({ status, facets }) => status === 'submitted' && facets.response.state === 'none',
        ),
      },
      details: { overdue: views[0].facets.overdue.sender, manifest },
    }
  })
}
