/** Which way content takes, what leaves on it and what that rests on, from the sides beside the examples. */
import type { Scope } from '@onward/contract'
import { describe, expect, test } from 'vitest'
import {
  after,
  agreement,
  local,
  offer,
  permission,
  register,
  type Saying,
  scope,
  tryTo,
  verdictOn,
  words,
} from '../example.test-data.ts'
import type { Body, Local, ProtectionCheck } from '../local.ts'

const checked = (outcome: ProtectionCheck['outcome']): Local => ({
  ...local,
  protection: { informedOn: '2026-11-20', language: 'ro', outcome },
})
const permitting = (recipients: Scope['recipients']) => ({
  data: { ...offer, permission: { ...permission, scope: { ...scope, recipients } } },
})
const byNgo: Saying = { register: { ...register, operatorOf: () => 'ngo' } }
const shutOut = 'asylum-shuts-out-the-state'
const asked = { member: 'RO', organisation: 'RO-ANITP' }

describe('R29: to a country that may be feared', () => {
  test.each([
    ['none', 'accepted'],
    ['considering', shutOut],
    ['pending', shutOut],
    ['granted', shutOut],
    ['refusedFinal', 'accepted'],
    ['waivedByPerson', 'accepted'],
  ] as const)('an offer to the state, when what came of asylum is %s', (outcome, verdict) => {
    expect(verdictOn([], 'submit', { local: checked(outcome) })).toBe(verdict)
  })

  test.each<readonly [string, (body: Body) => 'ngo' | 'state', string]>([
    [
      'a body of the state behind a gateway that is not',
      ({ member, organisation }) => (member === 'RO' && !organisation ? 'ngo' : 'state'),
      shutOut,
    ],
    [
      'a body of its own behind a gateway of the state',
      ({ organisation }) => (organisation ? 'ngo' : 'state'),
      shutOut,
    ],
    [
      'a body of its own behind a gateway that is not of the state',
      ({ member }) => (member === 'RO' ? 'ngo' : 'state'),
      'accepted',
    ],
  ])('whoever seeks asylum is offered to %s', (_title, operatorOf, verdict) => {
    const saying = { local: checked('pending'), register: { ...register, operatorOf } }
    expect(verdictOn([], 'submit', saying)).toBe(verdict)
  })

  test.each([
    ['this body', [asked], 'accepted'],
    ['this body among others', [{ member: 'RO', organisation: 'RO-OTHER' }, asked], 'accepted'],
    ['the whole country', [{ member: 'RO' }], shutOut],
    [
      'the whole country, and another body there',
      [{ member: 'RO' }, { member: 'RO', organisation: 'RO-OTHER' }],
      shutOut,
    ],
    ['a body of that name elsewhere', [{ member: 'RO' }, { ...asked, member: 'BG' }], shutOut],
  ])('whoever seeks asylum has named %s', (_title, recipients, verdict) => {
    expect(verdictOn([], 'submit', { ...permitting(recipients), ...byNgo, local: checked('pending') })).toBe(
      verdict,
    )
  })

  test('of a child who seeks asylum nobody there is notified, for nobody was named', () => {
    expect(verdictOn([], 'notifyChild', { ...byNgo, local: checked('pending') })).toBe(shutOut)
  })

  test('who answers knows of her already, whatever is recorded there', () => {
    const unchecked = { ...local, protection: undefined }
    expect(verdictOn(after('submit', 'requestRecords'), 'provideRecords', { local: unchecked })).toBe(
      'accepted',
    )
    expect(
      verdictOn(after('submit', 'requestRecords'), 'provideRecords', { local: checked('pending') }),
    ).toBe('accepted')
  })
})

describe('R29: what is needed', () => {
  const consulate = { needCode: 'ConsularDocument', priority: 'soon' }
  const advice = { needCode: 'AsylumInformation', priority: 'soon' }
  const shelter = { needCode: 'SafeAccommodation', priority: 'soon' }
  const lifted = { ...agreement, neverSend: [{ to: 'RO', subjects: [] }] }
  const amending = (needs: readonly object[]): Saying => ({
    data: { dataScope: ['needs'], sections: { needs: { needs } }, reason: 'NeedsChanged' },
    agreement: lifted,
    ...byNgo,
  })
  test.each([
    ['a paper from the consulate and a bed', [consulate, shelter], 'pending', shutOut],
    ['advice on asylum and a bed', [advice, shelter], 'pending', 'asylum-facts-stay-here'],
    ['advice on asylum, which was refused', [advice], 'refusedFinal', 'asylum-facts-stay-here'],
    ['advice on asylum, which she did not want', [advice], 'none', 'accepted'],
    ['a bed', [shelter], 'pending', 'accepted'],
  ] as const)('%s', (_title, needs, outcome, verdict) => {
    expect(verdictOn(after('submit'), 'amend', { ...amending(needs), local: checked(outcome) })).toBe(verdict)
  })
  test.each([
    ['a paper from the consulate is planned by nobody', 'ConsularDocument', 'consulate-after-protection'],
    ['any other service is planned', 'SafeAccommodation', 'accepted'],
  ])('while nothing is recorded of asylum, %s', (_title, need, verdict) => {
    const saying = { data: { ...words.planService, need }, local: { ...local, protection: undefined } }
    expect(verdictOn(after('submit'), 'planService', saying)).toBe(verdict)
  })
})

