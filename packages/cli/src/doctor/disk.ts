/** Room on the disks of this machine that the gateway's folders lie on. The database's own disk it cannot see. */
import { statfs } from 'node:fs/promises'
import type { Finding } from './finding.ts'
import type { Settings } from './settings.ts'

const mebibyte = 1024 * 1024

/** What a file system has, in bytes; `statfs` unless a test says otherwise. */
export type Room = (folder: string) => Promise<{ readonly free: number; readonly size: number }>

export async function checkDisk(
  { keys, directory }: Settings,
  room: Room = roomOf,
): Promise<readonly Finding[]> {
  return await Promise.all(
    [
      ['ONWARD_KEYS', keys],
      ['ONWARD_DIRECTORY', directory],
    ].map(async ([name = '', folder = '']): Promise<Finding> => {
      const { free, size } = await room(folder).catch(() => ({ free: Number.NaN, size: 1 }))
      if (Number.isNaN(free))
        return {
          check: 'disk',
          state: 'failed',
          says: `the folder of ${name} cannot be looked at`,
          remedy: 'look whether it exists',
        }
      const says = `the disk of ${name} has ${Math.floor(free / mebibyte)} MiB free, ${Math.floor((100 * free) / size)} %`
      const remedy = 'make room, or give it a larger disk'
      if (free < 200 * mebibyte) return { check: 'disk', state: 'failed', says, remedy }
      return free < size / 20
        ? { check: 'disk', state: 'warning', says, remedy }
        : { check: 'disk', state: 'ok', says }
    }),
  )
}

async function roomOf(folder: string): Promise<{ readonly free: number; readonly size: number }> {
  const { bavail, blocks, bsize } = await statfs(folder)
  return { free: bavail * bsize, size: blocks * bsize }
}
