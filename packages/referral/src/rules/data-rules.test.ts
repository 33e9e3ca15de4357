/** What is told of the person and of her family, from the sides beside the examples. */
import type { Permission } from '@onward/contract'
import { describe, expect, test } from 'vitest'
import { agreementOnChildren } from '../deadlines/child-offer.test-data.ts'
import {
  after,
  agreement,
  offer,
  permission,
  type Step,
  scope,
  verdictOn,
  words,
} from '../example.test-data.ts'
import { childOffered } from './child-return.test-data.ts'
import { override, spoken } from './permission-rule-examples.test-data.ts'

const shelter = { needCode: 'SafeAccommodation', priority: 'soon' }
const urgent = { needCode: 'MedicalCare', priority: 'urgent' }
const { needs: _needs, ...withoutNeeds } = offer.sections
const needing = (needs: object | undefined, change: object = {}, by: Permission = permission) => {
  const sections = needs ? { ...offer.sections, needs } : withoutNeeds
  return { data: { ...offer, permission: by, dataScope: Object.keys(sections), sections, ...change } }
}

const toldOnly = 'special-needs-with-consent'
const { incapacity: _incapacity, ...decided } = override
const ordered = { ...decided, kind: 'publicTask', reviewDate: '2026-12-01' } as const
const health = { needs: [shelter], healthForTravel: { fit: true } }
test.each([
  ['her health, with consent', health, permission, 'accepted'],
  ['her health, to save her life', health, override, 'accepted'],
  ['her health, for a public task', health, { ...ordered, givenBy: 'self' as const }, toldOnly],
  [
    'what she needs, for a public task',
    { needs: [shelter] },
    { ...ordered, givenBy: 'self' as const },
    'accepted',
  ],
])('R41: the services there are told %s', (_title, needs, by, verdict) => {
  expect(verdictOn([], 'submit', needing(needs, {}, by))).toBe(verdict)
})

test.each([
  ['one need that is urgent among others', { needs: [shelter, urgent] }, 'accepted'],
  ['nothing of what she needs', undefined, 'urgent-need-stands-apart'],
  ['no need that is urgent', { needs: [shelter] }, 'urgent-need-stands-apart'],
  ['an empty list of what is urgent', { needs: [shelter], urgentNeeds: [] }, 'urgent-need-stands-apart'],
])('R40: an emergency names %s', (_title, needs, verdict) => {
  expect(verdictOn([], 'submit', needing(needs, { urgency: 'emergency' }))).toBe(verdict)
})

describe('R47: what happened to her is told', () => {
  const names = ['person', 'needs', 'risk', 'victimContext', 'case'] as const
  const victimContext = {
    vic_TraffickingStatus: 'ActualVictimOfTrafficking',
    vic_TypeOfExploitation: ['ForcedLabour'],
  }
  const file = { cas_ReferringOrganisation: 'NL-COMENSHA', alternateCaseWorker: 'desk-2' }
  const from = (section: string, date: string) => ({ section, source: 'person', date })
  const telling = (knowledgeSource: readonly object[]) => ({
    data: {
      ...offer,
      dataScope: names,
      permission: { ...permission, scope: { ...scope, sections: names } },
      sections: { ...offer.sections, victimContext, case: { ...file, knowledgeSource } },
    },
    agreement: { ...agreement, sections: [...names] },
  })
  const rule = 'known-with-its-source'
  test.each([
    [
      'with its source, and that of the risk',
      [from('risk', '2026-11-20'), from('victimContext', '2026-11-20')],
      'accepted',
    ],
    ['with the source of the risk alone', [from('risk', '2026-11-20')], rule],
    ['with a source of tomorrow', [from('victimContext', '2026-11-23')], rule],
    ['with a source of today', [from('victimContext', '2026-11-22')], 'accepted'],
  ])('%s', (_title, sources, verdict) => {
    expect(verdictOn([], 'submit', telling(sources))).toBe(verdict)
  })
})

