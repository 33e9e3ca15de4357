import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { generate, generatedPath } from '../generate.ts'
import { canonicalBytes } from './canonical.ts'
import { digest } from './digest.ts'
import { eventTypes, schemaOf, sectionNames } from './event.ts'
import { schemaDocuments } from './generated/schemas.ts'

test('the generated files are what the schemas say now', async () => {
  for (const [name, text] of await generate()) {
    expect(readFileSync(generatedPath(name), 'utf8') === text, `${name} is not current`).toBe(true)
  }
})

test('R4 every event type names its schema and the digest of its bytes', () => {
  for (const type of eventTypes) {
    const document = schemaDocuments.find(({ $id }) => $id === schemaOf(type).uri)
    expect(schemaOf(type).digest).toBe(digest(canonicalBytes(document)))
  }
})

test('the event types and the sections are those of this version', () => {
  expect([...eventTypes].sort()).toEqual([
    'age.reclassified',
    'alert.answered',
    'alert.presumedVictim',
    'answer.attested',
    'arrival.confirmed',
    'arrival.missed',
    'assessment.feedback',
    'case.closed',
    'case.reopened',
    'child.acknowledged',
    'child.bestInterestsDetermined',
    'child.notified',
    'child.planReviewed',
    'child.reportedToAuthority',
    'consent.applied',
    'consent.expired',
    'consent.granted',
    'consent.narrowed',
    'consent.withdrawn',
    'data.corrected',
    'data.correctionApplied',
    'data.erased',
    'data.kept',
    'deadline.overdue',
    'departure.answered',
    'departure.queried',
    'family.assessmentReported',
    'family.assessmentRequested',
    'family.requestWithdrawn',
    'followup.reported',
    'followup.scheduled',
    'guardian.appointed',
    'guardian.ended',
    'handover.proposed',
    'handover.refused',
    'handover.taken',
    'handover.withdrawn',
    'identification.afterReturn',
    'incident.actedOn',
    'incident.closed',
    'incident.reported',
    'incident.updated',
    'information.provided',
    'information.requested',
    'inquiry.answered',
    'inquiry.asked',
    'inquiry.withdrawn',
    'journey.acknowledged',
    'journey.cancelled',
    'journey.changed',
    'journey.departed',
    'journey.notDeparted',
    'journey.planned',
    'outage.began',
    'outage.ended',
    'person.answered',
    'person.asked',
    'person.informed',
    'placement.consented',
    'placement.refused',
    'proceedings.reported',
    'reception.arranged',
    'reception.cancelled',
    'reception.confirmed',
    'records.provided',
    'records.refused',
    'records.requested',
    'referral.accepted',
    'referral.acceptedWithConditions',
    'referral.acknowledged',
    'referral.amended',
    'referral.cancelled',
    'referral.declined',
    'referral.linked',
    'referral.redirected',
    'referral.reopened',
    'referral.submitted',
    'referral.unlinked',
    'responsibility.disputed',
    'responsibility.settled',
    'risk.acknowledged',
    'risk.updated',
    'service.cancelled',
    'service.completed',
    'service.planned',
    'service.refused',
    'service.started',
    'service.unattended',
    'services.published',
    'status.updated',
    'support.planShared',
    'transfer.concernRaised',
    'transfer.decided',
    'wishes.recorded',
  ])
  expect(sectionNames).toEqual([
    'person',
    'victimContext',
    'needs',
    'risk',
    'legalStatus',
    'child',
    'return',
    'case',
  ])
})
