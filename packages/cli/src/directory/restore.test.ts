import { readFile, writeFile } from 'node:fs/promises'
import { formatCheckpoint, signNote } from '@onward/audit'
import { readDirectory } from '@onward/directory'
import { type Sighting, signSighting } from '@onward/seal'
import { beforeAll, expect, test } from 'vitest'
import {
  at,
  directory,
  keyIn,
  own,
  placed,
  published,
  run,
  signed,
  stageDirectory,
} from './stage.test-data.ts'

stageDirectory()

beforeAll(async () => {
  const file = new URL('../../../../schemas/examples/valid/agreement.json', import.meta.url)
  const agreement = { ...JSON.parse(await readFile(file, 'utf8')), parties: ['NL', 'RO'] }
  await writeFile(at('agreement.json'), JSON.stringify(agreement))
  await directory('open-lane', 'NL', 'RO', '--agreement', at('agreement.json'), ...placed())
  for (const code of ['NL', 'RO']) await signed(`m-${code}`, own(code))
  await published('m-NL', 'm-RO')
})

test('R55 after a restore a lane goes on in a new epoch and another log begins, both where a peer saw them last', async () => {
  const before = await readDirectory(at('repository'))
  const [log, gateway] = await Promise.all([keyIn('RO', 'log'), keyIn('NL', 'gw-sig')])
  const name = 'gateway.ro.example/log'
  const note = (size: number, byte: number, origin = name) =>
    signNote(formatCheckpoint({ origin, size, root: new Uint8Array(32).fill(byte) }), {
      name: origin,
      privateKey: log.privateKey,
    })
  const lane = { ep: 1, seq: 41, digest: 'A'.repeat(43) }
  const sighted = async (file: string, claims: Partial<Sighting>) => {
    const about = { iss: 'NL', aud: 'RO', iat: Math.floor(Date.now() / 1000), dirv: before.version, lane }
    const token = signSighting({ ...about, checkpoints: [], ...claims }, { ...gateway, alg: 'Ed25519' })
    await writeFile(at(file), `${token}\n`)
    return at(file)
  }
  const older = await sighted('older.jwt', { checkpoints: [note(7, 7)] })
  const newer = await sighted('newer.jwt', {
    checkpoints: [note(9, 9), note(99, 1, 'gateway.ro.example/other')],
  })
  const proposed = await directory('new-epoch', 'lane.NL.RO', '--sighting', newer, ...placed())
  expect(proposed[0]).toBe('lane.NL.RO goes on in epoch 2 after number 41 of epoch 1')
  await directory(
    ...['new-log', 'RO', '--origin', 'gateway.ro.example/log-2', '--sightings', older, newer],
    ...placed(),
  )
  for (const code of ['NL', 'RO']) await signed(`m-${code}`, own(code))
  const said = await published('m-NL', 'm-RO')
  const root = Buffer.alloc(32, 9).toString('base64url')
  expect(said).toContain(`log ${name} ENDS at 9 leaves, root ${root}: the new one begins with that`)
  const after = await readDirectory(at('repository'))
  expect(after.lane('lane.NL.RO')).toMatchObject({
    epoch: 2,
    start: lane.digest,
    last: { epoch: 1, seq: 41 },
  })
  expect(after.member('RO')).toMatchObject({
    origin: 'gateway.ro.example/log-2',
    formerLogs: [{ origin: name, size: 9, root }],
  })

  const fault = async (...args: readonly string[]) => {
    const { said: words, ended } = await run('directory', ...args, ...placed())
    return [ended, words.at(-1)]
  }
  const other = await sighted('other.jwt', { aud: 'NL' })
  const forked = await sighted('forked.jwt', {
    checkpoints: [note(3, 1, 'gateway.ro.example/log-2'), note(3, 2, 'gateway.ro.example/log-2')],
  })
  await writeFile(at('nothing.jwt'), 'nothing')
  expect([
    await fault('new-epoch', 'lane.NL.RO', '--sighting', other),
    await fault('new-epoch', 'lane.NL.RO', '--sighting', await sighted('null.jwt', { lane: null })),
    await fault('new-epoch', 'lane.NL.RO', '--sighting', at('nothing.jwt')),
    await fault('new-log', 'RO', '--origin', 'log-3', '--sightings', older),
    await fault('new-log', 'RO', '--origin', 'log-3', '--sightings', forked),
    await fault('new-log', 'RO', '--origin', 'log-3', '--sightings', other),
  ]).toEqual([
    [1, `onward: ${other} says what NL has seen of NL, which is not lane.NL.RO`],
    [1, 'onward: NL has taken nothing on lane.NL.RO: it needs no new epoch'],
    [1, `onward: ${at('nothing.jwt')} is no sighting that this directory vouches for: SIGHTING_INVALID`],
    [1, 'onward: nobody has seen a leaf of gateway.ro.example/log-2: it needs no end, go on with it'],
    [1, 'onward: two trees of 3 leaves were seen: find out who signed them first'],
    [1, `onward: ${other} is a sighting of NL, not of RO`],
  ])
})
