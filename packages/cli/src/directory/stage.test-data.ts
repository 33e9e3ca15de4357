// A directory with two members, NL and RO, that was begun by the commands themselves, in a folder for each file of tests.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importPrivateKey } from '@onward/directory'
import { afterAll, beforeAll, expect } from 'vitest'
import { run } from './run.test-data.ts'

export { run }

/** Of the file whose tests run. */
let folder = ''

/** To be called once by each file: sets its directory up before its tests, and removes it after them. */
export function stageDirectory(): void {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'onward-cli-'))
    await directory('init', '--make-keys', at('top'), '-o', at('proposals'))
    await signed('root', top('root', 5), ['--first'])
    await signed('targets', top('targets', 3), ['--first'])
    await published('root', 'targets')
    await joined('NL')
    await joined('RO')
  })
  afterAll(() => rm(folder, { recursive: true }))
}

/** A path in the folder. */
export const at = (...names: readonly string[]) => join(folder, ...names)

export const directory = async (...args: readonly string[]) => {
  const { said, ended } = await run('directory', ...args)
  expect([said, ended]).toEqual([said, 0])
  return said
}
export const placed = () => ['-r', at('repository'), '-o', at('proposals')]
export const signed = async (
  role: string,
  keys: readonly string[],
  how: readonly string[] = ['-r', at('repository')],
) => {
  for (const key of keys)
    await directory('sign', at('proposals', `${role}.proposal.json`), '-k', key, '--yes', ...how)
}
export const online = () => [
  '-r',
  at('repository'),
  '--snapshot-key',
  at('top', 'snapshot.jwk'),
  '--timestamp-key',
  at('top', 'timestamp.jwk'),
]
export const published = async (...roles: readonly string[]) =>
  await directory('publish', ...roles.map((role) => at('proposals', `${role}.proposal.json`)), ...online())
export const top = (role: string, count: number) =>
  Array.from({ length: count }, (_, index) => at('top', `${role}-${index + 1}.jwk`))
export const own = (code: string) =>
  [1, 2].map((number) => at(code, 'directory-keys', `m-${code}-${number}.jwk`))

/** A private key that `init` made. */
export async function keyIn(code: string, use: string) {
  return importPrivateKey(JSON.parse(await readFile(at(code, 'keys', `${use}.jwk`), 'utf8')))
}

async function joined(code: string): Promise<void> {
  const { ended } = await run(
    'init',
    code,
    '--name',
    `Member ${code}`,
    '--origin',
    `gateway.${code.toLowerCase()}.example/log`,
    '--focal-point',
    `${code.toLowerCase()}-focal-point`,
    '-f',
    at(code),
  )
  expect(ended).toBe(0)
  await directory('add-member', at(code, `${code}.application.json`), ...placed())
  await signed('targets', top('targets', 3))
  await signed(`m-${code}`, own(code))
  await published('targets', `m-${code}`)
}
