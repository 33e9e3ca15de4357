/** What work leaves behind is given back when it is over, not kept for ever. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** How long it must have been quiet, in ms. */
const WINDOW_MS = 10_000
/** The share of a window in which the event loop did something: from here on it has worked, below that it is quiet. */
const [WORK, QUIET] = [0.2, 0.1]

/** What a gateway holds after a start is less; what it holds beyond is worth a pause of two tenths of a second. */
const MUCH_BYTES = 200_000_000

/**
 * Collects garbage when it has become quiet, once after each time of work; the start is one. V8 does not by itself while
 * nothing happens, so an idle gateway would hold what a start or a busy hour has left (sources, syntax trees, messages
 * long sent). While there is work nothing is done: a collection stops everything for a tenth of a second and more.
 *
 * Where much is held it is V8's most thorough one. Any other leaves the pages of the young generation in a pool of V8's
 * own, where no figure of the heap shows them: after minutes of full load that is more than the heap itself.
 */
export function giveBackWhenQuiet({
  collect = collector(),
  windowMs = WINDOW_MS,
}: {
  readonly collect?: () => void
  readonly windowMs?: number
} = {}): NodeJS.Timeout {
  let before = performance.eventLoopUtilization()
  let hasWorked = true
  const look = () => {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, before)
    before = now
    if (utilization >= WORK) hasWorked = true
    if (utilization >= QUIET || !hasWorked) return
    hasWorked = false
    collect()
  }
  return setInterval(look, windowMs).unref()
}

/** The collector has no other door: https://nodejs.org/api/globals.html#gc */
function collector(): () => void {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  setFlagsFromString('--no-expose-gc')
  return () => {
    if (typeof collect !== 'function') return
    if (process.memoryUsage.rss() < MUCH_BYTES) collect()
    else collect({ type: 'major', execution: 'sync', flavor: 'last-resort' })
  }
}
