import { DirectoryError, memorySource, type Source } from '@onward/directory'
import { cloneDatabase, makeCountry, type TestDatabase } from '@onward/testing'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { adoptDirectory, adoptedDigest, keptFile } from '../store/directory.ts'
import { openStore, type Store } from '../store/transaction.ts'
import { type FollowDeps, followDirectory } from './followed-directory.ts'
import { publishedDirectory } from './published-directory.test-data.ts'

const begin = new Date('2026-11-26T09:00:00Z')
const hours = (count: number) => new Date(begin.getTime() + count * 3_600_000)
const countries = await Promise.all(['NL', 'RO'].map((code) => makeCountry(code)))

let database: TestDatabase
let store: Store
let owner: pg.Client
let now: Date
let told: string[]

beforeAll(async () => {
  database = await cloneDatabase()
  store = openStore(database.urls.gateway, () => {})
  owner = new pg.Client({ connectionString: database.urls.migrator })
  await owner.connect()
})
beforeEach(async () => {
  now = begin
  told = []
  await owner.query(
    'truncate directory_file, directory_timestamp, directory_version, opening, audit_leaf cascade',
  )
})
afterAll(async () => {
  await Promise.all([store?.close(), owner?.end()])
  await database?.drop()
})

function follow(root: Uint8Array, source: Source) {
  const deps: FollowDeps = {
    root,
    source,
    kept: (path) => keptFile(store, path),
    adoptedDigest: (version) => adoptedDigest(store, version),
    adopt: (row) => adoptDirectory(store, row),
    adopting: async () => {},
    now: () => now,
    fault: (error) => told.push(`fault ${error instanceof DirectoryError ? error.code : String(error)}`),
    alarm: (code) => told.push(`alarm ${code}`),
  }
  return followDirectory(deps)
}

const away: Source = async () => {
  throw new DirectoryError('REPOSITORY_UNREACHABLE', 'away')
}

async function leaves(): Promise<readonly unknown[]> {
  const { rows } = await owner.query('select record from opening order by record::jsonb -> $1', ['version'])
  return rows.map(({ record }) => JSON.parse(record))
}

test('each version that is adopted is one leaf, with the digest of its snapshot; an hourly timestamp is none', async () => {
  const published = await publishedDirectory(countries, begin)
  const followed = await follow(published.root, published.source)
  const heard: number[] = []
  followed.onAdopted(() => heard.push(followed.current().version))
  const first = await adoptedDigest(store, 1)
  now = hours(1)
  await published.vouch(now)
  await followed.refresh()
  await published.repeat('RO', now)
  await followed.refresh()
  expect(heard).toEqual([2])
  // Another replica reads the same.
  await follow(published.root, published.source)
  expect(followed.current().version).toBe(2)
  expect(await leaves()).toEqual([
    { kind: 'dir.adopted', version: 1, snapshot: first, at: begin.toISOString() },
    { kind: 'dir.adopted', version: 2, snapshot: await adoptedDigest(store, 2), at: now.toISOString() },
  ])
  expect(told).toEqual([])
})

test('without its repository a gateway starts with what was kept, and goes on until three days after the timestamp', async () => {
  const published = await publishedDirectory(countries, begin)
  await follow(published.root, published.source)
  const followed = await follow(published.root, away)
  const standings: string[] = []
  for (const hour of [0, 23.9, 24, 48, 95.9, 96, 500]) {
    now = hours(hour)
    await followed.refresh()
    standings.push(followed.standing())
  }
  expect(standings).toEqual(['fresh', 'fresh', 'stale', 'stale', 'stale', 'ended', 'ended'])
  expect(told.filter((line) => line.startsWith('alarm'))).toEqual([
    'alarm DIRECTORY_STALE',
    'alarm DIRECTORY_ENDED',
  ])
  expect(followed.current().lanes()).toHaveLength(2)

  // And it is trusted again as soon as somebody vouches for it.
  const back = await follow(published.root, published.source)
  expect(back.standing()).toBe('ended')
  await published.vouch(now)
  await back.refresh()
  expect(back.standing()).toBe('fresh')
})

test('what has not changed is not judged again, and a new root is found all the same', async () => {
  const published = await publishedDirectory(countries, begin)
  const asked: string[] = []
  const watching: Source = async (path, most) => {
    asked.push(path)
    return await published.source(path, most)
  }
  const followed = await follow(published.root, watching)
  asked.length = 0
  await followed.refresh()
  expect(asked).toEqual(['metadata/2.root.json', 'metadata/timestamp.json'])
  published.files.set('metadata/2.root.json', Buffer.from('no root'))
  await followed.refresh()
  expect(told).toEqual(['alarm METADATA_INVALID', 'fault METADATA_INVALID'])
  published.files.delete('metadata/2.root.json')
  await published.repeat('RO', begin)
  await followed.refresh()
  expect(followed.current().version).toBe(2)
})

test('a gateway that has nothing to go by does not start', async () => {
  const published = await publishedDirectory(countries, begin)
  await expect(follow(published.root, away)).rejects.toMatchObject({ code: 'REPOSITORY_UNREACHABLE' })
  now = hours(25)
  await expect(follow(published.root, published.source)).rejects.toMatchObject({ code: 'METADATA_EXPIRED' })
})

test('a repository that is wrong is told to people, and changes nothing', async () => {
  const published = await publishedDirectory(countries, begin)
  const old = new Map(published.files)
  await published.repeat('RO', begin)
  const followed = await follow(published.root, published.source)
  published.files.clear()
  for (const [path, bytes] of old) published.files.set(path, bytes)
  await followed.refresh()
  expect([followed.current().version, told]).toEqual([
    2,
    ['alarm METADATA_ROLLBACK', 'fault METADATA_ROLLBACK'],
  ])
})

test('who is shown another directory under a version that it knows does not take it, after a restart either', async () => {
  const published = await publishedDirectory(countries, begin)
  const theirs = new Map(published.files)
  await published.repeat('RO', begin)
  await follow(published.root, published.source)
  // Those who hold the keys of snapshot and timestamp make another version 2, for this gateway alone.
  const forked = { ...published, files: theirs }
  published.files.clear()
  for (const [path, bytes] of forked.files) published.files.set(path, bytes)
  await published.repeat('NL', hours(1))
  await published.vouch(hours(2))
  const followed = await follow(published.root, published.source)
  expect(followed.current().version).toBe(2)
  expect(told).toEqual(['alarm REPOSITORY_FORKED', 'fault REPOSITORY_FORKED'])
})

test('two replicas that adopt at once leave one leaf, and no timestamp is replaced by an older one', async () => {
  const published = await publishedDirectory(countries, begin)
  const early = memorySource(new Map(published.files))
  await published.vouch(hours(2))
  now = hours(2)
  await Promise.all([follow(published.root, published.source), follow(published.root, early)])
  expect(await leaves()).toHaveLength(1)
  const followed = await follow(published.root, away)
  now = hours(25)
  expect(followed.standing()).toBe('fresh')
})

test('the gateway’s role may add to what was trusted, and neither change nor remove it', async () => {
  const published = await publishedDirectory(countries, begin)
  await follow(published.root, published.source)
  for (const text of [
    'delete from directory_file',
    "update directory_file set bytes = ''",
    'delete from directory_version',
    'update directory_version set digest = digest',
    'delete from directory_timestamp',
  ])
    await expect(store.read({ name: text, text, values: [] })).rejects.toMatchObject({ code: '42501' })
})
