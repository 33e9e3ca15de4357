/** Every command of `onward`, in the order in which the help lists them. */
import type { Command } from 'commander'
import { auditCommand } from './audit.ts'
import { verifyCommand } from './verify.ts'

export const commands: readonly Command[] = [verifyCommand, auditCommand]
