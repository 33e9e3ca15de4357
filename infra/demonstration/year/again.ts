// Days 300 to 365: she wants to be left in peace, consent ends, and a year on it begins anew.

import { contacts } from '../cast.ts'
import { dueOn } from './due.ts'
import { knownSince10, offerAgain } from './her-case.ts'
import { refuses } from './refusals.ts'
import { begun, type Day, says, shows, viewOf, viewsOf } from './scene.ts'

export const again: readonly Day[] = [
  {
    day: 300,
    time: '09:00',
    title: 'She wants no more calls',
    scenes: [
      says({
        what: 'She asks not to be called any more; RO writes it down',
        who: 'counsellor',
        on: 'case',
        verb: 'recordWish',
        data: ({ calendar }) => ({
          kind: 'noContact',
          concerns: ['support'],
          toldAt: calendar.at(300, '09:00'),
          language: 'ro',
        }),
      }),
      says({
        what: 'No follow-up is left: nobody is alarmed that she does not answer',
        who: 'counsellor',
        on: 'case',
        verb: 'scheduleFollowUps',
        data: () => ({ points: [], chosenByPerson: true, none: true }),
        shows: async (stage) => {
          const due = await dueOn(stage, stage.people.focalPoint, 'case')
          return { 'RO owes no follow-up': !due.some(({ id }) => id.startsWith('followUp')) }
        },
      }),
      shows('case', async (stage) => {
        const listed = await dueOn(stage, stage.people.caseworker, 'case')
        const ends = listed.find(({ id }) => id === 'consentExpiry')
        return {
          what: "On NL's list: her consent ends in thirty days, unless she renews it",
          who: 'NL gateway',
          lane: null,
          checks: {
            'NL is told the day, ahead of it':
              ends?.state === 'running' && ends.due === stage.calendar.at(330, '08:00'),
            'it is for NL to ask her': ends?.owedBy === 'NL',
          },
          details: { ...ends },
        }
      }),
    ],
  },
  {
    day: 330,
    time: '08:30',
    title: 'Her consent ends',
    scenes: [
      shows('case', async (stage) => {
        const views = await viewsOf(stage, 'case', ({ facets }) => facets.consent.state === 'expired')
        return {
          what: "She has not renewed it: NL's gateway says that consent has ended",
          who: 'NL gateway',
          lane: 'lane.RO.NL',
          checks: { 'it has ended on both sides': views.length === 2 },
          details: { consent: views.map(({ facets }) => facets.consent.state) },
        }
      }),
      refused('From now on NL can send nothing more about her, even if it tries'),
      says({
        what: 'RO stops too; what its services need they keep, and say why',
        who: 'focalPoint',
        on: 'case',
        verb: 'keepWithGround',
        data: ({ calendar }) => ({
          ground: 'ownServiceRelationship',
          sections: ['needs'],
          reviewDate: calendar.day(695),
          officer: { name: 'Officer for data protection of RO', contact: 'officer@ro.example' },
        }),
        shows: async (stage) => {
          const due = await dueOn(stage, stage.people.focalPoint, 'case')
          return { 'RO has answered': !due.some(({ id }) => id.startsWith('stopSharing')) }
        },
      }),
      says({
        what: 'NL closes the case: she has a flat and work, and wants no more help',
        who: 'lead',
        on: 'case',
        verb: 'close',
        data: ({ calendar }) => ({ outcome: 'ReachedIndependence', closedOn: calendar.day(330) }),
        standing: { status: 'closed', responsible: 'NL' },
      }),
    ],
  },
  {
    day: 365,
    time: '18:00',
    title: 'The same recruiter',
    scenes: [
      says({
        what: 'She rings from NL: the same man. A fact is told, also of a closed case',
        who: 'caseworker',
        on: 'case',
        verb: 'reportIncident',
        data: ({ id, calendar }) => ({
          incidentId: id('recruiter'),
          code: 'retraffickingSuspected',
          happenedAt: calendar.at(365, '16:00'),
          life: false,
          country: 'NL',
        }),
      }),
      says({
        what: 'The counselling centre says what it did: it has spoken to her',
        who: 'counsellor',
        on: 'case',
        verb: 'actOnIncident',
        data: ({ id, calendar }) => ({
          incidentId: id('recruiter'),
          action: 'contactedPerson',
          by: contacts.counsellor,
          at: calendar.at(365, '18:00'),
        }),
      }),
      says({
        what: 'NL reopens the case, and she agrees',
        who: 'lead',
        on: 'case',
        verb: 'reopenCase',
        data: () => ({ reason: 'newRisk', personAgrees: true }),
      }),
      refused('Her former consent does not come back to life with it'),
      says({
        what: 'NL closes it: perhaps trafficked again; help goes on in a new referral',
        who: 'lead',
        on: 'case',
        verb: 'close',
        data: ({ calendar }) => ({ outcome: 'RetraffickedSuspected', closedOn: calendar.day(365) }),
        standing: { status: 'closed' },
      }),
      says({
        what: (stage) =>
          `She consents anew; NL offers ${begun(stage, 'again').caseRef}, which names the first`,
        who: 'caseworker',
        on: 'again',
        verb: 'submit',
        data: (stage) => offerAgain(stage, begun(stage, 'case').referral),
        standing: { status: 'submitted', responsible: 'NL' },
      }),
      says({
        what: 'RO acknowledges within the hour: the same two people have it',
        who: 'focalPoint',
        on: 'again',
        verb: 'acknowledge',
        data: ({ calendar }) => ({
          responsible: contacts.focalPoint,
          alternate: contacts.focalPointStandIn,
          reviewDate: calendar.day(366),
        }),
      }),
      says({
        what: 'RO accepts. She is expected, and decides how she comes',
        who: 'focalPoint',
        on: 'again',
        verb: 'accept',
        data: () => ({ acceptedBy: contacts.focalPoint }),
        standing: { status: 'accepted', responsible: 'NL' },
      }),
      oneCase(),
    ],
  },
]

/** What each side knows to belong together; the numbers of their cases are their own. */
function oneCase() {
  return shows('again', async (stage) => {
    const { caseworker, focalPoint } = stage.people
    const { referral } = begun(stage, 'again')
    const [here, there] = await Promise.all(
      [caseworker, focalPoint].map(async (caller) => {
        const { case: id } = await viewOf(caller, referral)
        return (await caller.get<CaseView>(`/v1/cases/${id}`)).body
      }),
    )
    return {
      what: 'At NL all of it is one case, from the first question to the new offer',
      who: 'NL gateway',
      lane: null,
      checks: {
        'NL has the inquiry and both referrals in one case': here?.referrals.length === 3,
        'the case has one that is responsible': here?.responsible?.member === 'NL',
        'neither side tells the other the number of its case': here?.id !== there?.id,
      },
      details: { NL: here?.referrals.length, RO: there?.referrals.length, responsible: here?.responsible },
    }
  })
}

interface CaseView {
  readonly id: string
  readonly responsible: { readonly member: string } | null
  readonly referrals: readonly { readonly id: string }[]
}

/** NL tries to send content, and its own gateway says no. */
function refused(what: string) {
  return refuses({
    what,
    who: 'caseworker',
    on: 'case',
    verb: 'amend',
    data: async (stage) => {
      const { risk } = await knownSince10(stage)
      return { dataScope: ['risk'], sections: { ...(risk && { risk }) }, reason: 'RiskChanged' }
    },
    rule: 'consent-not-expired',
  })
}
