/** Bodies that were sealed here a moment ago, so that the relay need not read them back from the database. */

export interface BodyCache {
  hold(jti: string, data: string): void
  /** Gives a body once; undefined when it is not held (another replica made it, or it is long ago). */
  take(jti: string): string | undefined
}

/** Holds at most `most` bodies, the newest. What is forgotten is in the outbox. */
export function bodyCache(most = 1_000): BodyCache {
  const bodies = new Map<string, string>()
  return {
    hold(jti, data) {
      bodies.set(jti, data)
      const [oldest] = bodies.keys()
      if (bodies.size > most && oldest !== undefined) bodies.delete(oldest)
    },
    take(jti) {
      const data = bodies.get(jti)
      bodies.delete(jti)
      return data
    },
  }
}
