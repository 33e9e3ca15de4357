import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { run } from './directory/run.test-data.ts'

test('a new member keeps its keys, and what it sends away holds none of them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'onward-init-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const at = (...names: readonly string[]) => join(folder, ...names)
  const { said, ended } = await run(
    'init',
    'BG',
    '--name',
    'Bulgaria',
    '--origin',
    'gateway.bg.example/log',
    '--focal-point',
    'bg-focal-point',
    '-f',
    at('BG'),
  )
  expect(ended).toBe(0)
  const files = (await readdir(at('BG'), { recursive: true })).toSorted()
  const secrets = files.filter((file) => /\.(jwk|key)$/.test(file))
  expect(secrets).toEqual([
    'directory-keys/m-BG-1.jwk',
    'directory-keys/m-BG-2.jwk',
    'directory-keys/m-BG-3.jwk',
    'keys/case-sig.jwk',
    'keys/enc.jwk',
    'keys/gw-sig.jwk',
    'keys/log.jwk',
    'keys/member.key',
  ])
  const modes = await Promise.all(secrets.map(async (file) => (await stat(at('BG', file))).mode & 0o777))
  expect(new Set(modes)).toEqual(new Set([0o600]))
  const application = await readFile(at('BG', 'BG.application.json'), 'utf8')
  for (const file of secrets) {
    const text = await readFile(at('BG', file), 'utf8')
    const secret = file.endsWith('.key') ? text.trim() : JSON.parse(text).d
    expect([file, application.includes(secret), said.join('\n').includes(secret)]).toEqual([
      file,
      false,
      false,
    ])
  }
  // Nothing is made twice over what is there.
  const again = await run('init', 'BG', '--name', 'B', '--origin', 'b', '--focal-point', 'b', '-f', at('BG'))
  expect(again.ended).toBe(1)
})
