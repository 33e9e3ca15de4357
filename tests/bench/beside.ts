/**
 * The closed loop in turns with a peer's, so that both meet the same moods of the machine: what a shared machine does
 * within minutes is more than what is to be measured.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Bench } from './members.ts'
import { closedLoop, type Point } from './points.ts'

/** Both begin with load that is not counted, in ms: what has slept comes back to its caches. */
const LEAD = 3_000

/**
 * @param command prints one line of JSON with `per_second` for each of its windows, and before each waits until nothing
 *   else is busy. Its first window is not counted, for we are cold then.
 * @param warmUp called after that first window.
 * @returns one point a round of ours and the peer's, and a last one of all: the ratio of the means.
 */
export async function* beside(
  bench: Bench,
  { command, seconds, warmUp }: { command: string; seconds: number; warmUp: () => Promise<void> },
): AsyncGenerator<Point> {
  const peer = spawn(command, { shell: true, detached: true, stdio: ['ignore', 'pipe', 'inherit'] })
  const exit = once(peer, 'exit')
  const end = () => peer.exitCode === null && peer.pid && process.kill(-peer.pid, 'SIGTERM')
  process.once('exit', end)
  const rounds: Point[] = []
  let theirs = 0
  try {
    let ours: Point | undefined
    for await (const line of createInterface({ input: peer.stdout })) {
      const { per_second } = JSON.parse(line) as { per_second: number }
      if (ours) {
        theirs += per_second
        rounds.push(ours)
        yield {
          ...ours,
          note: `the peer right after: ${per_second}/s, ${ratio(ours.per_second, per_second)}`,
        }
      } else await warmUp()
      await bench.load({ concurrency: 64, ms: LEAD, until: 'receipted' })
      ours = await closedLoop(bench, 64, seconds)
    }
    const [code] = await exit
    if (code !== 0) throw new Error(`the peer ended with ${code}`)
    if (rounds.length === 0) throw new Error('the peer had no second window')
  } finally {
    process.off('exit', end)
    end()
  }
  yield whole(rounds, theirs / rounds.length)
}

function whole(rounds: readonly Point[], peer: number): Point {
  const mean = (of: (point: Point) => number) =>
    Math.round((rounds.reduce((sum, each) => sum + of(each), 0) / rounds.length) * 100) / 100
  const per_second = mean((each) => each.per_second)
  return {
    bench: 'closed loop beside the peer',
    concurrency: 64,
    per_second,
    p50_ms: mean((each) => each.p50_ms),
    p99_ms: mean((each) => each.p99_ms),
    cpu_ms: mean((each) => each.cpu_ms ?? 0),
    note: `means of ${rounds.length} rounds in turns; the peer ${peer.toFixed(1)}/s: ${ratio(per_second, peer)}`,
  }
}

function ratio(ours: number, theirs: number): string {
  return `${(ours / theirs).toFixed(2)} ×`
}
