import { describe, expect, test } from 'vitest'
import { after, words } from './example.test-data.ts'
import { fold } from './fold.ts'
import type { History } from './history.ts'
import { accepted, handsBack, planned, takesBack } from './journey-steps.test-data.ts'
import { status } from './status.ts'

function statusOf(history: History) {
  const referral = fold(history)
  return referral && status(referral)
}

const withdrawalOf = (...concerns: readonly string[]) =>
  ['withdrawConsent', { data: { ...words.withdrawConsent, concerns } }] as const
const overdue = (deadline: string) => ['noteOverdue', { data: { ...words.noteOverdue, deadline } }] as const
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

const handedOver = [...accepted, 'confirmArrival', 'proposeHandover', 'takeHandover'] as const

describe('how far an accepted case has come', () => {
  test.each([
    ['receptionArranged', [...accepted, 'arrangeReception']],
    ['accepted', [...accepted, 'arrangeReception', 'cancelReception']],
    ['journeyPlanned', planned],
    ['journeyPlanned', [...planned, 'changeJourney']],
    ['receptionArranged', [...planned, 'cancelJourney']],
    ['departed', [...planned, 'depart']],
    ['departed', [...planned, 'depart', 'changeJourney']],
    ['notDeparted', [...planned, 'reportNotDeparted']],
    ['journeyPlanned', [...planned, 'reportNotDeparted', 'changeJourney']],
    ['missed', [...accepted, 'depart', 'reportMissedArrival']],
    ['notDeparted', [...planned, 'reportMissedArrival', 'reportNotDeparted']],
    ['arrived', [...accepted, 'depart', 'confirmArrival']],
    ['arrived', [...accepted, 'reportMissedArrival', 'confirmArrival']],
    ['handedOver', handedOver],
    ['handedOver', [...handedOver, 'planService']],
    ['arrived', [...planned, 'depart', 'confirmArrival', 'planService', 'startService']],
    ['inSupport', [...handedOver, 'planService', 'startService']],
    ['inSupport', [...handedOver, 'completeService']],
    ['inSupport', [...handedOver, 'startService', handsBack, takesBack]],
    ['arrived', [...handedOver, handsBack, takesBack]],
    ['closed', [...handedOver, 'startService', 'close']],
    ['inSupport', [...handedOver, 'startService', 'close', 'reopenCase']],
  ] as const)('%s', (word, steps) => {
    expect(statusOf(after(...steps))).toBe(word)
  })
})

describe('what beats what', () => {
  test.each([
    [
      'a withdrawal, everything',
      'withdrawn',
      [...handedOver, 'startService', 'close', withdrawalOf('sharing')],
    ],
    ['a cancellation, a closing', 'cancelled', [...accepted, 'close', 'cancel']],
    ['a closing, a no', 'closed', ['submit', 'acknowledge', 'decline', 'close']],
    ['where the person is, a no', 'arrived', ['submit', 'acknowledge', 'decline', 'confirmArrival']],
    ['where the person is, a consent that has expired', 'departed', [...accepted, 'depart', 'expireConsent']],
    ['a consent that has expired, a plan', 'consentExpired', [...planned, 'expireConsent']],
    ['an answer, an overdue', 'accepted', ['submit', 'acknowledge', overdue('decide'), 'accept']],
  ] as const)('%s', (_what, word, steps) => {
    expect(statusOf(after(...steps))).toBe(word)
  })
})

describe('R11 when nobody decides in time', () => {
  test('the offer reads as overdue once that is signed, acknowledged or not', () => {
    expect(statusOf(after('submit', overdue('decide')))).toBe('overdue')
    expect(statusOf(after('submit', 'acknowledge', overdue('decide')))).toBe('overdue')
  })
  test('an acknowledgement that is late does not make the decision late', () => {
    expect(statusOf(after('submit', overdue('acknowledge')))).toBe('submitted')
  })
})

describe('what two members talk about when no case was offered', () => {
  test.each([
    ['inquiryAsked', ['inquire']],
    ['inquiryAnswered', ['inquire', 'answerInquiry']],
    ['inquiryWithdrawn', ['inquire', 'withdrawInquiry']],
    ['alertRaised', ['raiseAlert']],
    ['alertAnswered', ['raiseAlert', 'answerAlert']],
    ['notice', ['notifyChild']],
    ['notice', ['reportIdentification']],
    ['notice', ['announceOutage', 'endOutage']],
    ['notice', ['publishServices']],
  ] as const)('%s', (word, steps) => {
    expect(statusOf(after(...steps))).toBe(word)
  })
})

test('an acceptance written while a withdrawal was in flight comes to withdrawn, whichever is read first', () => {
  const common = after('submit', 'acknowledge')
  const accepted = after('submit', 'acknowledge', 'accept').slice(-1)
  const withdrawal = after('submit', 'acknowledge', 'withdrawConsent').slice(-1)
  expect(statusOf([...common, ...accepted, ...withdrawal])).toBe('withdrawn')
  expect(fold([...withdrawal, ...accepted, ...common])).toEqual(fold([...common, ...accepted, ...withdrawal]))
})
