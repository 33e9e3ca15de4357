import { describe, expect, test } from 'vitest'
import { after, words } from './example.test-data.ts'
import { fold } from './fold.ts'
import type { History } from './history.ts'
import { status } from './status.ts'

function statusOf(history: History) {
  const referral = fold(history)
  return referral && status(referral)
}

const withdrawalOf = (...concerns: readonly string[]) =>
  ['withdrawConsent', { data: { ...words.withdrawConsent, concerns } }] as const
const toldThem = (...concerns: readonly string[]) =>
  ['recordWish', { by: 'RO', data: { ...words.recordWish, kind: 'withdrawal', concerns } }] as const

describe('the status in one word', () => {
  test.each([
    ['submitted', after('submit')],
    ['submitted', after('submit', 'amend')],
    ['acknowledged', after('submit', 'acknowledge')],
    ['informationRequested', after('submit', 'acknowledge', 'requestInformation')],
    ['acknowledged', after('submit', 'acknowledge', 'requestInformation', 'provideInformation')],
    ['accepted', after('submit', 'acknowledge', 'accept')],
    ['acceptedWithConditions', after('submit', 'acknowledge', 'acceptWithConditions')],
    ['declined', after('submit', 'acknowledge', 'decline')],
    ['redirected', after('submit', 'acknowledge', 'redirect')],
    ['reopened', after('submit', 'acknowledge', 'accept', 'reopen')],
    ['cancelled', after('submit', 'acknowledge', 'accept', 'cancel')],
    ['withdrawn', after('submit', 'cancel', withdrawalOf('sharing'))],
    ['withdrawn', after('submit', 'acknowledge', 'accept', withdrawalOf('referral'))],
    ['withdrawn', after('submit', 'acknowledge', toldThem('sharing'))],
    ['accepted', after('submit', 'acknowledge', 'accept', withdrawalOf('return', 'support'))],
    ['consentExpired', after('submit', 'acknowledge', 'accept', 'expireConsent')],
    ['declined', after('submit', 'acknowledge', 'decline', 'expireConsent')],
    ['undelivered', after('submit').map((recorded) => ({ ...recorded, standing: 'void' as const }))],
  ] as const)('%s', (word, history) => {
    expect(statusOf(history)).toBe(word)
  })
})

test('an acceptance written while a withdrawal was in flight comes to withdrawn, whichever is read first', () => {
  const common = after('submit', 'acknowledge')
  const accepted = after('submit', 'acknowledge', 'accept').slice(-1)
  const withdrawal = after('submit', 'acknowledge', 'withdrawConsent').slice(-1)
  expect(statusOf([...common, ...accepted, ...withdrawal])).toBe('withdrawn')
  expect(fold([...withdrawal, ...accepted, ...common])).toEqual(fold([...common, ...accepted, ...withdrawal]))
})
