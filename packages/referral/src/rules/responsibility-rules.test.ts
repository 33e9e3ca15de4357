/** Who answers for a case, and what a case that is taken up again brings back, from the sides beside the examples. */
import { describe, expect, test } from 'vitest'
import { after, at, offer, permission, type Step, verdictOn, words } from '../example.test-data.ts'
import { told } from '../read.test-data.ts'
import { rulesOn } from './rules.ts'

const [second, third] = ['second', 'third'].map((permissionId) => ({ ...permission, permissionId }))
const grant = (given: typeof second): Step => ['grantConsent', { data: { permission: given } }]
const byReceiver: Step = ['reopenCase', { by: 'RO' }]
const ended = 'former-permission-stays-ended'

describe('R17, R36: a permission of a case that was closed', () => {
  test.each<readonly [string, readonly Step[], typeof second, string]>([
    ['ends, though it was given anew before', [grant(second), 'close', 'reopenCase'], second, ended],
    ['ends when the other side takes it up again', [grant(second), 'close', byReceiver], second, ended],
    ['that was given since is not ended', ['close', 'reopenCase', grant(second)], second, 'accepted'],
    [
      'that was given since the other side reopened is not ended',
      ['close', byReceiver, grant(second)],
      second,
      'accepted',
    ],
    [
      'that was given between two closings ends with the second',
      ['close', 'reopenCase', grant(second), 'close', 'reopenCase'],
      second,
      ended,
    ],
    [
      'that was given between two closings leaves room for another',
      ['close', 'reopenCase', grant(second), 'close', 'reopenCase'],
      third,
      'accepted',
    ],
    [
      'ends, though it was the last that was said before the other side closed',
      [grant(second), ['close', { by: 'RO' }], byReceiver],
      second,
      ended,
    ],
    ['that goes on is not ended by being said twice', [grant(second)], second, 'accepted'],
  ])('%s', (_title, steps, given, verdict) => {
    expect(verdictOn(after('submit', ...steps), 'grantConsent', { data: { permission: given } })).toBe(
      verdict,
    )
  })
})

test('R17, R36: a closing that the other side has rejected ends no permission, though the case is reopened', () => {
  const history = after('submit', grant(second), 'close', 'reopenCase').map((one) =>
    one.event.type === 'case.closed' ? { ...one, standing: 'void' as const } : one,
  )
  expect(verdictOn(history, 'grantConsent', { data: { permission: second } })).toBe('accepted')
})

test('R17: a case that is taken up again has no permission where it never had one', () => {
  const before = told('inquire', 'close', 'reopenCase')
  const rule = rulesOn('amend').find(({ name }) => name === 'permission-anew-after-reopening')
  expect(rule?.looksAt === 'state' && rule.holds({ verb: 'amend', before, side: 'sender', at })).toBe(false)
  expect(rule?.looksAt).toBe('state')
})

test('R36: nobody who was never asked disputes who answers for the case', () => {
  expect(verdictOn(after('inquire'), 'disputeResponsibility', { by: 'RO' })).toBe(
    'signed-by-the-organisation',
  )
})

test.each([
  ['to undo a mistake', 'error', 'accepted'],
  ['for a new danger', 'newRisk', 'accepted'],
  ['because contact was regained', 'contactRegained', 'reopened-with-the-person'],
])('R36: without the person a case is reopened %s: %s', (_title, reason, verdict) => {
  const data = { reason, personAgrees: false }
  expect(verdictOn(after('submit', 'close'), 'reopenCase', { data })).toBe(verdict)
})

test.each([
  ['the organisation that answers', offer.from, 'accepted'],
  ['one of that name elsewhere', { ...offer.from, member: 'BG' }, 'handed-over-by-who-has-it'],
  ['another of that member', { ...offer.from, organisation: 'NL-OTHER' }, 'handed-over-by-who-has-it'],
])('R36: a case is handed over from %s', (_title, from, verdict) => {
  const data = { ...words.proposeHandover, from }
  expect(verdictOn(after('submit'), 'proposeHandover', { data })).toBe(verdict)
})

test.each([
  ['the organisation that was asked to take it', 'ro-shelter-1/focal-point/ro-sh-03', 'accepted'],
  ['the organisation that the referral is between', 'RO-ANITP/focal-point/desk-1', 'accepted'],
  ['anybody else', 'RO-OTHER/focal-point/desk-9', 'signed-by-the-organisation'],
])('R36: a handover is refused in the name of %s', (_title, actor, verdict) => {
  expect(verdictOn(after('submit', 'proposeHandover'), 'refuseHandover', { actor })).toBe(verdict)
})
