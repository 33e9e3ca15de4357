/** The audit log when it is empty and when it is large: appending with its checkpoint, proving, serving tiles. */
import { generateKeyPairSync, randomBytes, randomInt } from 'node:crypto'
import { growTree, inclusionProofs, type NoteSigner, tileReader } from '@onward/audit'
import { checkpoint } from '../../services/gateway/src/checkpoint.ts'
import { newLeaf } from '../../services/gateway/src/log/leaf.ts'
import * as log from '../../services/gateway/src/store/log.ts'
import type { Store } from '../../services/gateway/src/store/transaction.ts'
import { ownDatabase } from './database.ts'
import type { Bench } from './members.ts'
import { floor, type Point } from './points.ts'

/** Leaves that are put in at once while the log is made large. */
const CHUNK = 65_536

/** Measures, makes it as large as `leaves`, and measures the same again. */
export async function logPoints(bench: Bench, leaves: number, seconds: number): Promise<readonly Point[]> {
  const { store, settle, drop } = await ownDatabase(bench, 'onward_log')
  try {
    const subject = subjectOf(store)
    const empty = await measure(subject, 'empty', seconds)
    while ((await subject.size()) < leaves) await grow(subject)
    await settle()
    return [...empty, ...(await measure(subject, `${leaves / 1e6} million leaves`, seconds))]
  } finally {
    await drop()
  }
}

function subjectOf(store: Store) {
  const signer: NoteSigner = {
    name: 'bench.example/log',
    privateKey: generateKeyPairSync('ed25519').privateKey,
  }
  const readTile = tileReader({
    fullTile: (level, index) => log.fullTile(store, 1, level, index),
    leafHashes: (from, to) => log.leafHashes(store, 1, from, to),
    tileRoots: (level, from, to) => log.tileRoots(store, 1, level, from, to),
  })
  const size = async () => (await log.lastCheckpoint(store, 1))?.size ?? 0
  return { store, signer, readTile, size }
}

type Subject = ReturnType<typeof subjectOf>

async function measure(
  { store, signer, readTile, size }: Subject,
  name: string,
  seconds: number,
): Promise<readonly Point[]> {
  const append = async () => {
    const at = new Date().toISOString()
    await log.appendLeaf(store, ...Array.from({ length: 1_000 }, () => newLeaf({ kind: 'padding', at })))
    await checkpoint({
      ...{ signer, readTile, padTo: 0, now: () => new Date(), reached: () => {} },
      last: () => log.lastCheckpoint(store, 1),
      waiting: (limit) => log.waitingLeaves(store, limit),
      commit: (growth) => log.commitGrowth(store, 1, growth),
      append: (rows) => log.appendLeaf(store, ...rows),
    })
    return 1_000
  }
  const appended = await timed(append, seconds)
  const whole = await size()
  const prove = async () => {
    const indexes = Array.from({ length: 10 }, () => randomInt(whole))
    return (await inclusionProofs(indexes, whole, readTile)).length
  }
  const serve = async () => {
    await readTile({ level: 0, index: randomInt(Math.floor(whole / 256)), width: 256 })
    return 1
  }
  return [
    floor(`log, ${name}: append, with its checkpoint`, 1, appended),
    floor(`log, ${name}: prove`, 1, await timed(prove, seconds)),
    floor(`log, ${name}: serve a tile`, 1, await timed(serve, seconds)),
  ]
}

async function timed(work: () => Promise<number>, seconds: number) {
  const latencies: number[] = []
  const [from, own] = [performance.now(), process.cpuUsage()]
  let done = 0
  while (performance.now() - from < seconds * 1_000) {
    const at = performance.now()
    done += await work()
    latencies.push(performance.now() - at)
  }
  const { user, system } = process.cpuUsage(own)
  latencies.sort((one, other) => one - other)
  const quantile = (share: number) => latencies[Math.floor(latencies.length * share)] ?? 0
  const cpu = (user + system) / 1000 / done
  return { done, ms: performance.now() - from, cpu, p50: quantile(0.5), p99: quantile(0.99) }
}

/** Many leaves at once, with every opening and tile; the checkpoint is signed by nobody, and none is asked for. */
async function grow({ store, readTile, size: sizeOf }: Subject): Promise<void> {
  const hashes = Array.from({ length: CHUNK }, () => randomBytes(32))
  const size = await sizeOf()
  const grown = await growTree({ size, readTile, leaves: hashes })
  const rows = await store.read<{ seq: string; hash: string }>({
    name: 'bench: many leaves',
    text: `insert into audit_leaf (hash) select hash from unnest($1::text[]) with ordinality as many(hash, at) order by at
      returning seq, hash`,
    values: [hashes.map((hash) => hash.toString('base64url'))],
  })
  const leaves = rows.map(({ seq, hash }) => ({ seq: BigInt(seq), hash }))
  const { salt, record } = newLeaf({ kind: 'padding', at: new Date().toISOString() })
  await store.transact([
    {
      name: 'bench: many openings',
      text: 'insert into opening select unnest($1::bigint[]), $2, $3',
      values: [rows.map(({ seq }) => seq), salt, record],
    },
  ])
  const { tiles } = grown
  await log.commitGrowth(store, 1, { leaves, tiles, size: grown.size, note: 'bench', at: new Date() })
}
