// The clock that the gateways of an exercise share: real time, moved ahead by an offset in a file (protocol §8).
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeWhole } from '../atomic.ts'

/** The file of a state folder; it begins with no offset, and is never set back. */
export async function keepClock(folder: string): Promise<string> {
  const file = join(folder, 'exercise', 'clock')
  if ((await readOffset(file)) === undefined) await writeWhole(file, '0')
  return file
}

/** By how many milliseconds the clock is ahead of the real one. */
export async function readOffset(file: string): Promise<number | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '')
  return /^\d{1,14}$/.test(text.trim()) ? Number(text) : undefined
}

/** Moves the clock to this time. What has passed stays passed: an earlier time changes nothing. Gives the offset. */
export async function moveClock(file: string, to: Date): Promise<number> {
  const offset = (await readOffset(file)) ?? 0
  const wanted = to.getTime() - Date.now()
  if (wanted <= offset) return offset
  await writeWhole(file, String(wanted))
  return wanted
}
