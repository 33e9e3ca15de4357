/**
 * The only clock of a gateway. In an exercise it is the real one moved ahead by an offset that all its gateways read
 * from one file, so that months can be played in minutes (protocol §8).
 */
import { type FSWatcher, readFileSync, statSync, watch } from 'node:fs'

export interface Clock {
  readonly now: () => Date
  /** By how much the clock is moved ahead of the real one, in ms; 0 outside of exercises. */
  readonly offset: () => number
  /** Told each time the clock has been moved: what came due in between is due now. */
  readonly onMoved: (listener: () => void) => void
}

export const realClock: Clock = { now: () => new Date(), offset: () => 0, onMoved: () => {} }

/**
 * The file is read when the system says that it was written, and this often in case a file system does not say it.
 * Looking every hundredth of a second took 4 % of a core in each process of an exercise.
 */
const READ_EVERY_MS = 250
/**
 * How long after it was written an offset counts. Nearly always every gateway has read it by then, so all of them move
 * at one moment. What one that moved earlier says to one that is late is held there, and judged again as soon as it moves.
 */
const COUNTS_AFTER_MS = 40
/** A timer may go off this much too early. */
const TIMER_MS = 5

/**
 * Follows the offset in a file: whole milliseconds as decimal text, written whole (by renaming) by whoever leads the
 * exercise, who lets the lanes come to rest before. Time never goes back: a smaller offset than before is refused, and
 * so is what is no number; the last good one stays.
 *
 * @param onRefused told once of each text that is refused
 * @throws Error when there is no usable offset to begin with
 */
export function exerciseClock(file: string, onRefused: (text: string) => void): Clock {
  const first = readOffset(file)
  if (first === undefined)
    throw new Error('the clock file holds no offset: whole milliseconds as decimal text')
  let offset = first
  let coming = { offset, from: 0 }
  let refused: string | undefined
  const listeners: (() => void)[] = []
  const moved = () => {
    for (const listener of listeners) listener()
  }
  const look = () => {
    const read = readClockFile(file)
    if (!read || read.text === String(coming.offset)) return
    const next = offsetIn(read.text)
    if (next !== undefined && next >= coming.offset) {
      coming = { offset: next, from: read.writtenAt + COUNTS_AFTER_MS }
      setTimeout(moved, coming.from - Date.now() + TIMER_MS).unref()
    } else if (read.text !== refused) {
      refused = read.text
      onRefused(read.text)
    }
  }
  lookWhenWritten(file, look)
  const current = () => {
    if (coming.offset !== offset && Date.now() >= coming.from) offset = coming.offset
    return offset
  }
  return {
    now: () => new Date(Date.now() + current()),
    offset: current,
    onMoved: (listener) => {
      listeners.push(listener)
    },
  }
}

/** Whoever writes the file puts another in its place, which ends what was watched: each time the new one is watched. */
function lookWhenWritten(file: string, look: () => void): void {
  let watcher: FSWatcher | undefined
  const end = () => {
    watcher?.close()
    watcher = undefined
  }
  const again = () => {
    end()
    try {
      watcher = watch(file, { persistent: false }, again).on('error', end)
    } catch {
      // It is not there, or there is nobody to tell us: the timer is for that.
    }
    look()
  }
  setInterval(() => (watcher ? look() : again()), READ_EVERY_MS).unref()
  again()
}

/** The offset that a clock file holds now; undefined if it holds none. */
export function readOffset(file: string): number | undefined {
  const read = readClockFile(file)
  return read && offsetIn(read.text)
}

/** Up to three thousand years: every such number is exact, and so is every date it leads to. */
function offsetIn(text: string): number | undefined {
  return /^\d{1,14}$/.test(text) ? Number(text) : undefined
}

/** Undefined while the file cannot be read: the exercise goes on by the last offset. */
function readClockFile(file: string): { readonly text: string; readonly writtenAt: number } | undefined {
  try {
    const { mtimeMs } = statSync(file)
    return { text: readFileSync(file, 'utf8').trim().slice(0, 40), writtenAt: mtimeMs }
  } catch {
    return undefined
  }
}
