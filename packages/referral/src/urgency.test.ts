import { expect, test } from 'vitest'
import { agreement, offer, permission, scope, tryTo } from './example.test-data.ts'

const emergency = { ...offer, urgency: 'emergency' } as const
const nobody = () => false

/** An emergency with these recipients on the person's list. */
function listing(...organisations: readonly (string | undefined)[]) {
  const recipients = organisations.map((organisation) => ({
    member: 'RO',
    ...(organisation && { organisation }),
  }))
  return { ...emergency, permission: { ...permission, scope: { ...scope, recipients } } }
}

test('R12 an emergency at an hour when nobody is on call is sent when its sender knows it', () => {
  expect(tryTo([], 'submit', { data: emergency, onCall: nobody })).toMatchObject({
    rule: 'emergency-to-somebody-on-call',
    pointer: '/sentOutOfHours',
  })
  expect(tryTo([], 'submit', { data: { ...emergency, sentOutOfHours: true }, onCall: nobody }).accepted).toBe(
    true,
  )
  expect(tryTo([], 'submit', { data: offer, onCall: nobody }).accepted).toBe(true)
})

test('R12 the warning names the next recipient of the person’s own list who is on call, and nobody else', () => {
  const only = (organisation: string) => (body: { organisation?: string | undefined }) =>
    body.organisation === organisation
  const warned = tryTo([], 'submit', {
    data: listing('RO-ANITP', 'RO-NIGHT', 'RO-LATER'),
    onCall: only('RO-NIGHT'),
  })
  expect(warned).toMatchObject({ remedy: expect.stringContaining('RO/RO-NIGHT') })
  const unlisted = tryTo([], 'submit', { data: listing('RO-ANITP'), onCall: only('RO-NIGHT') })
  expect(unlisted).toMatchObject({ remedy: expect.not.stringContaining('RO-NIGHT') })
})

test('R12 hours that nobody has listed are a reason to warn as well', () => {
  expect(tryTo([], 'submit', { data: emergency, onCall: () => undefined, agreement })).toMatchObject({
    rule: 'emergency-to-somebody-on-call',
  })
})
