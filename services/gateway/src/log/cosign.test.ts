import {
  attested,
  consistencyProof,
  formatVkey,
  formatWitnessRequest,
  parsePolicy,
  parseWitnessRequest,
  type WitnessAnswer,
  type Witnessed,
  witness,
} from '@onward/audit'
import { expect, test } from 'vitest'
import type { Checkpoint } from '../store/log.ts'
import { type Asked, type CosignDeps, cosigner } from './cosign.ts'
import { memoryLog, noteKeys } from './memory-log.test-data.ts'

const log = noteKeys('gateway.nl.example/log')
const honest = await memoryLog(log)
const forked = await memoryLog(log, 3)

/** Three witnesses of which two are needed, a log, a clock, and what becomes of it all. */
function stage() {
  const names = ['a', 'b', 'c'] as const
  const keys = names.map((name) => noteKeys(`${name}.example/witness`))
  const vkeys = keys.map((key) => formatVkey(key, 'witness'))
  const policy = parsePolicy(
    [
      ...names.map((name, at) => `witness ${name} ${vkeys[at]} https://${name}.example`),
      'group two 2 a b c',
      'quorum two',
    ].join('\n'),
  )
  const state = {
    size: 7,
    now: 1_790_000_000_000,
    /** What each witness has of our log. */
    last: new Map<string, Witnessed>(),
    /** Answers of its own in place of a witness that works. */
    odd: new Map<string, () => Promise<Asked>>(),
    asked: [] as string[],
    lines: new Map<string, string>(),
    cosigned: [] as Checkpoint[],
    paid: [] as number[],
    failed: [] as string[],
    alarms: [] as unknown[],
  }
  const checkpoint = async (): Promise<Checkpoint> => {
    const { size, note } = await honest.at(state.size)
    return { size, note, at: new Date(state.now) }
  }
  const deps: CosignDeps = {
    now: () => new Date(state.now),
    policy,
    own: undefined,
    everyMs: 60_000,
    readTile: honest.readTile,
    last: checkpoint,
    async ask(url, body) {
      const name = url.slice('https://'.length, -'.example'.length)
      state.asked.push(`${name} ${body.split('\n')[0]}`)
      const odd = state.odd.get(name)
      if (odd) return await odd()
      const signer = keys[names.indexOf(name as 'a')] ?? log
      const request = parseWitnessRequest(body)
      const answer = witness(request, {
        logs: [log],
        last: state.last.get(name),
        signer,
        time: Math.floor(state.now / 1000),
      })
      if (answer.status === 200) state.last.set(name, { ...request.checkpoint, note: request.note })
      return asked(answer)
    },
    linesOf: async (size) =>
      [...state.lines].flatMap(([key, line]) => {
        const [of, by = ''] = key.split(' ')
        return of === `${size}` ? [{ witness: by, line }] : []
      }),
    keepLine: async (size, { witness: by, line }) => void state.lines.set(`${size} ${by}`, line),
    lastCosigned: async () => state.cosigned.at(-1),
    keepCosigned: async (complete) => void state.cosigned.push(complete),
    pay: async ({ size }) => void state.paid.push(size),
    failed: (name, code) => state.failed.push(`${name} ${code}`),
    alarm: (code, facts) => state.alarms.push({ code, ...facts }),
  }
  return { state, deps, policy, cosigning: cosigner(deps) }
}

function asked(answer: WitnessAnswer): Asked {
  if (answer.status === 200) return { status: 200, body: answer.line }
  return { status: answer.status, body: answer.status === 409 ? `${answer.size}\n` : '' }
}

test('a checkpoint is cosigned by whoever is asked, and proofs go out once two have', async () => {
  const { state, cosigning, policy } = stage()
  await cosigning.pass()
  expect(state.asked).toEqual(['a old 0', 'b old 0', 'c old 0'])
  expect(state.cosigned.map(({ size }) => size)).toEqual([7])
  expect(state.paid).toEqual([7])
  const { note = '' } = state.cosigned[0] ?? {}
  expect(attested(policy, note)).toEqual({ time: 1_790_000_000 })
  expect([...state.lines.keys()]).toEqual(['7 a', '7 b', '7 c'])
})

test('our own witness is not asked, though a policy that all members share names it', async () => {
  const { state, deps } = stage()
  await cosigner({ ...deps, own: 'b.example/witness' }).pass()
  expect(state.asked).toEqual(['a old 0', 'c old 0'])
  expect([state.failed, state.paid]).toEqual([[], [7]])
})

test('a log that grew is proved from where each witness is', async () => {
  const { state, cosigning } = stage()
  await cosigning.pass()
  state.asked = []
  state.size = 20
  await cosigning.pass()
  expect(state.asked).toEqual(['a old 7', 'b old 7', 'c old 7'])
  expect(state.cosigned.map(({ size }) => size)).toEqual([7, 20])
})

test('a log that did not grow is cosigned anew, so that it is told how recent that is, and nothing is paid twice anew', async () => {
  const { state, cosigning } = stage()
  await cosigning.pass()
  const before = state.lines.get('7 a')
  state.now += 60_000
  await cosigning.pass()
  expect(state.lines.get('7 a')).not.toBe(before)
  expect(state.cosigned).toHaveLength(1)
})

test('after a restart a witness says itself how far it is', async () => {
  const { state, deps, cosigning } = stage()
  await cosigning.pass()
  state.asked = []
  state.size = 20
  await cosigner(deps).pass()
  expect(state.asked.toSorted()).toEqual(['a old 0', 'a old 7', 'b old 0', 'b old 7', 'c old 0', 'c old 7'])
  expect([state.failed, state.cosigned.at(-1)?.size]).toEqual([[], 20])
})

