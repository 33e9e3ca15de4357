import { expect, test } from 'vitest'
import { after, at, permission } from './example.test-data.ts'
import { fold } from './fold.ts'
import type { History } from './history.ts'
import { nextActions } from './next-actions.ts'
import type { Role } from './statement.ts'

function offered(history: History, member: string, role: Role, now = at) {
  const referral = fold(history)
  return referral && nextActions(referral, { member, role, now }).map(({ verb }) => verb)
}

const record = ['withdrawConsent', 'recordWish']

test('an action carries the type whose schema its data follows', () => {
  const referral = fold(after('submit'))
  expect(referral && nextActions(referral, { member: 'RO', role: 'focal-point', now: at })).toEqual([
    { verb: 'recordWish', type: 'wishes.recorded' },
    { verb: 'acknowledge', type: 'referral.acknowledged' },
  ])
})

test.each([
  [
    'a new offer, at its sender',
    after('submit'),
    'NL',
    'caseworker',
    ['amend', 'cancel', 'grantConsent', 'narrowConsent', ...record],
  ],
  ['a new offer, at the caseworker it was sent to', after('submit'), 'RO', 'caseworker', ['recordWish']],
  [
    'an acknowledged offer, at the focal point',
    after('submit', 'acknowledge'),
    'RO',
    'focal-point',
    [
      'recordWish',
      'acknowledge',
      'requestInformation',
      'accept',
      'acceptWithConditions',
      'decline',
      'redirect',
    ],
  ],
  [
    'an acknowledged offer, at the caseworker',
    after('submit', 'acknowledge'),
    'RO',
    'caseworker',
    ['recordWish', 'requestInformation'],
  ],
  [
    'a question, at the sender',
    after('submit', 'acknowledge', 'requestInformation'),
    'NL',
    'caseworker',
    ['amend', 'cancel', 'grantConsent', 'narrowConsent', ...record, 'provideInformation'],
  ],
  [
    'a declined offer, at the focal point',
    after('submit', 'acknowledge', 'decline'),
    'RO',
    'focal-point',
    ['recordWish', 'acknowledge', 'reopen'],
  ],
  [
    'withdrawn sharing, at the sender',
    after('submit', 'withdrawConsent'),
    'NL',
    'focal-point',
    ['cancel', ...record],
  ],
  [
    'withdrawn sharing, at the focal point',
    after('submit', 'acknowledge', 'withdrawConsent'),
    'RO',
    'focal-point',
    ['recordWish'],
  ],
  [
    'a cancelled offer, at the focal point',
    after('submit', 'acknowledge', 'cancel'),
    'RO',
    'focal-point',
    ['recordWish'],
  ],
  [
    'expired consent, at the sender',
    after('submit', 'expireConsent'),
    'NL',
    'caseworker',
    ['cancel', 'grantConsent', ...record],
  ],
  ['a new offer, at the machine', after('submit'), 'NL', 'gateway', ['expireConsent']],
  ['somebody else’s referral', after('submit'), 'IT', 'focal-point', []],
] as const)('%s', (_where, history, member, role, verbs) => {
  expect(offered(history, member, role)).toEqual(verbs)
})

test('a permission past its end offers nothing that needs it', () => {
  expect(offered(after('submit'), 'NL', 'caseworker', permission.validUntil)).toEqual([
    'cancel',
    'grantConsent',
    'narrowConsent',
    ...record,
  ])
})
