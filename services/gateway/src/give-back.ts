/** What work leaves behind is given back when it is over, not kept for ever. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** How often it is looked, and how long it must have been quiet, in ms. */
const WINDOW_MS = 10_000
/** The share of a window in which the event loop did something: from here on it has worked, below that it is quiet. */
const [WORK, QUIET] = [0.2, 0.1]

/** What a gateway holds after a start is less, in bytes. */
const MUCH_BYTES = 200_000_000
/** So many quiet windows are no pause between two bursts any more. */
const LONG_WINDOWS = 12

/** How long it takes at most, in ms, until what was much is given back: it may have become quiet just after a look. */
export const GIVEN_BACK_MS = (LONG_WINDOWS + 2) * WINDOW_MS

/** As `gc` of V8 takes them. */
const THOROUGH = { type: 'major', execution: 'sync', flavor: 'last-resort' } as const

/**
 * Collects garbage when it has become quiet, once after each time of work; the start is one. V8 does not by itself while
 * nothing happens, so an idle gateway would hold what a start or a busy hour has left (sources, syntax trees, messages
 * long sent). While there is work nothing is done: a collection stops everything for a tenth of a second and more.
 *
 * Where much is held it is V8's most thorough one. Any other leaves the pages of the young generation in a pool of V8's
 * own, where no figure of the heap shows them: after minutes of full load that is more than the heap itself. It costs
 * what V8 has learnt too (a sixth of the throughput for half a minute of full load), so a pause between two bursts is
 * none to use for it.
 *
 * @param collect with nothing: an ordinary collection
 * @param heldBytes resident memory of this process
 */
export function giveBackWhenQuiet({
  collect = collector(),
  heldBytes = process.memoryUsage.rss,
  windowMs = WINDOW_MS,
}: {
  readonly collect?: (options?: typeof THOROUGH) => void
  readonly heldBytes?: () => number
  readonly windowMs?: number
} = {}): NodeJS.Timeout {
  let before = performance.eventLoopUtilization()
  let hasWorked = true
  let quietWindows = 0
  const look = () => {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, before)
    before = now
    if (utilization >= WORK) hasWorked = true
    quietWindows = utilization < QUIET ? quietWindows + 1 : 0
    if (!hasWorked || quietWindows === 0) return
    const isMuch = heldBytes() >= MUCH_BYTES
    if (isMuch && quietWindows < LONG_WINDOWS) return
    hasWorked = false
    collect(isMuch ? THOROUGH : undefined)
  }
  return setInterval(look, windowMs).unref()
}

/** The collector has no other door: https://nodejs.org/api/globals.html#gc */
function collector(): (options?: typeof THOROUGH) => void {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  setFlagsFromString('--no-expose-gc')
  return (options) => {
    if (typeof collect === 'function') collect(options)
  }
}
