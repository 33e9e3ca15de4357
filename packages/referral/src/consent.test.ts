import type { Scope } from '@onward/contract'
import { expect, test } from 'vitest'
import { currentScope, isWithin, namesRecipient, withdrawn } from './consent.ts'
import { after, type Saying, scope, words } from './example.test-data.ts'
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
