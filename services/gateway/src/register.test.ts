import { makeCountry, makeDirectory } from '@onward/testing'
import { expect, test } from 'vitest'
import { registerOf } from './register.ts'

test('R19 the directory says who runs a gateway and of which kind it is; of a stranger it says nothing', async () => {
  const register = registerOf(
    await makeDirectory(await Promise.all(['NL', 'RO'].map((code) => makeCountry(code)))),
  )
  expect([register.gatewayOf('RO'), register.gatewayOf('IT')]).toEqual(['ro-focal-point', undefined])
  const kinds = [
    { member: 'RO' },
    { member: 'RO', organisation: 'ro-focal-point' },
    { member: 'RO', organisation: 'ro-stranger' },
    { member: 'IT' },
  ].map(register.operatorOf)
  expect(kinds).toEqual(['state', 'state', undefined, undefined])
})
