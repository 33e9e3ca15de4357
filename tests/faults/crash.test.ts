import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readDirectory } from '@onward/directory'
import { makePair, type Pair, type Party } from '@onward/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Gap, gaps } from '../../services/gateway/src/gap.ts'
import { damages } from './damages.ts'
import { type Accepted, startLoad } from './load.ts'
import { readRecord } from './record.ts'
import { recordUntruths, untruths } from './whole-truth.ts'

type Life = Awaited<ReturnType<Party['start']>>

const accepted: Accepted[] = []
const lives = new Map<Party, Life>()
let pair: Pair

beforeAll(async () => {
  pair = await makePair()
  await Promise.all([live(pair.sender), live(pair.receiver)])
})

afterAll(async () => {
  await pair?.stop()
})

test('the check of the whole truth finds it whole before any fault, and sees every damage that is done to it', async () => {
  const load = startLoad(pair, { callers: 2, restMs: 0 })
  await expect.poll(() => load.accepted.length, { timeout: 20_000 }).toBeGreaterThan(12)
  accepted.push(...(await load.stop()))
  expect(await untruths(pair, accepted)).toEqual([])

  const [one, other] = await Promise.all([readRecord(pair.sender), readRecord(pair.receiver)])
  const directory = await readDirectory(pair.sender.member.directory)
  const found = damages.map(({ name, damage }) => ({
    name,
    untruths: recordUntruths(damage(one, other), accepted, directory),
  }))
  expect(found).toEqual(
    damages.map(({ name, seen }) => ({
      name,
      untruths: expect.arrayContaining([expect.stringMatching(seen)]),
    })),
  )
})

test.each(gaps)(
  'R25, R50 both gateways die at %s, each in its turn: nothing is lost, nothing happens twice',
  async (gap) => {
    const load = startLoad(pair, { callers: 2, restMs: 250 })
    await Promise.all([dieAndLiveAgain(pair.sender, gap), dieAndLiveAgain(pair.receiver, gap)])
    accepted.push(...(await load.stop()))
    expect(await untruths(pair, accepted)).toEqual([])
  },
)

/** Sets the trap, sees the process die in it by SIGKILL, and starts the next. */
async function dieAndLiveAgain(party: Party, gap: Gap): Promise<void> {
  const life = lives.get(party)
  if (!life) throw new Error(`${party.code} does not run`)
  await writeFile(trapOf(party), `${gap} 2`)
  process.kill(life.pid, 'SIGUSR2')
  expect(await life.ended).toEqual({ code: null, signal: 'SIGKILL' })
  const log = await readFile(join(pair.folder, 'logs', `gateway-${party.code}.log`), 'utf8')
  expect(log.trimEnd().split('\n').at(-1)).toBe(`died at ${gap}`)
  await live(party)
}

async function live(party: Party): Promise<void> {
  const env = { ONWARD_CHECKPOINT_MS: '200', TRAP_FILE: trapOf(party) }
  lives.set(party, await party.start(env, { entry: join(import.meta.dirname, 'crashing-gateway.ts') }))
}

/** In the member's own folder, which its gateway may read. */
function trapOf({ member }: Party): string {
  return join(member.folder, 'trap')
}
