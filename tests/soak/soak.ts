// npm run soak [-- --minutes 5]: a minute without a broker, then kills at random of gateways, broker and database, all
// under load; then the whole truth. One line for each event; exit code 0 only if nothing was lost.
// npm run soak -- --cases [--minutes 5]: no servers, but random cases of a referral, told between two gateways.
// npm run soak -- --parsers [--inputs 100000]: no servers, but hostile bytes for everything that takes bytes apart.
import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { makePair, type Party, startTestServers } from '@onward/testing'
import { stopOnSignals } from '../../infra/processes.ts'
import { toStandardError } from '../../infra/progress.ts'
import { startLoad } from '../faults/load.ts'
import { untruths } from '../faults/whole-truth.ts'
import { soakCases } from './cases.ts'
import { fuzz } from './fuzz.ts'
import { parsers } from './parsers.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    cases: { type: 'boolean', default: false },
    parsers: { type: 'boolean', default: false },
    inputs: { type: 'string', default: '100000' },
  },
})
const minutes = Number(values.minutes)
if (!(minutes > 0)) throw new Error('--minutes is a number above 0')
const inputs = Number(values.inputs)
if (!(inputs > 0)) throw new Error('--inputs is a number above 0')

const began = Date.now()
const say = (what: string) =>
  console.log(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${what}`)

if (values.cases) process.exit(soakCases(minutes, say) ? 0 : 1)
if (values.parsers) process.exit((await soakParsers()) ? 0 : 1)

const areParsersGood = await soakParsers()
const servers = await startTestServers(toStandardError)
stopOnSignals(servers.stop)
const pair = await makePair({ servers })
const started = Date.now()

const { broker, postgres } = servers
const lives = new Map<Party, Awaited<ReturnType<Party['start']>>>()
const live = async (party: Party) => void lives.set(party, await party.start({}, { until: 'live' }))
await Promise.all([live(pair.sender), live(pair.receiver)])

const killGateway = async (party: Party) => {
  await lives.get(party)?.kill()
  await sleep(randomInt(3_000))
  await live(party)
}

const faults: readonly (readonly [what: string, act: () => Promise<unknown>])[] = [
  ["the sender's gateway is killed", () => killGateway(pair.sender)],
  ["the receiver's gateway is killed", () => killGateway(pair.receiver)],
  ['both gateways are killed', () => Promise.all([killGateway(pair.sender), killGateway(pair.receiver)])],
  [
    'the broker is killed',
    async () => {
      await broker.kill()
      await sleep(randomInt(5_000))
      await broker.start()
    },
  ],
  [
    'PostgreSQL is killed',
    async () => {
      await postgres.kill()
      await sleep(randomInt(5_000))
      await postgres.start()
    },
  ],
]

const load = startLoad(pair, { callers: 4, restMs: 250 })
await sleep(2_000)
say('the broker is stopped for a minute')
await broker.stop()
await sleep(60_000)
await broker.start()
say(`the broker is back; ${load.accepted.length} commands accepted so far`)

while (Date.now() - started < minutes * 60_000) {
  const [what, act] = faults[randomInt(faults.length)] ?? []
  say(what ?? '')
  await act?.()
  say(`back; ${load.accepted.length} commands accepted so far`)
  await sleep(randomInt(10_000))
}

const accepted = await load.stop()
say(`the load is over: ${accepted.length} commands accepted`)
const found = await untruths(pair, accepted)
for (const untruth of found.slice(0, 50)) say(untruth)
const died = [...lives].filter(([, life]) => !life.isRunning()).map(([{ code }]) => code)
for (const code of died) say(`the gateway of ${code} ended by itself`)
const isGood = found.length === 0 && died.length === 0 && areParsersGood
say(
  isGood
    ? 'nothing lost, nothing doubled, nothing out of order, all of it proved'
    : `${found.length} things are not as they must be`,
)

await pair.stop()
await servers.stop()
process.exit(isGood ? 0 : 1)

/** True if every parser was right about all that it was given. */
async function soakParsers(): Promise<boolean> {
  let isGood = true
  for (const parser of parsers) {
    const wrong = await fuzz(parser, inputs)
    say(wrong ?? `${parser.name}: right about ${inputs} hostile inputs`)
    isGood &&= wrong === undefined
  }
  return isGood
}
