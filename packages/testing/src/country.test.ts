import { validateAgreement, validateEventData } from '@onward/contract'
import { expect, test } from 'vitest'
import { firstCase, secondCase } from './case.ts'
import { directoryDocuments, makeCountry, makeDirectory } from './country.ts'

const [first, second, third] = await Promise.all([makeCountry('NL'), makeCountry('RO'), makeCountry()])

test('each pair of countries has an agreement the contract accepts, and a lane each way', () => {
  const { agreements, lanes } = directoryDocuments([first, second, third])
  expect(agreements.map((agreement) => validateAgreement(agreement))).toEqual([[], [], []])
  expect(lanes).toHaveLength(6)
})

test('a country has the private key of each key the directory holds for it', async () => {
  const directory = await makeDirectory([first, second])
  const now = Math.floor(Date.now() / 1000)
  for (const use of ['gw-sig', 'case-sig', 'enc', 'log', 'wit'] as const) {
    expect(directory.current('NL', use, now)?.kid).toBe(first.keys[use].kid)
  }
})

test('an exercise has exercise lanes only', async () => {
  const lanes = (await makeDirectory([first, second], 'exercise')).lanes()
  expect(lanes.map(({ exercise }) => exercise)).toEqual([true, true])
})

test('the invented cases fit any two members', () => {
  const parties = { from: first.code, to: third.code }
  expect(validateEventData('referral.submitted', firstCase(parties))).toEqual([])
  expect(validateEventData('referral.submitted', secondCase(parties))).toEqual([])
  expect(firstCase(parties).to).toMatchObject({
    member: third.code,
    organisation: `${third.code.toLowerCase()}-focal-point`,
  })
})
