import { type FormerLog, loadDirectory } from '@onward/directory'
import { directoryDocuments, makeCountry } from '@onward/testing'
import { expect, test } from 'vitest'
import { ownLog } from './own-log.ts'

const countries = await Promise.all([makeCountry('NL'), makeCountry('RO')])
const ended: FormerLog = { origin: 'gateway.nl.example/log', size: 7, root: 'A'.repeat(43) }

async function directoryWith(changes: object) {
  const documents = directoryDocuments(countries)
  const members = documents.members.map((member) =>
    member.code === 'NL' ? { ...member, ...changes } : member,
  )
  return await loadDirectory({ ...documents, members })
}

test('R55 the log of a member is the one that the directory names, after those that it names as ended', async () => {
  const none = async () => undefined
  expect(await ownLog(await directoryWith({}), 'NL', none)).toEqual({
    nth: 1,
    origin: ended.origin,
    former: [],
  })
  const changes = { origin: 'gateway.nl.example/log-2', formerLogs: [ended] }
  expect(await ownLog(await directoryWith(changes), 'NL', none)).toEqual({
    nth: 2,
    origin: changes.origin,
    former: [ended],
  })
})

test('R25 no gateway starts whose log has another name in the directory than in its record', async () => {
  const signed = async (nth: number) => (nth === 1 ? `${ended.origin}\n7\n…` : undefined)
  expect((await ownLog(await directoryWith({}), 'NL', signed)).nth).toBe(1)
  await expect(
    ownLog(await directoryWith({ origin: 'gateway.nl.example/other' }), 'NL', signed),
  ).rejects.toThrow(
    'The checkpoints in the database are of gateway.nl.example/log, and the directory says gateway.nl.example/other',
  )
})
