import { execFile } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkBrokers } from '@onward/bus'
import { readDirectory } from '@onward/directory'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { permissions } from '../gateway.ts'
import { dropDatabase } from '../postgres/databases.ts'
import { silent } from '../progress.ts'
import { keepMembers, type LocalMember } from './members.ts'

const codes = [randomCode(), randomCode()]
let folder: string
let members: readonly LocalMember[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onward-members-'))
  members = await keepMembers({ servers: { folder, ...inject('servers') }, codes, progress: silent })
})

afterAll(async () => {
  for (const code of codes)
    await dropDatabase(inject('servers').postgres.adminUrl, `onward_${code.toLowerCase()}`)
  await rm(folder, { recursive: true, force: true })
})

test('the directory of the local members can be loaded, with a lane each way', async () => {
  const directory = await readDirectory(own(0).directory)
  const names = directory.lanes().map(({ name }) => name)
  expect(names.toSorted()).toEqual(
    [`lane.${codes[0]}.${codes[1]}`, `lane.${codes[1]}.${codes[0]}`].toSorted(),
  )
})

test('a second set-up changes nothing', async () => {
  const before = await contents(folder)
  const again = await keepMembers({ servers: { folder, ...inject('servers') }, codes, progress: silent })
  expect(await contents(folder)).toEqual(before)
  expect(again.map(({ env }) => env)).toEqual(members.map(({ env }) => env))
})

test('nobody else on the machine can read a secret', async () => {
  const files = await readdir(join(own(0).folder, 'keys'))
  const guest = `case-sig.${codes[0]?.toLowerCase()}-guest.jwk`
  expect(new Set(files)).toEqual(
    new Set([guest, 'case-sig.jwk', 'enc.jwk', 'gw-sig.jwk', 'log.jwk', 'member.key', 'wit.jwk']),
  )
  const modes = await Promise.all(
    [own(0).folder, join(own(0).folder, 'database.url'), join(own(0).folder, 'keys', 'enc.jwk')].map(
      async (path) => (await stat(path)).mode & 0o077,
    ),
  )
  expect(modes).toEqual([0, 0, 0])
})

test("a gateway's process can read its own keys and no other member's, nor what administrators keep", async () => {
  const [mine, theirs] = [own(0), own(1)]
  const readable = await readableBy(mine, [
    join(mine.folder, 'keys', 'gw-sig.jwk'),
    join(mine.directory, 'metadata', 'timestamp.json'),
    join(theirs.folder, 'keys', 'gw-sig.jwk'),
    join(theirs.folder, 'database.url'),
    join(folder, 'admin', mine.code, 'issuer.jwk'),
    join(folder, 'state.json'),
    '/etc/passwd',
  ])
  expect(readable).toEqual([true, true, false, false, false, false, false])
})

test("a gateway's roles can enter their own database and no other", async () => {
  const url = new URL(own(0).databaseUrls.gateway)
  expect(await user(url.href)).toBe(`${codes[0]?.toLowerCase()}_gateway`)
  url.pathname = new URL(own(1).databaseUrls.gateway).pathname
  await expect(user(url.href)).rejects.toMatchObject({ code: '42501' })
})

test("a member's principal is known at the broker, and a wrong password is not", async () => {
  expect(await checkBrokers(own(0).bus)).toBe(1)
  const guess = { ...own(0).bus, sasl: { ...own(0).bus.sasl, password: 'guess' } }
  await expect(checkBrokers(guess)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
})

function own(index: 0 | 1): LocalMember {
  const member = members[index]
  if (!member) throw new Error('not set up')
  return member
}

/** Tries to read each path in a process with the permissions of the member's gateway. */
function readableBy(member: LocalMember, paths: readonly string[]): Promise<unknown> {
  const script = `const { readFileSync } = require('node:fs')
const tryOne = (path) => { try { readFileSync(path); return true } catch (error) { if (error.code === 'ERR_ACCESS_DENIED') return false; throw error } }
console.log(JSON.stringify(${JSON.stringify(paths)}.map(tryOne)))`
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [...permissions(member), '-e', script], (error, stdout) =>
      error ? reject(error) : resolve(JSON.parse(stdout)),
    )
  })
}

async function user(connectionString: string): Promise<unknown> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return (await client.query('select current_user as name')).rows[0]?.name
  } finally {
    await client.end()
  }
}

async function contents(root: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Object.fromEntries(
    await Promise.all(paths.map(async (path) => [path, await readFile(path, 'utf8')] as const)),
  )
}

function randomCode(): string {
  return Array.from({ length: 8 }, () => String.fromCharCode(65 + randomInt(26))).join('')
}
