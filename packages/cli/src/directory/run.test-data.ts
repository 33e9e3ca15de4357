/** Runs a command of the directory within this process. */
import { CommanderError } from 'commander'
import { initMember } from '../init.ts'
import { directoryCommand } from './command.ts'

/** What a command says, and with what it ends. */
export async function run(command: 'init' | 'directory', ...args: readonly string[]) {
  const said: string[] = []
  const terminal = { print: (line: string) => said.push(line), ask: async () => undefined }
  const made = command === 'init' ? initMember(terminal) : directoryCommand(terminal)
  for (const each of [made, ...made.commands])
    each
      .exitOverride()
      .configureOutput({ writeErr: (text) => said.push(text.trim()), writeOut: (text) => said.push(text) })
  const ended = await made.parseAsync([...args], { from: 'user' }).then(
    () => 0,
    (error: unknown) => (error instanceof CommanderError ? error.exitCode : error),
  )
  return { said, ended }
}
