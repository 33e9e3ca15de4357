/** Every command of `onward`, in the order in which the help lists them. */
import type { Command } from 'commander'
import { auditCommand } from './audit.ts'
import { directoryCommand } from './directory/command.ts'
import { doctorCommand } from './doctor.ts'
import { initMember } from './init.ts'
import { keysCommand } from './keys.ts'
import { openCommand } from './open.ts'
import { terminal } from './terminal.ts'
import { verifyCommand } from './verify.ts'

export const commands: readonly Command[] = [
  initMember(terminal),
  directoryCommand(terminal),
  verifyCommand,
  auditCommand,
  openCommand,
  keysCommand,
  doctorCommand(process.env),
]
