import { loadDirectory } from '@onward/directory'
import { fold } from '@onward/referral'
import { directoryDocuments, makeCountry, newCode } from '@onward/testing'
import { expect, test } from 'vitest'
import { known } from '../http/served.test-data.ts'
import { registerOf } from '../trust/register.ts'
import { withoutCalendar, workingTime } from './working-time.ts'

const [nl, ro, body] = await Promise.all([makeCountry('NL'), makeCountry('RO'), makeCountry(newCode())])
const directory = await loadDirectory(directoryDocuments([nl, ro, body]))

/** The same directory, in which the third member says nothing of its seat. */
async function seatless() {
  const documents = directoryDocuments([nl, ro, body])
  const members = documents.members.map(({ seat: _seat, ...member }) => member)
  return await loadDirectory({ ...documents, members })
}

test('a member that is no country keeps the working days of its seat, and one without is told of at the start', async () => {
  const members = ['NL', 'RO', body.code]
  expect(withoutCalendar(directory, members)).toEqual([])
  expect(withoutCalendar(await seatless(), members)).toEqual([body.code])
})

test('working days are those of whoever must act', () => {
  const { add } = workingTime(
    () => directory,
    () => {},
  )
  // King's Day, 27 April 2026, is a Monday; Romania works.
  const from = '2026-04-24T10:00:00.000Z'
  expect(add('NL', from, { workingDays: 1 })).toBe('2026-04-28T10:00:00.000Z')
  expect(add(body.code, from, { workingDays: 1 })).toBe('2026-04-28T10:00:00.000Z')
  expect(add('RO', from, { workingDays: 1 })).toBe('2026-04-27T10:00:00.000Z')
})

test('R33 the notice of an arrival is counted in the working days of whoever receives', () => {
  const { add } = registerOf(directory)
  const monday = '2026-04-27T10:00:00.000Z'
  expect(add('NL', '2026-04-24T10:00:00.000Z', { workingDays: 3 })).toBe('2026-04-30T10:00:00.000Z')
  // Friday is the first of May in Romania.
  expect(add('RO', monday, { workingDays: 3 })).toBe('2026-04-30T10:00:00.000Z')
  expect(add('RO', monday, { workingDays: 4 })).toBe('2026-05-04T10:00:00.000Z')
  expect(add('ZZ', monday, { workingDays: 3 }) > '2999').toBe(true)
})

test('where no calendar reaches nothing is ever due, and a fault is told: nothing is guessed, no batch fails', () => {
  const faults: unknown[] = []
  const { add, deadlinesOf } = workingTime(
    () => directory,
    (fault) => faults.push(fault),
  )
  expect(add('RO', '2199-01-04T10:00:00.000Z', { workingDays: 3 }) > '2999').toBe(true)
  expect(faults).toMatchObject([{ code: 'CALENDAR_OUT_OF_RANGE' }])

  const referral = fold(known().history)
  if (!referral) throw new Error('the example is an offer')
  const [entry] = referral.entries
  if (!entry) throw new Error('the example is an offer')
  const damaged = { ...referral, entries: [{ ...entry, at: '2026-13-45T00:00:00.000Z' }] }
  expect(() => deadlinesOf(damaged, '2027-01-01T00:00:00.000Z')).not.toThrow()
  expect(deadlinesOf(referral, '2027-01-01T00:00:00.000Z').map(({ name }) => name)).toContain('decide')
})