test('two that work are enough, and one that never answers keeps nobody waiting', async () => {
  const { state, cosigning } = stage()
  const silent = Promise.withResolvers<Asked>()
  state.odd.set('a', () => silent.promise)
  const pass = cosigning.pass()
  await expect.poll(() => state.paid).toEqual([7])
  silent.reject(new Error('timeout'))
  await pass
  expect(state.failed).toEqual(['a WITNESS_UNREACHABLE'])
})

test('one of two is not enough: nothing is paid, until the second comes back', async () => {
  const { state, cosigning } = stage()
  for (const name of ['a', 'b']) state.odd.set(name, async () => ({ status: 503, body: '' }))
  await cosigning.pass()
  expect([state.paid, state.cosigned]).toEqual([[], []])
  state.odd.delete('b')
  state.now += 60_000
  await cosigning.pass()
  expect([state.paid, state.cosigned.map(({ size }) => size)]).toEqual([[7], [7]])
})

test('a crash between quorum and payment pays with the next pass', async () => {
  const { state, cosigning } = stage()
  await cosigning.pass()
  state.paid = []
  await cosigning.pass()
  expect(state.paid).toEqual([7])
})

test('lines from before a crash count', async () => {
  const { state, deps, cosigning } = stage()
  await cosigning.pass()
  state.cosigned = []
  state.paid = []
  for (const name of ['a', 'b', 'c']) state.odd.set(name, async () => ({ status: 503, body: '' }))
  await cosigner(deps).pass()
  expect([state.cosigned.map(({ size }) => size), state.paid]).toEqual([[7], [7]])
})

test('a witness that fails is asked ever more rarely, up to every ten minutes', async () => {
  const { state, cosigning } = stage()
  state.odd.set('a', async () => ({ status: 500, body: '' }))
  const waits: number[] = []
  let since = 0
  for (let minute = 0; minute < 60; minute += 1) {
    const before = state.failed.length
    await cosigning.pass()
    if (state.failed.length > before) {
      waits.push(minute - since)
      since = minute
    }
    state.now += 60_000
  }
  expect(waits).toEqual([0, 1, 2, 4, 8, 10, 10, 10, 10])
  state.odd.delete('a')
  state.now += 600_000
  await cosigning.pass()
  expect(state.lines.has('7 a')).toBe(true)
})

test.each([
  ['nothing', { status: 200, body: '' }, 'NOTE_MALFORMED'],
  ['noise', { status: 200, body: 'yes\n' }, 'NOTE_MALFORMED'],
  ['another witness’s line', { status: 200, body: '— x.example AAAAAAAAAAA=\n' }, 'WITNESS_ANSWER'],
  ['a size that is none', { status: 409, body: 'seven\n' }, 'WITNESS_ANSWER'],
  ['a size beyond all sizes', { status: 409, body: '9007199254740993\n' }, 'WITNESS_ANSWER'],
  ['a size without end', { status: 409, body: `${'9'.repeat(100_000)}\n` }, 'WITNESS_ANSWER'],
  ['a page', { status: 302, body: '<html>' }, 'WITNESS_302'],
])('a witness that answers %s has not cosigned', async (_, answer, code) => {
  const { state, cosigning } = stage()
  state.odd.set('a', async () => answer)
  await cosigning.pass()
  expect(state.failed).toEqual([`a ${code}`])
  expect([state.lines.has('7 a'), state.alarms]).toEqual([false, []])
})

test('a witness that never says the same size twice is not asked for ever', async () => {
  const { state, cosigning } = stage()
  let size = 0
  state.odd.set('a', async () => ({ status: 409, body: `${++size}\n` }))
  await cosigning.pass()
  expect(state.failed).toEqual(['a WITNESS_BUSY'])
})

test('a witness that has more of our log than we have tells of an old record, once', async () => {
  const { state, cosigning } = stage()
  state.last.set('a', await honest.at(20))
  for (let nth = 0; nth < 3; nth += 1) {
    await cosigning.pass()
    state.now += 600_000
  }
  expect(state.failed).toEqual(Array(3).fill('a OWN_LOG_BEHIND'))
  expect(state.alarms).toEqual([{ code: 'OWN_LOG_BEHIND', witness: 'a', size: 7, theirs: 20 }])
})

test.each([
  ['at the same size', 7, { code: 'OWN_LOG_FORK', witness: 'a', size: 7, theirs: 7 }],
  ['before it', 5, { code: 'OWN_LOG_FORK', witness: 'a', size: 7 }],
])('a witness that has another log of ours %s tells of a fork', async (_, size, alarm) => {
  const { state, cosigning } = stage()
  state.last.set('a', await forked.at(size))
  await cosigning.pass()
  expect(state.alarms).toEqual([alarm])
  expect(state.paid).toEqual([7])
})

test('what is asked is what the standard asks for', async () => {
  const { state, deps } = stage()
  const bodies: string[] = []
  state.size = 20
  state.last.set('a', await honest.at(7))
  const recording = {
    ...deps,
    ask: (url: string, body: string) => {
      bodies.push(body)
      return deps.ask(url, body)
    },
  }
  await cosigner(recording).pass()
  const hashes = await consistencyProof(7, 20, honest.readTile)
  expect(bodies).toContain(formatWitnessRequest({ oldSize: 7, hashes, note: (await honest.at(20)).note }))
})
