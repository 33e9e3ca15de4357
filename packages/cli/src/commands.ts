/** Every command of `onward`, in the order in which the help lists them. */
import type { Command } from 'commander'
import { directoryCommand } from './directory/command.ts'
import { initMember } from './init.ts'
import { terminal } from './terminal.ts'

export const commands: readonly Command[] = [initMember(terminal), directoryCommand(terminal)]
