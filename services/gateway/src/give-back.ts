/** What a start leaves behind (sources, syntax trees, the text of compiled schemas) is given back once, not kept for ever. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Late enough for the first look at the lanes, early enough to come before any traffic worth the name, in ms. */
const AFTER_MS = 3_000

/**
 * Collects garbage once, soon. V8 does not by itself while nothing happens, so an idle gateway would hold some 25 MB of
 * what it will never need again; with them given back, young objects can have V8's own room under load.
 */
export function giveBackSoon(): void {
  setTimeout(() => {
    // The collector has no other door: https://nodejs.org/api/globals.html#gc
    setFlagsFromString('--expose-gc')
    const collect: unknown = runInNewContext('gc')
    setFlagsFromString('--no-expose-gc')
    if (typeof collect === 'function') collect()
  }, AFTER_MS).unref()
}
