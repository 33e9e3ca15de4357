/** For every verb the data that its example in `schemas/` has, said between NL and RO. */
import { readFileSync } from 'node:fs'
import type { EventData, EventType } from '@onward/contract'
import { moves, type Verb, verbs } from './moves.ts'
import { at, offer, permission, scope } from './offer.test-data.ts'

export const responsible = { staffId: 'desk-1', organisation: 'RO-ANITP', role: 'FocalPoint' } as const
export const alternate = { staffId: 'desk-2', organisation: 'RO-ANITP', role: 'FocalPoint' } as const
export const requestId = '5f0c2b6e-2f70-4d62-8f0e-2f6f5a1c0001'

type Words = { readonly [V in Verb]: EventData[(typeof moves)[V]['type']] }

/** The data of `schemas/examples/valid/event`, which the tests of the contract hold against the schema of its type. */
function example<T extends EventType>(type: T): EventData[T] {
  const name = type.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace('.', '-')
  const file = new URL(`../../../schemas/examples/valid/event/${name}.json`, import.meta.url)
  const data: EventData[T] = JSON.parse(readFileSync(file, 'utf8'))
  const parties = 'from' in data && 'to' in data && 'caseRef' in data
  if (!parties) return data
  return { ...data, caseRef: offer.caseRef, from: offer.from, to: offer.to }
}

// Sound: one entry for each verb, each the example of its type.
const examples = Object.fromEntries(
  verbs.map((verb) => [verb, example(moves[verb].type)]),
) as unknown as Words

/** Data with which each verb is legal at the point where it belongs. */
export const words: Words = {
  ...examples,
  submit: offer,
  amend: {
    dataScope: ['risk'],
    sections: { risk: { assessedAt: '2026-11-21', assessedBy: 'NL-COMENSHA', levelOverall: 'high' } },
    reason: 'NewInformation',
  },
  cancel: { reason: 'NoLongerNeeded' },
  grantConsent: { permission: { ...permission, permissionId: '0b0a1c9e-6a3f-4c56-9a55-0d4f6f6a7c02' } },
  narrowConsent: { permissionId: permission.permissionId, scope: { ...scope, sections: ['needs'] } },
  withdrawConsent: { permissionId: permission.permissionId, concerns: ['sharing'], withdrawnAt: at },
  proposeHandover: { ...examples.proposeHandover, from: offer.from },
  updateIncident: { incidentId: examples.updateIncident.incidentId, at, code: 'contactByTrafficker' },
  expireConsent: { permissionId: permission.permissionId, validUntil: permission.validUntil },
  recordWish: { kind: 'complaint', concerns: ['support'], toldAt: at, language: 'ro' },
  acknowledge: { responsible, alternate, reviewDate: '2026-11-25' },
  requestInformation: { requestId, topics: ['Needs'] },
  provideInformation: {
    requestId,
    dataScope: ['needs'],
    sections: { needs: offer.sections.needs ?? { needs: [] } },
  },
  accept: { acceptedBy: responsible },
  acceptWithConditions: { acceptedBy: responsible, conditions: [{ code: 'AccommodationReserved' }] },
  decline: { reason: 'NoCapacity' },
  redirect: { organisations: ['RO-OTHER'], reason: 'SpecialisedServiceNeeded' },
  reopen: { reason: 'CapacityAvailable' },
  requestFamilyAssessment: { ...examples.requestFamilyAssessment, agreedBy: ['person'] },
  notifyChild: { ...examples.notifyChild, to: { ...offer.to, role: 'ChildProtectionFocalPoint' } },
  arrangeReception: { ...examples.arrangeReception, meetBy: responsible, alternate },
  // Legal after any history, whether or not the person was told before.
  close: { ...examples.close, notTold: 'unreachable' },
  attestAnswer: { ...examples.attestAnswer, organisation: 'RO-ANITP', at },
}
