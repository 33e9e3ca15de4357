import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { openVault } from './vault.ts'

const vault = openVault(randomBytes(32))
const referral = '0193a000-0000-7000-8000-000000000001'

test('content comes back under its referral’s unwrapped key', () => {
  const { key, wrapped } = vault.newDataKey(referral)
  const locked = vault.lock(key, 'digest', 'inner.jws.here')
  expect(vault.unlock(vault.unwrap(referral, wrapped), 'digest', locked).toString()).toBe('inner.jws.here')
})

test('T32 a wrapped key that was moved to another referral does not unwrap', () => {
  const { wrapped } = vault.newDataKey(referral)
  expect(() => vault.unwrap('0193a000-0000-7000-8000-000000000002', wrapped)).toThrow(/authenticate/)
})

test('T32 content that was moved to another event, or changed in one byte, does not open', () => {
  const { key } = vault.newDataKey(referral)
  const locked = Buffer.from(vault.lock(key, 'digest', 'inner.jws.here'))
  expect(() => vault.unlock(key, 'another', locked)).toThrow(/authenticate/)
  for (let at = 0; at < locked.length; at++) {
    const changed = Buffer.from(locked)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(() => vault.unlock(key, 'digest', changed)).toThrow(/authenticate/)
  }
})

test('T32 another member key opens nothing', () => {
  const { wrapped } = vault.newDataKey(referral)
  expect(() => openVault(randomBytes(32)).unwrap(referral, wrapped)).toThrow(/authenticate/)
})

test('a member key of another length is refused at once', () => {
  expect(() => openVault(randomBytes(16))).toThrow('the member key is not 32 bytes')
})