test('R53: a subject that this version does not know may be in anything, so nothing is sent', () => {
  // Sound: an agreement of a later version.
  const subjects = ['somethingNew'] as never[]
  const later = { ...agreement, neverSend: [{ to: 'RO', subjects }] }
  expect(verdictOn([], 'submit', { agreement: later })).toBe('never-sent')
})

describe('R41: what is never sent to this country', () => {
  const maternity = { needCode: 'MaternityAndInfant', priority: 'soon' }
  const shelter = { needCode: 'SafeAccommodation', priority: 'urgent' }
  const told = (person: object, ...needs: readonly object[]) => ({
    data: {
      ...offer,
      sections: { ...offer.sections, person: { ...offer.sections.person, ...person }, needs: { needs } },
    },
  })
  test.each([
    [
      'that a person is a man who was not called one',
      told({ prs_Gender: 'TransgenderMasculine' }, shelter),
      'never-sent',
    ],
    ['that a person is neither', told({ prs_Gender: 'NonConforming' }, shelter), 'never-sent'],
    ['that a person is a woman', told({}, shelter), 'accepted'],
    ['a need for care at birth among others', told({}, shelter, maternity), 'never-sent'],
    ['a need for care at birth, in marriage', told({ prs_MaritalStatus: 'Married' }, maternity), 'accepted'],
    [
      'the same in a partnership',
      told({ prs_MaritalStatus: 'RegisteredPartnership' }, maternity),
      'accepted',
    ],
    [
      'a need for advice on asylum among others',
      told({}, shelter, { ...shelter, needCode: 'AsylumInformation' }),
      'never-sent',
    ],
  ])('%s', (_title, saying, verdict) => {
    expect(verdictOn([], 'submit', saying)).toBe(verdict)
  })
})

describe('R12: when nobody is on call there, it is said who of her own list is', () => {
  const emergency = { ...offer, urgency: 'emergency' }
  const remedyWith = (onCall: (body: Body) => boolean, data: object = emergency) => {
    const decision = tryTo([], 'submit', { data, onCall })
    if (decision.accepted) throw new Error('nobody is on call')
    return { rule: decision.rule, advice: /(?<= )The person has also agreed.*$/.exec(decision.remedy)?.[0] }
  }
  const rule = 'emergency-to-somebody-on-call'
  test('another organisation', () => {
    expect(remedyWith(({ organisation }) => organisation === 'ro-shelter-1')).toEqual({
      rule,
      advice: 'The person has also agreed to RO/ro-shelter-1, where somebody is on call now.',
    })
  })
  test('another member as a whole', () => {
    const recipients = [asked, { member: 'BG' }]
    const data = { ...emergency, permission: { ...permission, scope: { ...scope, recipients } } }
    expect(remedyWith(({ member }) => member === 'BG', data)).toEqual({
      rule,
      advice: 'The person has also agreed to BG, where somebody is on call now.',
    })
  })
  test('an organisation of that name elsewhere', () => {
    const recipients = [asked, { ...asked, member: 'BG' }]
    const data = { ...emergency, permission: { ...permission, scope: { ...scope, recipients } } }
    expect(remedyWith(({ member }) => member === 'BG', data)).toEqual({
      rule,
      advice: 'The person has also agreed to BG/RO-ANITP, where somebody is on call now.',
    })
  })
  test('nobody', () => {
    expect(remedyWith(() => false)).toEqual({ rule, advice: undefined })
  })
})

describe('R12: the receiver treats it', () => {
  const { treatedAs: _treatedAs, ...usual } = { ...words.acknowledge, treatedAs: undefined }
  const rule = 'no-lower-urgency-without-a-reason'
  test.each([
    ['as urgent as it is', 'urgent', 'urgent', 'accepted'],
    ['as more urgent', 'urgent', 'emergency', 'accepted'],
    ['as less urgent', 'urgent', 'normal', rule],
    ['as less than an emergency', 'emergency', 'urgent', rule],
  ] as const)('%s, and says not why', (_title, urgency, treatedAs, verdict) => {
    const history = after(['submit', { data: { ...offer, urgency } }])
    expect(verdictOn(history, 'acknowledge', { data: { ...usual, treatedAs } })).toBe(verdict)
  })
})

describe('R19, R52: an answer by telephone or by a link', () => {
  const attesting = (organisation: string) => ({ data: { ...words.attestAnswer, organisation } })
  const chosen = after('submit', [
    'narrowConsent',
    {
      data: {
        ...words.narrowConsent,
        scope: { ...scope, recipients: [{ member: 'RO', organisation: 'ro-shelter-1' }] },
      },
    },
  ])
  const narrowed = after(['submit', permitting([{ member: 'RO', organisation: 'RO-ANITP' }])])
  test.each([
    ['is attested of who was asked', after('submit'), 'RO-ANITP', 'accepted'],
    ['is attested of another that she agreed to', after('submit'), 'ro-shelter-1', 'accepted'],
    ['is attested of who was asked, though she then chose another', chosen, 'RO-ANITP', 'accepted'],
    ['is not of one that she did not', narrowed, 'ro-shelter-1', 'attests-who-was-asked'],
    [
      'is of who was asked, after she took all back',
      after('submit', 'withdrawConsent'),
      'RO-ANITP',
      'accepted',
    ],
  ])('%s', (_title, history, organisation, verdict) => {
    expect(verdictOn(history, 'attestAnswer', attesting(organisation))).toBe(verdict)
  })
  test('who has a desk there needs no link', () => {
    const history = after('submit', 'acknowledge')
    expect(verdictOn(history, 'requestInformation', { actor: 'RO-OTHER/caseworker/desk-9' })).toBe('accepted')
  })
})
