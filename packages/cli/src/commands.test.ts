import { expect, test } from 'vitest'
import { commandsFor } from './commands.ts'
import { onward } from './run.test-data.ts'

test('each command is found by its own name, and every other word gets all of them', async () => {
  const all = (await commandsFor(undefined)).map((command) => command.name())
  expect(all).toEqual(['init', 'directory', 'verify', 'audit', 'open', 'keys', 'doctor'])
  const alone = await Promise.all(
    all.map(async (name) => (await commandsFor(name)).map((each) => each.name())),
  )
  expect(alone).toEqual(all.map((name) => [name]))
  for (const word of ['help', '--help', 'toString', 'verifi'])
    expect((await commandsFor(word)).map((command) => command.name())).toEqual(all)
})

test('the help lists every command, and a word that is none is an error', async () => {
  const { code, stdout } = await onward('--help')
  expect([code, stdout.match(/^ {2}(?:init|directory|verify|audit|open|keys|doctor) /gm)?.length]).toEqual([
    0, 7,
  ])
  expect(await onward('verifi')).toMatchObject({ code: 1, stderr: expect.stringContaining('verify') })
})
