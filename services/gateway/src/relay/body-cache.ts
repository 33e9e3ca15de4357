/** Bodies that were sealed here a moment ago, so that the relay need not read them back from the database. */

export interface BodyCache {
  hold(jti: string, data: string): void
  /** Undefined when it is not held (another replica made it, or it is long ago). */
  find(jti: string): string | undefined
  /** Their numbers are committed: nobody asks for them again. */
  drop(jtis: readonly string[]): void
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
    find: (jti) => bodies.get(jti),
    drop(jtis) {
      for (const jti of jtis) bodies.delete(jti)
    },
  }
}
