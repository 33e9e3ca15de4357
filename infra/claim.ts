// One run at a time in a state folder: two that share a data folder would break each other's servers.
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { InfraError } from './error.ts'
import { readPidFile, startTime, stopLeftovers } from './pid-file.mjs'

/** Where the pid files of a state folder lie. */
export function pidFolder(folder: string): string {
  return join(folder, 'run')
}

/**
 * Takes a state folder for this process, and stops what a run that died in it left behind.
 *
 * @returns gives the folder back.
 * @throws InfraError ALREADY_RUNNING if another live process has it.
 */
export async function claim(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, 'owner')
  while (!(await take(path))) {
    const owner = readPidFile(path)
    if (owner)
      throw new InfraError(
        'ALREADY_RUNNING',
        `This already runs here as process ${owner.pid}: stop that one first.`,
      )
    await rm(path, { force: true })
  }
  await stopLeftovers(pidFolder(folder))
  return () => rm(path, { force: true })
}

async function take(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx')
    await file.writeFile(`${process.pid} ${startTime(process.pid) ?? 'gone'} SIGTERM\n`)
    await file.close()
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}
