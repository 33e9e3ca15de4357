/** Where a command says something, and whom it asks. */
import { createInterface } from 'node:readline/promises'
import type { Command } from 'commander'

export interface Terminal {
  readonly print: (line: string) => void
  /** What a person typed; undefined where nobody sits. */
  readonly ask: (question: string) => Promise<string | undefined>
}

export const terminal: Terminal = {
  print: (line) => process.stdout.write(`${line}\n`),
  async ask(question) {
    if (!process.stdin.isTTY) return undefined
    const lines = createInterface({ input: process.stdin, output: process.stderr })
    try {
      return await lines.question(question)
    } finally {
      lines.close()
    }
  },
}

/** Runs what a command does. What is wrong is said in one line, without the stack that only its author can read. */
export function plainly<Args extends readonly unknown[]>(
  work: (...args: Args) => Promise<void>,
): (this: Command, ...args: Args) => Promise<void> {
  return async function (...args) {
    try {
      await work(...args)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
      this.error(`onward: ${error instanceof Error ? error.message : String(error)}${code}`)
    }
  }
}
