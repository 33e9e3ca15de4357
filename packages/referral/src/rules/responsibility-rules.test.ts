/** Who answers for a case, and what a case that is taken up again brings back, from the sides beside the examples. */
import { describe, expect, test } from 'vitest'
import { after, offer, permission, type Step, verdictOn, words } from '../example.test-data.ts'

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
    ['that goes on is not ended by being said twice', [grant(second)], second, 'accepted'],
  ])('%s', (_title, steps, given, verdict) => {
    expect(verdictOn(after('submit', ...steps), 'grantConsent', { data: { permission: given } })).toBe(
      verdict,
    )
  })
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
