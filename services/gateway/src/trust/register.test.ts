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

test('R54 a member is inside the EEA by its country or its seat, and an international organisation never', async () => {
  const [nl, md, elsewhere, iom] = await Promise.all([
    makeCountry('NL'),
    makeCountry('MD'),
    makeCountry('SHELTERX'),
    makeCountry('IOM'),
  ])
  const run = iom.document.organisations.map((organisation) => ({ ...organisation, operatorKind: 'igo' }))
  const international = { ...iom, document: { ...iom.document, seat: 'NL', organisations: run } }
  const register = registerOf(await makeDirectory([nl, md, elsewhere, international]))
  expect(['NL', 'MD', 'SHELTERX', 'IOM', 'XX'].map((code) => register.isInEea?.(code))).toEqual([
    true,
    false,
    // Its seat is NL.
    true,
    false,
    undefined,
  ])
})

test('R19 an excluded body is known by the name that the directory gives it', async () => {
  const nl = await makeCountry('NL')
  const [focal] = nl.document.organisations
  const named = {
    ...nl,
    document: { ...nl.document, organisations: focal ? [{ ...focal, name: 'The desk' }] : [] },
  }
  const register = registerOf(await makeDirectory([named]))
  expect(register.nameOf?.({ member: 'NL', organisation: 'nl-focal-point' })).toBe('The desk')
  expect(register.nameOf?.({ member: 'NL', organisation: 'nl-nobody' })).toBeUndefined()
  expect(register.nameOf?.({ member: 'XX', organisation: 'nl-focal-point' })).toBeUndefined()
})
