// What a lawyer has: one file, the public directory and the command `onward verify`. No key, no password, no network.
import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { Report } from '@onward/evidence'
import { projectFolder } from '../servers.ts'
import { compiledForCheckers } from '../setup/compiled.ts'
import { StoryError } from './error.ts'

/** What somebody who checks may read besides what is to be checked: the code. */
export const readableCode = ['package.json', 'node_modules', 'packages', 'schemas', 'infra'].map((name) =>
  join(projectFolder, name),
)

/** Keeps a bundle in a file. */
export async function keepBundle(file: string, bundle: Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, bundle)
}

/** The report of `onward verify FILE --trust directory`, in a process of its own. @throws StoryError NOT_PROVEN without one */
export async function onwardVerify(file: string, directory: string): Promise<Report> {
  const readable = [...readableCode, directory, file].map((path) => `--allow-fs-read=${path}`)
  const { args, env } = compiledForCheckers()
  const program = join(projectFolder, 'packages/cli/src/onward.ts')
  const asked = ['verify', file, '--trust', directory, '--json']
  // It ends with 1, but with a report, if something does not hold.
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--permission', ...readable, ...args, program, ...asked],
    {
      env: { TZ: 'UTC', ...env },
      maxBuffer: 64_000_000,
      timeout: 60_000,
    },
  ).catch((cause: { readonly stdout?: string }) => {
    if (cause.stdout?.endsWith('\n')) return { stdout: cause.stdout }
    throw new StoryError('NOT_PROVEN', 'onward verify could not read the bundle', { cause })
  })
  // Sound: `--json` writes the report and nothing else.
  return JSON.parse(stdout) as Report
}
