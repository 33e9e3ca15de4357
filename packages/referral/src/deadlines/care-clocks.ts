/** Clocks of risk, incidents and support: what must come back after the person has gone. */
import { isChild } from '../child.ts'
import { incidentOf, outsideRulesOf } from '../outside.ts'
import type { Entry, Referral } from '../referral.ts'
import type { Statement } from '../statement.ts'
import { wantsNoContact } from '../way-back.ts'
import { always, type Clock, days, hours, type Run } from './clock.ts'

export const careClocks = {
  acknowledgeRisk: {
    owedBy: 'other',
    what: 'a named person has seen that the risk has risen',
    source: 'practice §10: 24 h, 4 h if it is about life',
    outlives: true,
    runs: ({ said }) =>
      said.type === 'risk.updated' && said.data.rise ? [{ span: hours(said.data.life ? 4 : 24) }] : [],
  },
  familyAssessment: {
    owedBy: 'receiver',
    what: 'the family assessment is reported',
    source: 'domain §9; bilateral',
    runs: always(days(14)),
  },
  provideRecords: {
    owedBy: 'other',
    what: 'the records are handed over or refused',
    source: 'practice §10',
    runs: always(days(14)),
  },
  followUp: {
    owedBy: 'receiver',
    what: 'a follow-up is reported',
    source: 'R37; LAO; FRX',
    runs: ({ said }, referral) => followUps(said, referral),
  },
  actOnIncident: {
    owedBy: 'other',
    what: 'who did what about the incident',
    source: 'domain §9 A5; practice §1, §11',
    outlives: true,
    // A fact outside the rules is an incident by itself, under the id of its event (practice §1).
    startedBy: (said) => outsideRulesOf(said).length > 0,
    runs: (entry) => {
      const { said } = entry
      const key = incidentOf(entry)
      if (said.type !== 'incident.reported') return key === undefined ? [] : [{ key, span: hours(24) }]
      if (said.data.code === 'birth' || said.data.code === 'death') return []
      return [{ span: hours(said.data.life || said.data.code === 'notArrived' ? 4 : 24) }]
    },
  },
  seeMissingChild: {
    owedBy: 'other',
    what: 'somebody has seen that the child is missing',
    source: 'domain §9; SIS 33(3): 1 h',
    outlives: true,
    runs: (entry, referral) => (isMissingChild(entry, referral) ? [{ span: hours(1) }] : []),
  },
  protectMissingChild: {
    owedBy: 'responsible',
    what: 'protection of the missing child is decided',
    source: 'SIS 33(3): 12 h',
    outlives: true,
    stoppedBy: (said) => said.type !== 'incident.actedOn' || said.data.action === 'protectionDecided',
    runs: (entry, referral) => (isMissingChild(entry, referral) ? [{ span: hours(12) }] : []),
  },
} as const satisfies Readonly<Record<string, Clock>>

const points = { arrival: 3, day30: 30, day90: 90, day180: 180, day365: 365 } as const

/** At the set points after arrival, or at those the person has chosen; none if the person wants none. */
function followUps(said: Statement, referral: Referral): readonly Run[] {
  if (said.type !== 'arrival.confirmed') return []
  const { facets } = referral
  const { arrivedAt } = said.data
  const [plan] = facets.followUpPlan.said.slice(-1)
  const chosen = facets.consent.permission?.wayBack
  if (wantsNoContact(referral) || chosen?.content === 'none') return []
  const wanted: readonly string[] = plan?.data.points ?? chosen?.points ?? Object.keys(points)
  return Object.entries(points)
    .filter(([point]) => wanted.includes(point))
    .map(([point, count]) => ({ key: point, from: arrivedAt, span: days(count), set: true }))
}

function isMissingChild({ said }: Entry, referral: Referral): boolean {
  return said.type === 'incident.reported' && said.data.code === 'missing' && isChild(referral)
}
