/** Every command of `onward`, in the order in which the help lists them. Each is loaded when it is asked for. */
import type { Command } from 'commander'
import { terminal } from './terminal.ts'

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  init: async () => (await import('./init.ts')).initMember(terminal),
  directory: async () => (await import('./directory/command.ts')).directoryCommand(terminal),
  verify: async () => (await import('./verify.ts')).verifyCommand,
  audit: async () => (await import('./audit.ts')).auditCommand,
  open: async () => (await import('./open.ts')).openCommand,
  keys: async () => (await import('./keys.ts')).keysCommand,
  doctor: async () => (await import('./doctor.ts')).doctorCommand(process.env),
}

/** The command of this name alone; all of them for any other word, and so for the help. */
export async function commandsFor(word: string | undefined): Promise<readonly Command[]> {
  const known = word !== undefined && Object.hasOwn(commands, word) ? commands[word] : undefined
  return await Promise.all((known ? [known] : Object.values(commands)).map((load) => load()))
}
