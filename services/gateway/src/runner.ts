/** Work that is done when somebody says there is some, with slow polling as the safety net. */

export interface Runner {
  /** There may be work. Cheap; many calls are one. */
  wake(): void
  /** Resolves when the pass under way is over; no other begins. */
  stop(): Promise<void>
}

/**
 * Runs `work` once at the start, when woken, and every `everyMs`; at once again while it says that there was
 * something to do. A fault is told to `onFault` and the work is tried again, ever more slowly, up to 5 s.
 */
export function keepRunning(
  work: () => Promise<number>,
  everyMs: number,
  onFault: (error: unknown) => void,
): Runner {
  let isStopped = false
  let isWoken = true
  let signal = Promise.withResolvers<void>()
  let faults = 0

  const pause = async (ms: number) => {
    let timer: NodeJS.Timeout | undefined
    const slept = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms)
    })
    await Promise.race([slept, signal.promise])
    clearTimeout(timer)
  }

  const loop = async () => {
    while (!isStopped) {
      isWoken = false
      signal = Promise.withResolvers()
      try {
        const done = await work()
        faults = 0
        if (done === 0 && !isWoken && !isStopped) await pause(everyMs)
      } catch (error) {
        onFault(error)
        faults += 1
        // A wake-up does not cut this pause short: what failed would only fail again.
        signal = Promise.withResolvers()
        if (!isStopped) await pause(Math.min(100 * 2 ** faults, 5_000))
      }
    }
  }
  const ended = loop()

  return {
    wake() {
      isWoken = true
      if (faults === 0) signal.resolve()
    },
    async stop() {
      isStopped = true
      signal.resolve()
      await ended
    },
  }
}
