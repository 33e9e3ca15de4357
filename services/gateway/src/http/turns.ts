/**
 * Requests begin a few at a time, in the order in which they came. Those that arrive in one breath would else all be carried
 * out before this process hears again from the database and the broker, whose answers others wait for (ADR 28).
 *
 * @param together how many begin before the event loop turns
 * @returns to be called once by each request; resolves when it may begin
 */
export function turns(together: number): () => Promise<void> {
  const waiting: (() => void)[] = []
  const letIn = () => {
    for (const begin of waiting.splice(0, together)) begin()
    if (waiting.length > 0) setImmediate(letIn)
  }
  return () =>
    new Promise((begin) => {
      if (waiting.push(begin) === 1) setImmediate(letIn)
    })
}
