/**
 * Turns at the event loop. Sixty-four requests that arrive at once would be decided and sealed one after the other, while
 * the commits of the first of them, and what the lanes bring, wait to be noticed: a few at a time are let through, and in
 * between the loop looks at its sockets.
 */

/**
 * Resolves when it is one's turn: at once for the first `most` of each round of the event loop, in order of asking for
 * the others. Nobody waits for time to pass, so whoever is alone is never held up.
 */
export function takeTurns(most: number): () => Promise<void> {
  const waiting: (() => void)[] = []
  let left = most
  let isCounting = false

  const count = () => {
    if (isCounting) return
    isCounting = true
    setImmediate(() => {
      isCounting = false
      const next = waiting.splice(0, most)
      left = most - next.length
      if (next.length > 0) count()
      for (const begin of next) begin()
    })
  }

  return () => {
    count()
    if (left === 0 || waiting.length > 0) return new Promise((resolve) => waiting.push(resolve))
    left -= 1
    return Promise.resolve()
  }
}
