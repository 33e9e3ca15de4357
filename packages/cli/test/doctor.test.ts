/** The doctor at a whole member on real servers, with things broken one by one. */
import { execFile } from 'node:child_process'
import { chmod, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { makeKey, readDirectory } from '@onward/directory'
import { afterAll, expect, inject, test } from 'vitest'
import { checkDisk } from '../src/doctor/disk.ts'
import { exitCode, expiryState, type Finding } from '../src/doctor/finding.ts'
import { examine } from '../src/doctor.ts'
import { type Change, registerAt } from './registering.test-data.ts'
import { wholeMember } from './whole-member.test-data.ts'

const day = 86_400
const { folder, member, codes, file, sql, drop } = await wholeMember()
const now = new Date()
const seconds = Math.floor(now.getTime() / 1000)
afterAll(drop)

const keyFile = (name: string) => join(member.folder, 'keys', name)

/** In a test the broker may be without TLS, disks are as full as they are, and nobody has to have witnesses. */
const asItIs: ReadonlySet<Finding['check']> = new Set(['certificates', 'disk', 'witnesses'])

/** What is not well, with other variables and at another time. */
async function wrong(env: Readonly<Record<string, string>> = {}, at = now): Promise<readonly Finding[]> {
  const findings = await examine({ ...member.env, ...env }, at)
  return findings.filter(({ check, state }) => state !== 'ok' && !asItIs.has(check))
}

/** Changes something, looks, and puts it back. */
async function broken(change: () => Promise<() => Promise<unknown>>): Promise<readonly Finding[]> {
  const back = await change()
  try {
    return await wrong()
  } finally {
    await back()
  }
}

test('a member that is well is found to be, at every place', async () => {
  const findings = await examine(member.env, now)
  expect(findings.filter(({ state, check }) => state !== 'ok' && !asItIs.has(check))).toEqual([])
  expect(new Set(findings.map(({ check }) => check))).toEqual(
    new Set(['clock', 'database', 'keys', 'certificates', 'broker', 'witnesses', 'disk']),
  )
})

test('a variable that is missing, or names no file, is named, and nothing else is looked at', async () => {
  const found = await examine(
    { ...member.env, ONWARD_MEMBER: undefined, ONWARD_KAFKA_PASSWORD_FILE: '/none' },
    now,
  )
  expect(found.map(({ check, says }) => [check, says])).toEqual([
    ['configuration', 'ONWARD_MEMBER is not set'],
    ['configuration', 'ONWARD_KAFKA_PASSWORD_FILE names a file that cannot be read'],
  ])
})

test('a key file that others can read, one that is missing and one of nobody are told, each with what to do', async () => {
  const shared = await broken(async () => {
    await chmod(keyFile('gw-sig.jwk'), 0o644)
    return () => chmod(keyFile('gw-sig.jwk'), 0o600)
  })
  expect(shared).toEqual([
    {
      check: 'keys',
      state: 'failed',
      says: 'gw-sig.jwk is open to others than its owner (mode 0644)',
      remedy: expect.stringContaining('chmod 600'),
    },
    expect.objectContaining({ says: expect.stringContaining('the file of the current gw-sig key') }),
  ])
  const gone = await broken(async () => {
    await rename(keyFile('enc.jwk'), keyFile('enc'))
    return () => rename(keyFile('enc'), keyFile('enc.jwk'))
  })
  expect(gone.map(({ says }) => says)).toEqual([
    `the file of the current enc key of ${member.code} is not in the folder`,
  ])
  const stray = await broken(async () => {
    const { jwk } = await makeKey({ use: 'log', alg: 'Ed25519', member: member.code, nbf: 1, naf: 2 })
    await writeFile(keyFile('stray.jwk'), JSON.stringify(jwk), { mode: 0o600 })
    return () => rm(keyFile('stray.jwk'))
  })
  expect(stray).toEqual([
    {
      check: 'keys',
      state: 'warning',
      says: `stray.jwk is no key of ${member.code} in the directory`,
      remedy: 'have it published, or remove the file',
    },
  ])
})

test('keys are told of 60, 30 and 7 days before they end, and when they have ended', async () => {
  const naf = (await readDirectory(member.directory)).keysOf(member.code)[0]?.naf ?? 0
  const remediesAt = async (left: number) => {
    const found = await wrong({}, new Date((naf - left * day) * 1000))
    const own = found.filter(({ says }) => says.includes(`log key of ${member.code}`))
    return own.map(({ state, remedy }) => [state, remedy])
  }
  expect(await remediesAt(61)).toEqual([])
  expect(await remediesAt(60)).toEqual([['warning', 'plan its successor']])
  expect(await remediesAt(30)).toEqual([
    ['warning', 'publish its successor now: it is published 7 days before it is used'],
  ])
  expect(await remediesAt(7)).toEqual([['failed', 'publish its successor today']])
  const ended = await broken(() =>
    registering((keys) => keys.map((key) => (key.use === 'log' ? { ...key, naf: seconds } : key))),
  )
  expect(ended.map(({ state, remedy }) => [state, remedy])).toEqual([['failed', 'publish a new one']])
})

test('a published key whose file is awaited, and a revoked key, are told', async () => {
  const { entry } = await makeKey({
    use: 'gw-sig',
    alg: 'Ed25519',
    member: member.code,
    nbf: seconds + 10 * day + 60,
    naf: seconds + 100 * day,
  })
  const awaited = await broken(() => registering((keys) => [...keys, entry]))
  expect(awaited.map(({ state, says }) => [state, says])).toEqual([
    ['warning', 'a gw-sig key will sign in 10 days, and its file is not in the folder'],
  ])
  const revoked = { at: seconds, invalidFrom: seconds, reason: 'compromise' } as const
  const stolen = await broken(() =>
    registering((keys) =>
      keys.map((key) => (key.use === 'log' ? { ...key, status: 'revoked', revoked } : key)),
    ),
  )
  expect(stolen).toEqual([
    {
      check: 'keys',
      state: 'failed',
      says: `the log key of ${member.code} was revoked, and there is no other`,
      remedy: 'publish a new one',
    },
  ])
})

test('a directory that does not load is told, and what does not need it is looked at all the same', async () => {
  const timestamp = join(member.directory, 'metadata', 'timestamp.json')
  const found = await broken(async () => {
    await rename(timestamp, `${timestamp}.away`)
    return () => rename(`${timestamp}.away`, timestamp)
  })
  expect(found.map(({ check, says }) => [check, says])).toEqual([
    ['configuration', 'the directory is not loaded (METADATA_MISSING)'],
  ])
})

test('a database that lets nobody in, lacks a migration, or gives the gateway too much is told', async () => {
  const owner = await file('migrator.url', member.databaseUrls.migrator)
  const rights = await wrong({ ONWARD_DATABASE_URL_FILE: owner })
  expect(rights.map(({ says }) => says)).toContain("the gateway's role may update, delete, truncate event")
  const closed = await file(
    'closed.url',
    member.databaseUrls.gateway.replace(/:[^:@/]+@/, ':another-password@'),
  )
  expect(await wrong({ ONWARD_DATABASE_URL_FILE: closed })).toEqual([
    expect.objectContaining({ check: 'database', says: 'the database does not let the gateway in (28P01)' }),
  ])
  const lacking = await broken(async () => {
    const [last] = await sql(
      'delete from migration where name = (select max(name) from migration) returning *',
    )
    return () => sql('insert into migration values ($1, $2)', [last?.name, last?.at])
  })
  expect(lacking).toEqual([
    expect.objectContaining({ says: expect.stringMatching(/^the database lacks \d{4}-[\w-]+\.sql$/) }),
  ])
})

test('a broker that lets nobody in, and one that lets the member do more than it must, are told', async () => {
  const closed = await file('kafka.closed', 'another password')
  const [refused] = await wrong({ ONWARD_KAFKA_PASSWORD_FILE: closed })
  expect(refused).toMatchObject({
    check: 'broker',
    state: 'failed',
    says: expect.stringContaining('does not let'),
  })
  const { username, password } = inject('servers').broker.admin
  const all = await wrong({
    ONWARD_KAFKA_USERNAME: username,
    ONWARD_KAFKA_PASSWORD_FILE: await file('kafka.admin', password),
  })
  const lane = `lane.${codes[1]}.${codes[0]}`
  expect(all.map(({ says }) => says)).toContainEqual(
    expect.stringMatching(new RegExp(`may read, .*${lane}, which it must not$`)),
  )
})

test('a lane that was not provisioned is told', async () => {
  const found = await wrong({
    ONWARD_KAFKA_USERNAME: codes[1],
    ONWARD_KAFKA_PASSWORD_FILE: join(folder, 'members', codes[1], 'kafka.password'),
  })
  expect(found.map(({ says }) => says)).toEqual(
    expect.arrayContaining([
      `${codes[0]} may not write lane.${codes[1]}.${codes[0]}`,
      `${codes[0]} may write lane.${codes[0]}.${codes[1]}, which it must not`,
    ]),
  )
})

test('a full disk is told', async () => {
  const settings = { keys: member.folder, directory: member.directory } as Parameters<typeof checkDisk>[0]
  const states = async (free: number) =>
    (await checkDisk(settings, async () => ({ free, size: 100 * 2 ** 30 }))).map(({ state }) => state)
  expect([await states(50 * 2 ** 30), await states(4 * 2 ** 30), await states(100 * 2 ** 20)]).toEqual([
    ['ok', 'ok'],
    ['warning', 'warning'],
    ['failed', 'failed'],
  ])
})

test('what is worst decides the exit code', () => {
  const finding = (state: Finding['state']): Finding => ({ check: 'disk', state, says: '' })
  expect(
    [[], ['ok'], ['ok', 'warning'], ['warning', 'failed', 'ok']].map((states) =>
      exitCode(states.map((state) => finding(state as Finding['state']))),
    ),
  ).toEqual([0, 0, 1, 2])
  expect([60.1, 60, 7.1, 7, -1].map(expiryState)).toEqual(['ok', 'warning', 'warning', 'failed', 'failed'])
})

test('the program prints the same as JSON, with its exit code, and no secret of the member', async () => {
  await chmod(keyFile('gw-sig.jwk'), 0o644)
  const run = async (...more: string[]) =>
    await promisify(execFile)(
      process.execPath,
      [join(import.meta.dirname, '../bin/onward.mjs'), 'doctor', ...more],
      {
        env: { ...process.env, ...member.env },
      },
    ).then(
      () => ({ code: 0, stdout: '' }),
      ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
    )
  const [json, text] = await Promise.all([run('--json'), run()])
  await chmod(keyFile('gw-sig.jwk'), 0o600)
  expect([json.code, text.code]).toEqual([2, 2])
  expect(JSON.parse(json.stdout)).toMatchObject({
    state: 'failed',
    findings: expect.arrayContaining([expect.objectContaining({ check: 'keys', state: 'failed' })]),
  })
  expect(text.stdout).toMatch(/^failed {3}keys .*gw-sig\.jwk is open to others.*\n +→ run chmod 600/m)
  const secrets = [
    JSON.parse(await readFile(keyFile('gw-sig.jwk'), 'utf8')).d,
    (await readFile(keyFile('member.key'), 'utf8')).trim(),
    member.bus.sasl.password,
    new URL(member.databaseUrls.gateway).password,
  ]
  expect(secrets.filter((secret) => `${json.stdout}${text.stdout}`.includes(secret))).toEqual([])
})

const registering = (change: Change) => registerAt(folder, member.code, change)
