import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Sighting, signSighting } from '@onward/seal'
import { makeCountry, makeDirectory } from '@onward/testing'
import { expect, onTestFinished, test } from 'vitest'
import { readBundles, readSightings } from './sightings.ts'

const [nl, ro, bg] = await Promise.all([makeCountry('NL'), makeCountry('RO'), makeCountry('BG')])
const directory = await makeDirectory([nl, ro, bg])
const now = new Date('2026-10-02T12:00:00Z')
const iat = now.getTime() / 1000

const said = (by: typeof ro, changes: Partial<Sighting> = {}) =>
  signSighting(
    { iss: by.code, aud: 'NL', iat, dirv: 1, lane: null, checkpoints: [], ...changes },
    { ...by.keys['gw-sig'], alg: 'Ed25519' },
  )

async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'onward-sightings-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  return folder
}

async function read(files: Readonly<Record<string, string>>) {
  const refused: string[] = []
  const found = await readSightings(await folderOf(files), {
    member: 'NL',
    directory: () => directory,
    now: () => now,
    refused: (file, code) => refused.push(`${file} ${code}`),
  })
  return { found: [...found.values()].map(({ iss, iat: at }) => [iss, at - iat]), refused }
}

test('R55 of each peer the newest sighting counts, whatever the files are called', async () => {
  const files = {
    'b.jwt': said(ro, { iat: iat - 60 }),
    'a.jwt': `${said(ro)}\n`,
    'c.jwt': said(bg, { iat: iat - 86_400 }),
    'lost.json': '{}',
  }
  expect(await read(files)).toEqual({
    found: [
      ['RO', 0],
      ['BG', -86_400],
    ],
    refused: [],
  })
  expect((await readBundles(await folderOf(files))).map(({ file }) => file)).toEqual(['lost.json'])
})

test('R55 what is old, of another member, from the future or signed by nobody known is named and not believed', async () => {
  const files = {
    'future.jwt': said(ro, { iat: iat + 301 }),
    'nothing.jwt': 'nothing',
    'old.jwt': said(ro, { iat: iat - 86_401 }),
    'other.jwt': said(ro, { aud: 'BG' }),
    'stolen.jwt': said(ro, { iss: 'BG' }),
  }
  expect(await read(files)).toEqual({
    found: [],
    refused: [
      'future.jwt SIGHTING_OLD',
      'nothing.jwt SIGHTING_INVALID',
      'old.jwt SIGHTING_OLD',
      'other.jwt SIGHTING_OF_OTHERS',
      'stolen.jwt KEY_NOT_OF_ISSUER',
    ],
  })
})
