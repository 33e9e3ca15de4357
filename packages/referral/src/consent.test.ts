import type { Scope } from '@onward/contract'
import { expect, test } from 'vitest'
import { contains, currentScope, isWithin, namesRecipient, takenBack, withdrawn } from './consent.ts'
import {
  after,
  offer,
  permission,
  recorded,
  type Saying,
  type Step,
  scope,
  words,
} from './example.test-data.ts'
import { fold } from './fold.ts'
import type { History } from './history.ts'

function read(history: History) {
  const referral = fold(history)
  if (!referral) throw new Error('the history is not empty')
  return { scope: currentScope(referral), withdrawn: withdrawn(referral) }
}

const narrowingTo = (narrower: Scope): Saying => ({
  by: 'RO',
  data: { ...words.recordWish, kind: 'narrowing', concerns: ['sharing'], scope: narrower },
})

test('the scope in force is the permission, within what the person narrowed with either party', () => {
  const narrowed = narrowingTo({
    ...scope,
    recipients: [{ member: 'RO' }],
    sections: ['needs', 'legalStatus'],
  })
  expect(read(after('submit', ['recordWish', narrowed]))).toEqual({
    scope: { ...scope, sections: ['needs'] },
    withdrawn: [],
  })
})

test('a narrowing to another organisation leaves no recipient', () => {
  const other = narrowingTo({ ...scope, recipients: [{ member: 'RO', organisation: 'RO-OTHER' }] })
  expect(read(after('submit', ['recordWish', other])).scope).toEqual({ ...scope, recipients: [] })
})

test('a permission given in knowledge of a narrowing supersedes it; one given before does not', () => {
  const narrowed = ['recordWish', narrowingTo({ ...scope, sections: ['needs'] })] as const
  expect(read(after('submit', narrowed, 'grantConsent')).scope).toEqual(scope)
  const crossing = [...after('submit', 'grantConsent'), ...after('submit', narrowed).slice(-1)]
  expect(read(crossing).scope).toEqual({ ...scope, sections: ['needs'] })
})

test('nothing may be shared once permission has expired or sharing is withdrawn with either party', () => {
  const told = { by: 'RO', data: { ...words.recordWish, kind: 'withdrawal', concerns: ['sharing'] } }
  expect(read(after('submit', 'expireConsent'))).toEqual({ scope: undefined, withdrawn: [] })
  expect(read(after('submit', 'withdrawConsent'))).toEqual({ scope: undefined, withdrawn: ['sharing'] })
  expect(read(after('submit', ['recordWish', told]))).toEqual({ scope: undefined, withdrawn: ['sharing'] })
})

test('an objection or a complaint withdraws nothing', () => {
  const objection = { data: { ...words.recordWish, kind: 'objection', concerns: ['sharing', 'return'] } }
  expect(read(after('submit', ['recordWish', objection]))).toEqual({ scope, withdrawn: [] })
  const less = { ...scope, sections: ['needs'] }
  const complaint = { data: { ...words.recordWish, kind: 'complaint', concerns: ['sharing'], scope: less } }
  expect(read(after('submit', ['recordWish', complaint]))).toEqual({ scope, withdrawn: [] })
})

test('what is withdrawn adds up over both parties', () => {
  const told = { by: 'RO', data: { ...words.recordWish, kind: 'withdrawal', concerns: ['support'] } }
  const withdrawal = { data: { ...words.withdrawConsent, concerns: ['return'] } }
  expect(read(after('submit', ['withdrawConsent', withdrawal], ['recordWish', told])).withdrawn).toEqual([
    'return',
    'support',
  ])
})

test('a scope without an organisation names all of its member; one with it names only that', () => {
  expect(namesRecipient({ ...scope, recipients: [{ member: 'RO' }] }, 'RO', 'RO-OTHER')).toBe(true)
  expect(namesRecipient(scope, 'RO', 'RO-OTHER')).toBe(false)
  expect(namesRecipient(scope, 'BG', 'RO-ANITP')).toBe(false)
  expect(isWithin({ ...scope, recipients: [{ member: 'RO' }] }, scope)).toBe(false)
  expect(isWithin(scope, { ...scope, recipients: [{ member: 'RO' }] })).toBe(true)
})

test('a narrowing told to the sender counts like one told to the receiver, until permission is given anew', () => {
  const narrowed: Step = ['recordWish', { ...narrowingTo({ ...scope, sections: ['needs'] }), by: 'NL' }]
  expect(read(after('submit', narrowed)).scope).toEqual({ ...scope, sections: ['needs'] })
  expect(read(after('submit', narrowed, 'grantConsent')).scope).toEqual(scope)
  expect(read(after('submit', 'grantConsent', narrowed)).scope).toEqual({ ...scope, sections: ['needs'] })
})

