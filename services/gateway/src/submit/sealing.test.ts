// What is sealed is decided on twice: as the organisation reads it, and as it travels. Only the organisation opens it.
import { randomUUID } from 'node:crypto'
import { canonicalBytes, type ReferralSubmitted, type SealedSection } from '@onward/contract'
import {
  importPrivateKey,
  type KeyEntry,
  loadDirectory,
  makeOrganisationKey,
  registerOrganisationKey,
} from '@onward/directory'
import { nothingKnown } from '@onward/referral'
import { openSection } from '@onward/seal'
import { directoryDocuments, firstCase, makeCountry } from '@onward/testing'
import { expect, test } from 'vitest'
import { makeAgreement } from '../../../../infra/setup/agreement.ts'
import { registerOf } from '../trust/register.ts'
import { decideSealing, type ToSeal } from './sealing.ts'

const at = '2026-11-22T05:00:00.000Z'
const iat = Date.parse(at) / 1000
const day = 86_400
const [nl, ro] = await Promise.all([makeCountry('NL'), makeCountry('RO')])
const voucher = importPrivateKey(ro.privateKeys['gw-sig'])
const own = makeOrganisationKey()
const privateKey = importPrivateKey(own.jwk)
const subject = '01936c00-0000-7000-8000-000000000001'

const keyed = (organisation: string, publicJwk = own.publicJwk) =>
  registerOrganisationKey({
    ...{ member: 'RO', organisation, publicJwk, voucher },
    ...{ nbf: iat - 9 * day, naf: iat + 9 * day },
  })
const lawyersKey = await keyed('ro-lawyer')

/** The directory with a lawyer and a shelter at RO, and these keys of theirs. */
async function directoryWith(...keys: readonly KeyEntry[]) {
  const documents = directoryDocuments([nl, ro])
  const bodies = [
    { id: 'ro-lawyer', roles: ['LegalPartner'], operatorKind: 'ngo' },
    { id: 'ro-shelter', roles: ['Shelter'], operatorKind: 'ngo' },
  ]
  const members = documents.members.map((member) =>
    member.code === 'RO'
      ? {
          ...member,
          organisations: [...member.organisations, ...bodies],
          keys: [...member.keys, ...keys],
        }
      : member,
  )
  return await loadDirectory({ ...documents, members })
}
const listed = await directoryWith(lawyersKey)

const agreement = makeAgreement(['NL', 'RO'], {
  from: new Date('2020-01-01'),
  until: new Date('2040-01-01'),
  exercise: false,
})
const example = firstCase({ from: 'NL', to: 'RO' })

/** The first case under a permission that names the lawyer and the shelter, with this section besides. */
function offer(section: 'legalStatus' | 'person' = 'legalStatus'): ReferralSubmitted {
  const { permission } = example
  const { scope } = permission
  const names = ['ro-lawyer', 'ro-shelter', 'ro-stranger', 'nl-focal-point']
  const recipients = [...scope.recipients, ...names.map((organisation) => ({ member: 'RO', organisation }))]
  const sections = [...new Set([...scope.sections, section])]
  return {
    ...example,
    permission: { ...permission, permissionId: randomUUID(), scope: { ...scope, recipients, sections } },
    dataScope: [...new Set([...example.dataScope, section])],
  }
}

const legal: ToSeal = {
  organisation: 'ro-lawyer',
  content: {
    sections: { legalStatus: { proceedings: [{ role: 'injuredParty', country: 'NL' }] } },
    nonPunishment: { claimed: true, acts: ['DrugCultivation'], country: 'NL' },
  },
}

function decided(seal: readonly ToSeal[], { data = offer() as object, directory = listed, local = {} } = {}) {
  return decideSealing(
    { member: 'NL', directory: () => directory },
    {
      ...{ subject, history: [], member: 'NL', verb: 'submit', data, at, agreement },
      register: registerOf(directory),
      local: {
        ...nothingKnown,
        protection: { informedOn: '2026-11-20', language: 'ro', outcome: 'none' },
        capacityConfirmedAt: at,
        ...local,
      },
      actor: 'nl-focal-point/caseworker/nl-fp-02',
    },
    { peer: 'RO', referral: subject, iat, seal },
  )
}
const verdict = (...asked: Parameters<typeof decided>) => {
  const decision = decided(...asked)
  if (decision.accepted) return 'accepted'
  return ('rule' in decision && decision.rule) || decision.code
}

