import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { makeOrganisationKey, ofThisVersion, readDirectory } from '@onward/directory'
import { expect, onTestFinished, test, vi } from 'vitest'
import {
  at,
  directory,
  online,
  own,
  placed,
  published,
  run,
  signed,
  stageDirectory,
  top,
} from './stage.test-data.ts'

stageDirectory()

test('a directory begins, and two members join it, by files that go from signer to signer', async () => {
  const said = await directory('show', '-r', at('repository'))
  expect(said[0]).toMatch(/^directory version 3, digest [\w-]{43}$/)
  expect(said.filter((line) => /^(NL|RO) /.test(line) && line.includes('Member'))).toEqual([
    'NL    Member NL  gateway.nl.example/log  active',
    'RO    Member RO  gateway.ro.example/log  active',
  ])
  const shown = JSON.parse((await directory('show', '-r', at('repository'), '--json')).join(''))
  expect(shown.roles.map(({ role, signatures }: Record<string, string>) => `${role} ${signatures}`)).toEqual([
    'root 5 of 9',
    'targets 3 of 5',
    'snapshot 1 of 1',
    'timestamp 1 of 1',
    'm-NL 2 of 3',
    'm-RO 2 of 3',
  ])
  expect(shown.keys).toHaveLength(8)
  expect(await readdir(at('proposals'))).toEqual([])
})

test('what lacks a signature is not published, and is named', async () => {
  onTestFinished(() => rm(at('proposals', 'targets.proposal.json')))
  await directory('suspend', 'RO', ...placed())
  await signed('targets', top('targets', 2))
  const { said, ended } = await run(
    'directory',
    'publish',
    at('proposals', 'targets.proposal.json'),
    ...online(),
  )
  expect([said.at(-1), ended]).toEqual([
    'onward: 3 of 5 signatures of targets are needed, and 2 are there: let 1 more sign it. (METADATA_THRESHOLD)',
    1,
  ])
})

test('the repository that the environment names is what a proposal is shown against, also to whoever signs it', async () => {
  vi.stubEnv('ONWARD_DIRECTORY', at('repository'))
  onTestFinished(() => {
    vi.unstubAllEnvs()
    return rm(at('proposals', 'targets.proposal.json'))
  })
  await directory('suspend', 'RO', '-o', at('proposals'))
  const [key = ''] = top('targets', 1)
  const said = await directory('sign', at('proposals', 'targets.proposal.json'), '-k', key, '--yes')
  expect(said).toContain('RO is SUSPENDED: its lanes are closed')
  expect(said.at(-1)).toMatch(/^signed by [\da-f]{64}: signature 1 in /)
})

test('two members open their lanes when both have signed, and one of them closes nothing by waiting', async () => {
  const example = JSON.parse(
    await readFile(new URL('../../../../schemas/examples/valid/agreement.json', import.meta.url), 'utf8'),
  )
  await writeFile(at('agreement.json'), JSON.stringify({ ...example, parties: ['NL', 'RO'] }))
  await directory('open-lane', 'NL', 'RO', '--agreement', at('agreement.json'), ...placed())
  const shown = await directory(
    'sign',
    at('proposals', 'm-NL.proposal.json'),
    '-k',
    own('NL')[0] ?? '',
    '-r',
    at('repository'),
    '--dry-run',
  )
  expect(shown.slice(1).map((line) => line.replace(/agreement [\w-]{43}/, 'agreement …'))).toEqual([
    `agreement ${example.id} between NL and RO is given`,
    'lane.NL.RO is open under agreement …, epoch 1, from 0',
    'lane.RO.NL is open under agreement …, epoch 1, from 0',
  ])
  await signed('m-NL', own('NL'))
  await published('m-NL')
  expect((await readDirectory(at('repository'))).lanes()).toEqual([])
  await signed('m-RO', own('RO'))
  await published('m-RO')
  const lanes = (await readDirectory(at('repository'))).lanes().map(({ name }) => name)
  expect(lanes.toSorted()).toEqual(['lane.NL.RO', 'lane.RO.NL'])
})

test('a key is added before it is used, and one that was stolen is revoked by its member or for it', async () => {
  await directory('add-key', 'RO', '--use', 'enc', '--keys', at('RO', 'keys'), ...placed())
  await signed('m-RO', own('RO'))
  await published('m-RO')
  const shown = JSON.parse((await directory('show', '-r', at('repository'), '--json')).join(''))
  const all: readonly Record<string, string>[] = shown.keys
  const keys = all.filter(({ member, use }) => member === 'RO' && use === 'enc')
  expect(keys).toHaveLength(2)
  const [old, added] = keys.map(({ kid }) => kid ?? '')
  expect((await stat(at('RO', 'keys', `enc.${added}.jwk`))).mode & 0o777).toBe(0o600)

  await directory('revoke', '--kid', old ?? '', '--reason', 'compromise', ...placed())
  await signed('m-RO', own('RO'))
  await published('m-RO')
  await directory('revoke', '--kid', added ?? '', '--reason', 'ceased', '--by', 'membership', ...placed())
  await signed('targets', top('targets', 3))
  await published('targets')
  const after = await readDirectory(at('repository'))
  expect([after.key(old ?? '')?.revoked?.reason, after.key(added ?? '')?.revoked?.reason]).toEqual([
    'compromise',
    'ceased',
  ])
})

