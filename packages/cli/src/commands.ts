/** Every command of `onward`, in the order in which the help lists them. */
import type { Command } from 'commander'

export const commands: readonly Command[] = []
