/** `npm run bench`: the handover on the real servers, both gateways as separate processes, everything on this machine. */
import { Command } from 'commander'
import { stopOnSignals } from '../../infra/processes.ts'
import { toStandardError } from '../../infra/progress.ts'
import { beside } from './beside.ts'
import { budget } from './budget.ts'
import { directoryPoints } from './directory.ts'
import { verifyEvidence } from './evidence.ts'
import { floors } from './floors.ts'
import { logPoints } from './log.ts'
import { type Bench, startBench } from './members.ts'
import { catchUp, closedLoop, idle, type Point } from './points.ts'

const options = new Command()
  .option('--json', 'one JSON object a line')
  .option('--seconds <n>', 'measured seconds of each point', '30')
  .option(
    '--warmup <n>',
    'seconds of load before the first point, up to five times until 20,000 are done',
    '25',
  )
  .option('--waiting <n>', 'messages that wait for the catch-up', '20000')
  .option('--witnesses', 'each gateway cosigns the log of the other')
  .option('--beside <command>', 'a peer to take turns with, instead of the points')
  .option('--leaves <n>', 'leaves of the large log; ten million take some minutes', '10000000')
  .option(
    '--only <names>',
    'points to run: closed,one,catchup,idle,floors,directory,evidence,log',
    'floors,closed,one,catchup,idle,directory,evidence',
  )
  .parse()
  .opts<{
    json?: true
    witnesses?: true
    beside?: string
    seconds: string
    warmup: string
    waiting: string
    leaves: string
    only: string
  }>()
const seconds = Number(options.seconds)
const only = new Set(options.beside ? [] : options.only.split(','))

/** Compilers count calls, not seconds: a slow machine is warm later. */
const WARM_HANDOVERS = 20_000

const points: Point[] = []
let bench: Bench | undefined
stopOnSignals(async () => bench?.stop())
bench = await startBench(toStandardError, options)
try {
  const warm = warmUp.bind(undefined, bench, Number(options.warmup))
  if (options.beside)
    for await (const each of beside(bench, { command: options.beside, seconds, warmUp: warm })) say(each)
  else await warm()
  if (options.witnesses) await mustBeCosigned(bench)
  if (only.has('closed')) say(await closedLoop(bench, 64, seconds))
  if (only.has('one')) say(await closedLoop(bench, 1, seconds))
  if (only.has('catchup')) say(await catchUp(bench, Number(options.waiting)))
  if (only.has('idle')) say(await idle(bench, seconds))
  if (only.has('floors')) for (const floor of await floors(bench, Math.ceil(seconds / 3))) say(floor)
  if (only.has('directory')) for (const each of await directoryPoints()) say(each)
  if (only.has('evidence')) say(await verifyEvidence(Math.ceil(seconds / 3)))
  if (only.has('log'))
    for (const each of await logPoints(bench, Number(options.leaves), Math.ceil(seconds / 3))) say(each)
  if (!options.json && !options.beside) console.log(budget(points))
} finally {
  await bench.stop()
}

/** Load for so many seconds, and again until there have been enough handovers; five times at most, as the AS4 peer does it. */
async function warmUp({ load }: Bench, windowSeconds: number): Promise<void> {
  toStandardError(`Warming up for ${windowSeconds} to ${5 * windowSeconds} s`)
  // For no time at all would be for ever.
  if (windowSeconds === 0) return
  for (let windows = 0, done = 0; windows < 5 && done < WARM_HANDOVERS; windows++) {
    done += (await load({ concurrency: 64, ms: windowSeconds * 1000, until: 'receipted' })).done
  }
}

/** Both newest checkpoints bear a line of the log and one of the witness. */
async function mustBeCosigned({ nl, ro }: Bench): Promise<void> {
  for (const { url } of [nl, ro]) {
    const note = await (await fetch(`${url}/log/checkpoint`)).text()
    if (note.split('\n— ').length !== 3) throw new Error(`the log of ${url} is not cosigned`)
  }
}

function say(point: Point): void {
  points.push(point)
  if (options.json) return console.log(JSON.stringify(point))
  const { bench: name, concurrency, per_second, p50_ms, p99_ms, cpu_ms, cpu_by_process = {}, note } = point
  console.log(
    `${name}, ${concurrency} at once: ${per_second}/s, p50 ${p50_ms} ms, p99 ${p99_ms} ms${cpu_ms ? `, ${cpu_ms} ms CPU each` : ''}`,
  )
  for (const [process, ms] of Object.entries(cpu_by_process))
    console.log(`    ${process.padEnd(12)} ${ms} ms CPU`)
  if (note) console.log(`    ${note}`)
}
