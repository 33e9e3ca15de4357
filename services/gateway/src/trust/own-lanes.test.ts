import { type Directory, loadDirectory } from '@onward/directory'
import { directoryDocuments, makeCountry } from '@onward/testing'
import { expect, test } from 'vitest'
import { ownLanes } from './own-lanes.ts'

const [nl, ro, bg, network] = await Promise.all(['NL', 'RO', 'BG', 'ROSA'].map((code) => makeCountry(code)))
if (!nl || !ro || !bg || !network) throw new Error('a country was not made')
const all = [nl, ro, bg]

/** NL's lanes in one directory after the other, and what was told of them. */
function lanesIn(first: Directory, exercise = false) {
  let directory = first
  const told: string[] = []
  const lanes = ownLanes({
    member: 'NL',
    exercise,
    directory: () => directory,
    alarm: (code, { member }) => told.push(`${code} ${member}`),
  })
  return {
    lanes,
    told,
    next: (after: Directory) => {
      directory = after
    },
  }
}

test('a member speaks and hears on the lanes of the directory as it is now, and on those of no others', async () => {
  const { lanes, told, next } = lanesIn(await loadDirectory(directoryDocuments([nl, ro])))
  expect([lanes.outgoing(), lanes.incoming()]).toEqual([['lane.RO.NL'], ['lane.NL.RO']])
  next(await loadDirectory(directoryDocuments(all)))
  expect([lanes.outgoing().toSorted(), lanes.incoming().toSorted(), told]).toEqual([
    ['lane.BG.NL', 'lane.RO.NL'],
    ['lane.NL.BG', 'lane.NL.RO'],
    [],
  ])
})

test('an exercise gateway has exercise lanes, and a real one none of them', async () => {
  const directory = await loadDirectory(directoryDocuments([nl, ro], 'exercise'))
  expect([lanesIn(directory).lanes.outgoing(), lanesIn(directory, true).lanes.outgoing()]).toEqual([
    [],
    ['lane.RO.NL'],
  ])
})

test('the lanes of a member whose working days nobody knows are left out, which is told once', async () => {
  const documents = directoryDocuments([nl, ro, network])
  const members = documents.members.map((member) => {
    const { seat: _, ...rest } = member
    return member.code === 'ROSA' ? rest : member
  })
  const { lanes, told } = lanesIn(await loadDirectory({ ...documents, members }))
  expect([lanes.outgoing(), lanes.incoming(), lanes.withoutCalendar()]).toEqual([
    ['lane.RO.NL'],
    ['lane.NL.RO'],
    ['ROSA'],
  ])
  expect(told).toEqual(['CALENDAR_UNKNOWN ROSA'])
})
