/** Runs `onward` as a person would: a process of its own, its output and its exit code. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'

export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export function onward(...args: readonly string[]): Promise<Ran> {
  const program = join(import.meta.dirname, 'onward.ts')
  const { promise, resolve } = Promise.withResolvers<Ran>()
  execFile(process.execPath, [program, ...args], (error, stdout, stderr) => {
    const code = error === null ? 0 : Number(error.code ?? -1)
    resolve({ code, stdout, stderr })
  })
  return promise
}