test('R46, R61 acts under compulsion reach the lawyer the person chose, and what travels holds no word of them', () => {
  const decision = decided([legal])
  if (!decision.accepted || !('sealed' in decision.data)) throw new Error('nothing was sealed')
  const travels = Buffer.from(canonicalBytes(decision.data)).toString()
  expect(travels).not.toMatch(/DrugCultivation|injuredParty|nonPunishment|"legalStatus":\{/)
  const [sealed] = decision.data.sealed as readonly SealedSection[]
  if (!sealed) throw new Error('nothing was sealed')
  const place = {
    ...{ iss: 'NL', aud: 'RO', organisation: 'ro-lawyer', referral: subject },
    ...{ sequence: decision.sequence, section: 'legalStatus' },
  }
  expect(sealed).toMatchObject({ section: 'legalStatus', organisation: 'ro-lawyer', kid: lawyersKey.kid })
  const opened = openSection(sealed.jwe, place, (kid) =>
    kid === privateKey.kid ? privateKey.privateKey : undefined,
  )
  expect(opened.ok && JSON.parse(opened.content.toString())).toEqual(legal.content)
  // The member's own key, which its gateway has, opens nothing of it.
  expect(openSection(sealed.jwe, place, () => ro.keys.enc.privateKey)).toEqual({
    ok: false,
    code: 'CRYPTO_DECRYPT',
  })
})

test('without anything to seal it is decided as ever, and no caller hands in a text that no rule has read', () => {
  const { dataScope, ...data } = offer()
  expect(verdict([], { data: example })).toBe('accepted')
  const sealed = [{ section: 'legalStatus', organisation: 'ro-lawyer', kid: lawyersKey.kid, jwe: 'x' }]
  expect(decided([], { data: { ...data, dataScope, sealed } })).toMatchObject({
    code: 'SCHEMA_INVALID',
    pointer: '/sealed',
  })
})

test('the rules on words and fields read what is to be sealed before nobody here can', () => {
  const withNote = (text: string): ToSeal => ({
    ...legal,
    content: { sections: { legalStatus: { note: { text, language: 'en' } } } },
  })
  expect(verdict([withNote('She would like to be asked in the afternoon.')])).toBe('accepted')
  const telephone = withNote('Call her on +31 6 1234 5678.')
  expect(decided([telephone])).toMatchObject({
    rule: 'words-lead-to-nobody',
    pointer: '/seal/0/content/sections/legalStatus/note/text',
  })
  // What one organisation is to read hides nothing that another is.
  expect(verdict([telephone, withNote('She would like to be asked in the afternoon.')])).toBe(
    'words-lead-to-nobody',
  )
  const nonPunishment = { claimed: false, acts: ['DrugCultivation' as const] }
  const note = { text: 'Marinela asked for it.', language: 'en' }
  const named = { ...legal, content: { ...legal.content, nonPunishment: { ...nonPunishment, note } } }
  expect(verdict([named])).toBe('words-do-not-name-the-person')
  // Whom the person excluded is named to nobody, not even sealed.
  const excluded = [{ member: 'RO', organisation: 'ro-police' }]
  expect(verdict([withNote('Never tell ro-police.')], { local: { excluded } })).toBe(
    'words-do-not-name-the-excluded',
  )
})

test('who travels along stays readable for both gateways; the name of an adult need not', () => {
  const { person } = example.sections
  if (!person) throw new Error('the example has no person')
  const { prs_FirstName, prs_SecondName, ...open } = person
  const { note: _note, ...rest } = open
  const data = { ...offer('person'), sections: { ...example.sections, person: open } }
  const sealing = (more: object): ToSeal => ({
    organisation: 'ro-shelter',
    content: { sections: { person: { ...rest, prs_FirstName, prs_SecondName, ...more } as typeof person } },
  })
  const shelters = makeOrganisationKey()
  return Promise.all([keyed('ro-shelter', shelters.publicJwk)]).then(async ([key]) => {
    const directory = await directoryWith(lawyersKey, key)
    expect(verdict([sealing({})], { data, directory })).toBe('accepted')
    const companion = { pseudonym: 'NL-P-1', relation: 'child', ageBand: '6-11', keepTogether: true }
    expect(verdict([sealing({ companions: [companion] })], { data, directory })).toBe(
      'protection-stays-readable',
    )
    // The legal section is for a lawyer, whoever has a key.
    expect(verdict([{ ...legal, organisation: 'ro-shelter' }], { directory })).toBe(
      'legal-section-to-the-lawyer',
    )
  })
})

test('an organisation that is excluded, or of no permission, gets nothing sealed', () => {
  const local = { excluded: [{ member: 'RO', organisation: 'ro-lawyer' }] }
  expect(verdict([legal], { local })).toBe('excluded-party')
  const { permission } = example
  const { recipients, sections } = permission.scope
  const named = { ...offer().permission.scope, recipients }
  expect(verdict([legal], { data: { ...offer(), permission: { ...permission, scope: named } } })).toBe(
    'sealed-to-whom-the-person-named',
  )
  const scope = { ...offer().permission.scope, sections }
  expect(verdict([legal], { data: { ...offer(), permission: { ...permission, scope } } })).toBe(
    'permission-covers-sections',
  )
})

test('a key that is not there, not theirs, not valid or revoked seals nothing, and the refusal says which', async () => {
  const to = (organisation: string): ToSeal => ({ ...legal, organisation })
  expect(verdict([to('ro-stranger')])).toBe('ORGANISATION_UNKNOWN')
  // Of another member, even if it has a key there.
  expect(verdict([to('nl-focal-point')])).toBe('ORGANISATION_UNKNOWN')
  expect(verdict([to('ro-shelter')])).toBe('NO_SEALING_KEY')
  const revoked = {
    ...lawyersKey,
    status: 'revoked' as const,
    revoked: { at: iat - 9, invalidFrom: iat - 9, reason: 'compromise' as const },
  }
  const states: readonly (readonly [string, KeyEntry])[] = [
    ['SEALING_KEY_REVOKED', revoked],
    ['SEALING_KEY_EXPIRED', { ...lawyersKey, naf: iat }],
    ['SEALING_KEY_EXPIRED', { ...lawyersKey, status: 'retired' }],
    // Published, and not in use yet.
    ['NO_SEALING_KEY', { ...lawyersKey, nbf: iat + 1 }],
  ]
  for (const [code, key] of states)
    expect([code, verdict([legal], { directory: await directoryWith(key) })]).toEqual([code, code])
  expect(decided([legal, to('ro-shelter')])).toMatchObject({ pointer: '/seal/1/organisation' })
})