test('an organisation makes its own key, and its member registers what of it is public', async () => {
  const { jwk, publicJwk } = makeOrganisationKey()
  await writeFile(at('public.json'), JSON.stringify(publicJwk))
  const key = ['--organisation', 'ro-focal-point', '--public', at('public.json'), '--keys', at('RO', 'keys')]
  const before = await readdir(at('RO', 'keys'))
  await directory('add-key', 'RO', ...key, ...placed())
  await signed('m-RO', own('RO'))
  const said = await published('m-RO')
  expect(said.join('\n')).toContain(`org-enc key ${jwk.kid} of ro-focal-point is added`)
  const registered = (await readDirectory(at('repository'))).key(String(jwk.kid))
  expect(registered).toMatchObject({ use: 'org-enc', member: 'RO', organisation: 'ro-focal-point' })
  expect(await readdir(at('RO', 'keys'))).toEqual(before)
})

test('a member is suspended and taken back', async () => {
  await directory('suspend', 'RO', ...placed())
  await signed('targets', top('targets', 3))
  const said = await published('targets')
  expect(said).toContain('RO is SUSPENDED: its lanes are closed')
  expect((await readDirectory(at('repository'))).isSuspended('RO')).toBe(true)
  await directory('suspend', 'RO', '--lift', ...placed())
  await signed('targets', top('targets', 3))
  await published('targets')
  expect((await readDirectory(at('repository'))).isSuspended('RO')).toBe(false)
})

test('what is so for all is agreed like everything else: suites and schemas from the first day, witnesses when they are known', async () => {
  const first = (await readDirectory(at('repository'))).policy
  expect([first.suites, first.schemas, first.witnesses]).toEqual([['S1'], ofThisVersion.schemas, undefined])
  await writeFile(at('witnesses'), 'quorum none\n')
  await directory('agree', '--schemas', '--witnesses', at('witnesses'), ...placed())
  await signed('targets', top('targets', 3))
  expect(await published('targets')).toContain('the witnesses agreed on are:\n  quorum none')
  expect((await readDirectory(at('repository'))).policy).toMatchObject({
    ...ofThisVersion,
    witnesses: 'quorum none\n',
  })
  await directory('agree', '--suites', 'S1', '--no-witnesses', ...placed())
  await signed('targets', top('targets', 3))
  await published('targets')
  expect((await readDirectory(at('repository'))).policy.witnesses).toBeUndefined()
  await writeFile(at('witnesses'), 'quorum nobody\n')
  const { said, ended } = await run('directory', 'agree', '--witnesses', at('witnesses'), ...placed())
  expect([ended, said.join()]).toEqual([
    1,
    'onward: line 1 names what no line before it defines (POLICY_MALFORMED)',
  ])
})

test('an hourly signature is no new version', async () => {
  const version = async () => (await readDirectory(at('repository'))).version
  const before = await version()
  expect((await published())[0]).toMatch(new RegExp(`^published version ${before}, vouched for until`))
  expect(await version()).toBe(before)
})

test('a dry run says what it would do, and writes nothing', async () => {
  const everything = async () => (await readdir(at(), { recursive: true })).toSorted()
  const before = await everything()
  await directory('init', '--make-keys', at('other'), '-o', at('proposals'), '--dry-run')
  await directory('suspend', 'RO', ...placed(), '--dry-run')
  await directory('add-key', 'RO', '--use', 'log', '--keys', at('RO', 'keys'), ...placed(), '--dry-run')
  await directory('open-lane', 'NL', 'RO', '--agreement', at('agreement.json'), ...placed(), '--dry-run')
  await directory('publish', ...online(), '--dry-run')
  const { ended } = await run(
    'init',
    'IT',
    '--name',
    'Italy',
    '--origin',
    'gateway.it.example/log',
    '--focal-point',
    'it-focal-point',
    '-f',
    at('IT'),
    '--dry-run',
  )
  expect([ended, await everything()]).toEqual([0, before])
})

test('a command that cannot be carried out says in one line what is missing', async () => {
  const fault = async (...args: readonly string[]) => {
    const { said, ended } = await run('directory', ...args)
    return [ended, said.at(-1)]
  }
  expect(await fault('suspend', 'IT', ...placed())).toEqual([1, 'onward: IT is no member'])
  expect(await fault('add-member', at('RO', 'RO.application.json'), ...placed())).toEqual([
    1,
    'onward: RO is a member already',
  ])
  expect(await fault('revoke', '--kid', 'nobody', '--reason', 'ceased', ...placed())).toEqual([
    1,
    'onward: there is no key nobody: onward directory show lists them',
  ])
  expect(await fault('show', '-r', 'https://directory.example')).toEqual([
    1,
    'onward: --root is missing: whoever serves a repository cannot be believed without its root.json',
  ])
  await writeFile(at('open.jwk'), await readFile(own('RO')[0] ?? ''), { mode: 0o644 })
  await directory('suspend', 'RO', ...placed())
  onTestFinished(() => rm(at('proposals', 'targets.proposal.json')))
  const sign = ['sign', at('proposals', 'targets.proposal.json'), '-r', at('repository')]
  expect(await fault(...sign, '-k', at('open.jwk'), '--yes')).toEqual([
    1,
    `onward: ${at('open.jwk')} can be read by others: run chmod 600, and replace the key if somebody has`,
  ])
  expect(await fault(...sign, '-k', own('RO')[0] ?? '')).toEqual([
    1,
    'onward: nothing was signed: answer yes, or give --yes',
  ])
})