test('R47: her file says where it is known from only what it tells of what happened to her', () => {
  const names = ['person', 'needs', 'risk', 'case'] as const
  const file = { cas_ReferringOrganisation: 'NL-COMENSHA', alternateCaseWorker: 'desk-2' }
  const data = {
    ...offer,
    dataScope: names,
    permission: { ...permission, scope: { ...scope, sections: names } },
    sections: { ...offer.sections, case: file },
  }
  expect(verdictOn([], 'submit', { data, agreement: { ...agreement, sections: [...names] } })).toBe(
    'accepted',
  )
})

describe('R42: a child whose family may have had a hand in it', () => {
  const tracing = { needCode: 'FamilyTracing', priority: 'soon' }
  const { sections, permission: given, ...rest } = childOffered()
  const names = ['person', 'risk', 'needs', 'child'] as const
  const offered = (needs: readonly object[], purpose = 'SafeReturn') => ({
    data: {
      ...rest,
      purpose,
      permission: { ...given, scope: { ...given.scope, sections: names, purposes: [purpose] } },
      dataScope: names,
      sections: { ...sections, needs: { needs } },
    },
    agreement: { ...agreementOnChildren, purposes: ['SafeReturn' as const, 'FamilyTracing' as const] },
  })
  const rule = 'no-tracing-of-a-feared-family'
  test.each([
    ['is offered a bed', offered([shelter]), 'accepted'],
    ['is not offered for tracing', offered([shelter, tracing]), rule],
    ['is not offered under that purpose either', offered([shelter], 'FamilyTracing'), rule],
  ])('%s', (_title, saying, verdict) => {
    expect(verdictOn([], 'submit', saying)).toBe(verdict)
  })
  test('may be visited, and told what the family may know; one section does not carry another along', () => {
    const revealing = (...mayReveal: readonly string[]) => ({
      data: {
        ...words.requestFamilyAssessment,
        kind: 'family',
        branch: 'mother',
        familyInvolvement: 'none',
        contactAllowed: 'full',
        mayReveal,
      },
    })
    expect(verdictOn(after('submit'), 'requestFamilyAssessment', revealing('needs'))).toBe('accepted')
    expect(verdictOn(after('submit'), 'requestFamilyAssessment', revealing('needs', 'legalStatus'))).toBe(
      'family-told-what-was-allowed',
    )
  })
})

test.each<readonly [string, string, readonly Step[], string]>([
  ['the sender, for what it did for her before', 'NL', [], 'accepted'],
  ['the receiver that planned one for her', 'RO', ['accept', 'planService'], 'accepted'],
  ['the receiver that did nothing for her', 'RO', ['accept'], 'kept-on-a-ground-that-fits'],
])('R20: data is kept for a service of its own by %s', (_title, by, steps, verdict) => {
  const data = { ...words.keepWithGround, ground: 'ownServiceRelationship', reviewDate: '2027-01-01' }
  const history = after('submit', 'acknowledge', 'giveFeedback', ...steps, 'withdrawConsent')
  expect(verdictOn(history, 'keepWithGround', { by, data })).toBe(verdict)
})

test.each([
  ['tomorrow', '2026-11-23', 'accepted'],
  ['today', '2026-11-22', 'kept-on-a-ground-that-fits'],
])('R20: what is kept by law is looked at again after today: %s', (_title, reviewDate, verdict) => {
  const data = { ...words.keepWithGround, ground: 'legalObligation', reviewDate }
  expect(verdictOn(after('submit', 'withdrawConsent'), 'keepWithGround', { data })).toBe(verdict)
})

test('R20: nothing is kept on a ground that this version does not know', () => {
  const data = { ...words.keepWithGround, ground: 'somethingNew', reviewDate: '2027-01-01' }
  expect(verdictOn(after('submit', 'withdrawConsent'), 'keepWithGround', { data })).toBe(
    'kept-on-a-ground-that-fits',
  )
})

test('R18: nobody gives a permission as somebody whom this version does not know', () => {
  const data = { ...offer, permission: { ...permission, givenBy: 'neighbour' } }
  expect(verdictOn([], 'submit', { data })).toBe('given-by-who-may-give-it')
})

test('R18: consent by word of mouth is for an emergency', () => {
  const saying = (urgency: string) => ({ data: { ...offer, urgency, permission: spoken } })
  expect(verdictOn([], 'submit', saying('emergency'))).toBe('accepted')
  expect(verdictOn([], 'submit', saying('urgent'))).toBe('emergency-consent-is-told')
})
