/** What leaves the European Economic Area, from the sides beside the examples. */
import { describe, expect, test } from 'vitest'
import { agreement, local, offer, permission, register, scope, verdictOn } from '../example.test-data.ts'
import { foldFor } from '../fold.ts'
import { statement } from '../statement.ts'
import { transferRules } from './transfer-rules.ts'

describe('R54: an offer to a member outside the EEA rests', () => {
  const outside = (safeguard: string, change: object = {}, third: object | undefined = {}) => ({
    data: {
      ...offer,
      to: { ...offer.to, member: 'MD' },
      permission: { ...permission, scope: { ...scope, recipients: [{ member: 'MD' }] }, ...change },
      transferSafeguard: safeguard,
    },
    agreement: {
      ...agreement,
      parties: ['MD', 'NL'] as typeof agreement.parties,
      thirdCountry: { member: 'MD', safeguard: 'adequacyDecision' as const, ...third },
    },
  })
  const overridden = {
    kind: 'vitalInterests',
    givenBy: 'none',
    author: 'desk-9',
    provision: 'Act 1',
    reason: 'ThreatToLife',
    reviewDate: '2026-11-23',
    incapacity: { assessedBy: 'doctor-4', until: '2026-11-22' },
  }
  const derogation = { instrument: 'GDPR 49(1)(f)', reviewDate: '2027-01-01' }
  test.each([
    ['on consent, as the person gave it', outside('explicitConsent'), 'accepted'],
    ['on consent that was never asked', outside('explicitConsent', overridden), 'transfer-is-recorded'],
    ['on saving a life, as the permission says', outside('vitalInterests', overridden), 'accepted'],
    [
      'on saving a life, which the permission does not say',
      outside('vitalInterests'),
      'transfer-is-recorded',
    ],
    ['on what the agreement says', outside('adequacyDecision'), 'accepted'],
    ['on what it does not', outside('appropriateSafeguards'), 'transfer-is-recorded'],
    [
      'on a derogation that nobody reviews',
      outside('explicitConsent', {}, { safeguard: 'explicitConsent', instrument: 'GDPR 49(1)(a)' }),
      'third-country-is-safeguarded',
    ],
    [
      'on a derogation by an instrument that is reviewed',
      outside('explicitConsent', {}, { safeguard: 'explicitConsent', ...derogation }),
      'accepted',
    ],
  ])('%s', (_title, saying, verdict) => {
    expect(verdictOn([], 'submit', saying)).toBe(verdict)
  })
})

describe('R54: to a member outside the EEA nothing goes', () => {
  const { id: _id, thirdCountry: _none, ...agreed } = { ...agreement, thirdCountry: undefined }
  const before = foldFor(
    { id: 'any', caseRef: offer.caseRef, purpose: offer.purpose, sender: 'NL', receiver: 'MD' },
    [],
  )
  const asked = (data: typeof offer, under: typeof agreement | undefined) => {
    const said = statement('referral.submitted', data)
    const at = '2026-11-22T05:00:00.000Z'
    const proposal = {
      verb: 'submit',
      before,
      after: before,
      side: 'sender',
      at,
      said,
      actor: undefined,
      register,
      local,
    } as const
    return transferRules.map((rule) => [rule.name, rule.holds({ ...proposal, agreement: under })])
  }
  const refused = [
    ['third-country-is-safeguarded', false],
    ['transfer-is-recorded', false],
  ]
  test.each([
    ['without an agreement', offer, undefined],
    [
      'without an agreement, on a safeguard of one',
      { ...offer, transferSafeguard: 'adequacyDecision' },
      undefined,
    ],
    ['under an agreement that is silent on it', offer, { ...agreed, id: 'silent' }],
    [
      'on a safeguard of which the agreement says nothing',
      { ...offer, transferSafeguard: 'adequacyDecision' },
      { ...agreed, id: 'silent' },
    ],
  ] as const)('%s', (_title, data, under) => {
    expect(asked(data, under)).toEqual(refused)
  })
})
