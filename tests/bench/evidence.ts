/** How long a stranger waits who verifies the bundle of a long case. */
import { loadDirectory } from '@onward/directory'
import { verifyBundle } from '@onward/evidence'
import { accepted, type Line, tell } from '../../packages/testing/src/evidence.ts'
import { type Point, summary } from './points.ts'

const EVENTS = 50

/** A bundle of fifty events with their content, verified again and again: from the bytes to the report. */
export async function verifyEvidence(seconds: number): Promise<Point> {
  const more = Array.from({ length: EVENTS - accepted.length }, (_, at): Line => {
    return at % 2 === 0
      ? { by: 'sender', type: 'risk.updated' }
      : { by: 'receiver', type: 'risk.acknowledged' }
  })
  const { documents, sender } = await tell([...accepted, ...more])
  const bundle = await sender.bundle('with content')
  const trust = await loadDirectory(documents)
  const latencies: number[] = []
  const used = process.cpuUsage()
  const started = performance.now()
  while (latencies.length === 0 || performance.now() - started < seconds * 1000) {
    const from = performance.now()
    const { holds, messages } = verifyBundle(bundle, trust)
    if (!holds || messages.length !== EVENTS) throw new Error('the bundle of the benchmark does not hold')
    latencies.push(performance.now() - from)
  }
  const { user, system } = process.cpuUsage(used)
  const measured = { done: latencies.length, failed: 0, ms: performance.now() - started, latencies }
  return {
    ...summary(`verify ${EVENTS} events`, 1, measured),
    cpu_ms: Math.round((user + system) / 10 / latencies.length) / 100,
    note: `${Math.round(bundle.byteLength / 1024)} KiB, ${Math.round(latencies[0] ?? 0)} ms the first time`,
  }
}
