/** Every command of `onward`, in the order in which the help lists them. */
import type { Command } from 'commander'
import { doctorCommand } from './doctor.ts'
import { keysCommand } from './keys.ts'

export const commands: readonly Command[] = [keysCommand, doctorCommand(process.env)]
