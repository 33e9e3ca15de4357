/** How a command of this program ends: what it found is on standard output, what it could not use on standard error. */
import type { CommanderError } from 'commander'

/** 0: all held. 1: something did not. 2: what was given could not be used, so nothing was looked at. */
export const exitCodes = { held: 0, fault: 1, unusable: 2 } as const

/** Runs the work of a command and sets the exit code; whatever it throws is what could not be used. */
export async function ending(work: () => Promise<'held' | 'fault'>): Promise<void> {
  try {
    process.exitCode = exitCodes[await work()]
  } catch (error) {
    process.stderr.write(`${reasonOf(error)}\n`)
    process.exitCode = exitCodes.unusable
  }
}

/** For a command that is called wrongly: it says so and ends as for any other input that cannot be used. */
export function endMisused({ exitCode }: CommanderError): never {
  process.exit(exitCode === 0 ? exitCodes.held : exitCodes.unusable)
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error ? `${error.message} (${String(error.code)})` : error.message
}