test('two narrowings leave what both leave, and each recipient once', () => {
  const anitp = { member: 'RO', organisation: 'RO-ANITP' }
  const [first, second]: readonly Step[] = [
    ['recordWish', narrowingTo({ ...scope, sections: ['needs', 'risk'] })],
    ['recordWish', narrowingTo({ ...scope, recipients: [anitp], sections: ['risk', 'person'] })],
  ]
  if (!first || !second) throw new Error('both are there')
  expect(read(after('submit', first, second)).scope).toEqual({
    ...scope,
    recipients: [anitp],
    sections: ['risk'],
  })
})

test('whoever agreed to a whole member can narrow that to one organisation of it', () => {
  const whole = { ...permission, scope: { ...scope, recipients: [{ member: 'RO' }] } }
  const offered: Step = ['submit', { data: { ...offer, permission: whole } }]
  const recipients = (narrower: Scope['recipients']) =>
    read(after(offered, ['recordWish', narrowingTo({ ...scope, recipients: narrower })])).scope?.recipients
  const anitp = { member: 'RO', organisation: 'RO-ANITP' }
  expect(recipients([anitp])).toEqual([anitp])
  expect(recipients([{ member: 'RO' }])).toEqual([{ member: 'RO' }])
})

test('a narrowing to another purpose leaves none, and one that names no scope leaves all', () => {
  const other = narrowingTo({ ...scope, purposes: ['SupportInOrigin'] })
  expect(read(after('submit', ['recordWish', other])).scope).toEqual({ ...scope, purposes: [] })
  const { scope: _scope, ...unsaid } = { scope: undefined, ...words.recordWish }
  const vague: Saying = { by: 'RO', data: { ...unsaid, kind: 'narrowing', concerns: ['sharing'] } }
  expect(read(after('submit', ['recordWish', vague])).scope).toEqual(scope)
})

test('a permission that was narrowed allows what is left; where nothing was offered there is none', () => {
  expect(read(after('submit', 'narrowConsent')).scope).toEqual({ ...scope, sections: ['needs'] })
  expect(read(after('inquire')).scope).toBeUndefined()
})

test('R20 what was taken back with a side is each withdrawal, each narrowing, and an end that nothing has renewed', () => {
  const typesOf = (side: 'sender' | 'receiver', ...steps: readonly Step[]) => {
    const referral = fold(after('submit', ...steps))
    return referral && takenBack(referral, side).map(({ said }) => said.type)
  }
  const wish = (kind: 'withdrawal' | 'narrowing' | 'complaint'): Step => [
    'recordWish',
    { by: 'RO', data: { ...words.recordWish, kind, concerns: ['support'] } },
  ]
  expect(typesOf('sender')).toEqual([])
  expect(typesOf('sender', 'narrowConsent', 'withdrawConsent')).toEqual([
    'consent.narrowed',
    'consent.withdrawn',
  ])
  expect(typesOf('receiver', wish('withdrawal'))).toEqual(['wishes.recorded'])
  expect(typesOf('receiver', wish('narrowing'))).toEqual(['wishes.recorded'])
  expect(typesOf('receiver', wish('complaint'))).toEqual([])
  expect(typesOf('sender', wish('withdrawal'))).toEqual([])
  expect(typesOf('receiver', 'narrowConsent')).toEqual([])
  expect(typesOf('sender', 'expireConsent')).toEqual(['consent.expired'])
  expect(typesOf('sender', 'grantConsent')).toEqual([])
  expect(typesOf('sender', 'expireConsent', 'cancel')).toEqual(['consent.expired'])
  const { permissionId } = words.grantConsent.permission
  const endOfTheNew: Step = ['expireConsent', { data: { ...words.expireConsent, permissionId } }]
  expect(typesOf('sender', 'grantConsent', endOfTheNew)).toEqual(['consent.expired'])
  const anew = after('submit', 'expireConsent')
  const renewed = fold([...anew, recorded(anew, 'grantConsent')])
  expect(renewed && takenBack(renewed, 'sender')).toEqual([])
})

test('a scope is within another if it allows no recipient, section or purpose more', () => {
  const wide: Scope = {
    ...scope,
    sections: ['person', 'needs', 'risk', 'case'],
    purposes: ['SafeReturn', 'SupportInOrigin'],
  }
  expect(isWithin(scope, wide)).toBe(true)
  expect(isWithin({ ...scope, sections: ['person', 'case'] }, scope)).toBe(false)
  expect(isWithin({ ...scope, purposes: ['SafeReturn', 'SupportInOrigin'] }, scope)).toBe(false)
  expect(isWithin({ ...scope, recipients: [...scope.recipients, { member: 'BG' }] }, scope)).toBe(false)
})

test('a list has all of another only if each is there; of no list nothing is', () => {
  expect(contains(['a', 'b'], ['b'])).toBe(true)
  expect(contains(['a'], ['a', 'b'])).toBe(false)
  expect(contains(undefined, ['a'])).toBe(false)
  expect(contains(undefined, [])).toBe(true)
})
