// Three real gateways witness one another; then one of them misbehaves with its real key.
import {
  areForked,
  consistencyProof,
  formatCheckpoint,
  formatProof,
  formatWitnessRequest,
  growTree,
  leafHash,
  openByPolicy,
  openNote,
  parseCheckpoint,
  parseProof,
  type ReadTile,
  signNote,
  tileReader,
  treeHead,
  verifyInclusion,
} from '@onward/audit'
import type { EvidenceBundle } from '@onward/contract'
import { readDirectory } from '@onward/directory'
import { verifyBundle } from '@onward/evidence'
import { readToken } from '@onward/seal'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tilesAt } from '../../services/gateway/src/log/client.ts'
import { alarms, as, offerTo, openThree, type Three, until, type Watched } from './three.ts'

let three: Three
let one: Watched
let other: Watched
let third: Watched
let stopThird: () => Promise<void>

beforeAll(async () => {
  three = await openThree()
  ;[one, other, third] = three.members
  // One after the other: three at once take longer than each may on a busy machine.
  await one.start()
  await other.start()
  const running = await third.start()
  stopThird = () => running.stop()
}, 180_000)

afterAll(async () => {
  await three?.stop()
})

test('R25 a proof comes under a checkpoint that two others have cosigned, and holds offline', async () => {
  const referral = await offerTo(one, other)
  const { leaf, proof } = await until(() => proofOf(one, referral), 'a proof of the other log')
  const { index, hashes, checkpoint } = parseProof(proof)
  const opened = openByPolicy(three.policy, checkpoint)
  expect(opened.checkpoint.origin).toBe(other.log.name)
  expect(Math.abs((opened.time ?? 0) - Date.now() / 1000)).toBeLessThan(300)
  expect(verifyInclusion({ leaf: Buffer.from(leaf, 'base64url'), index, hashes, ...opened.checkpoint })).toBe(
    true,
  )
  expect(await alarms(one, 'PROOF_OVERDUE')).toBe(0)
})

test('R25, T19 a bundle says who had cosigned the logs that hold its messages, and by when, to who knows the directory', async () => {
  const from = Math.floor(Date.now() / 1000) - 1
  const referral = await offerTo(one, other)
  const directory = await readDirectory(one.member.directory)
  const { messages, faults } = await until(async () => {
    const { text } = await as(one, 'auditor', `/v1/referrals/${referral}/evidence`)
    const report = verifyBundle(Buffer.from(text), directory)
    const [offer] = report.messages
    return offer?.witnessed && offer.received?.isProven && offer.logged ? report : undefined
  }, 'a bundle that witnesses vouch for')
  expect(faults).toEqual([])
  const names = [one, other, third].map(({ code }) => directory.member(code)?.witness)
  const { at = '', by = [] } = messages[0]?.witnessed ?? {}
  expect(by.length > 0 && by.every((name) => names.includes(name))).toBe(true)
  expect(Date.parse(at) / 1000).toBeGreaterThanOrEqual(from)
})

test('anybody can read the log with nothing but its address, and make its root from the tiles', async () => {
  const { checkpoint } = await until(async () => {
    const note = await (await fetch(`${other.url}/log/checkpoint`)).text()
    return note.split('\n— ').length > 3 ? openByPolicy(three.policy, note) : undefined
  }, 'a newest checkpoint with two cosignatures')
  expect(checkpoint.size).toBeGreaterThan(0)
  expect(await treeHead(checkpoint.size, tilesAt(`${other.url}/log`))).toEqual(checkpoint.root)
  const beyond = await fetch(`${other.url}/log/tile/0/000.p/255`)
  expect([beyond.status, beyond.headers.get('cache-control')]).toEqual([404, 'no-store'])
})

test('a gateway says how long ago a quorum cosigned its log', async () => {
  const ready = await until(async () => {
    const body = await (await fetch(`${other.url}/readyz`)).json()
    return isCosigned(body) ? body : undefined
  }, 'a quorum')
  expect(ready).toMatchObject({ ready: true, witnesses: { quorum: 'ok', ageSeconds: expect.any(Number) } })
})

test('R25, T22 a log that signs another tree of the same size is refused, told of, and shown to whoever asks', async () => {
  const { size, root } = await settled(other, one)
  const forged = await forgedLog(size + 4)
  const fork = signed(other, { size, root: await treeHead(size, forged) })
  const refused = await addCheckpoint(one, formatWitnessRequest({ oldSize: size, hashes: [], note: fork }))
  expect(refused).toEqual({ status: 409, type: 'text/x.tlog.size', body: `${size}\n` })
  expect(await alarms(one, 'LOG_FORK')).toBe(1)

  const [shown] = await contradictionsAt(one)
  expect(shown).toMatchObject({ origin: other.log.name, kind: 'fork', seenBy: 'witness', second: fork })
  const notes = [shown?.first ?? '', shown?.second ?? '']
  const [first, second] = notes.map((note) => parseCheckpoint(openNote(note, [other.log]).text))
  expect(first && second && areForked(first, second)).toBe(true)
  expect(first?.root).toEqual(root)

  // The same once more is no other contradiction.
  await addCheckpoint(one, formatWitnessRequest({ oldSize: size, hashes: [], note: fork }))
  expect([await alarms(one, 'LOG_FORK'), (await contradictionsAt(one)).length]).toEqual([1, 1])
})

test('R25, T22 a fork that goes on is refused, and found out by the tiles once the log itself has come so far', async () => {
  const { size } = await settled(other, one)
  const forged = await forgedLog(size + 1)
  const note = signed(other, { size: size + 1, root: await treeHead(size + 1, forged) })
  const hashes = await consistencyProof(size, size + 1, forged)
  const refused = await addCheckpoint(one, formatWitnessRequest({ oldSize: size, hashes, note }))
  expect(refused).toMatchObject({ status: 422, body: expect.stringContaining('WITNESS_PROOF') })
  expect((await contradictionsAt(one)).map(({ second }) => second)).not.toContain(note)

  // The honest side goes on too, as a log must that answers its peers.
  await offerTo(one, other)
  const shown = await until(
    async () => (await contradictionsAt(one)).find(({ first, second }) => [first, second].includes(note)),
    'the monitor finds that the note is of another log',
  )
  expect(['fork', 'inconsistent']).toContain(shown.kind)
  for (const each of [shown.first, shown.second]) {
    expect(parseCheckpoint(openNote(each, [other.log]).text).origin).toBe(other.log.name)
  }
})

test('who does not know the log, and who is no log, get no cosignature', async () => {
  const { size } = await settled(other, one)
  const known = await (await fetch(`${other.url}/log/checkpoint`)).text()
  const own = await (await fetch(`${one.url}/log/checkpoint`)).text()
  const ask = (note: string, oldSize = size) => formatWitnessRequest({ oldSize, hashes: [], note })
  const statuses = await Promise.all(
    [ask(own), ask(known.split('\n— ')[0] ?? ''), 'old 0\n', ''].map((body) => addCheckpoint(one, body)),
  )
  expect(statuses.map(({ status }) => status)).toEqual([404, 400, 400, 400])
})

test('without a quorum no proof goes out, which is told where it was promised; then it comes', async () => {
  await stopThird()
  const referral = await offerTo(one, other)
  await until(async () => ((await alarms(one, 'PROOF_OVERDUE')) > 0 ? true : undefined), 'an alarm')
  expect(await proofOf(one, referral)).toBeUndefined()
  await third.start()
  const { proof } = await until(() => proofOf(one, referral), 'the proof')
  expect(openByPolicy(three.policy, parseProof(proof).checkpoint).checkpoint.origin).toBe(other.log.name)
}, 180_000)

/** The proof that came for the first message, as the evidence has it: the path, and the checkpoint that it leads to. */
async function proofOf(at: Watched, referral: string): Promise<{ leaf: string; proof: string } | undefined> {
  const answer = await as(at, 'auditor', `/v1/referrals/${referral}/evidence`)
  // Sound: the form of the answer has a test of its own.
  const { messages, logs } = answer.json() as EvidenceBundle
  const [{ token, proof } = {}] = messages[0]?.receipts ?? []
  const read = token === undefined ? undefined : readToken('receipt', token)
  if (!proof || !read || typeof read === 'string') return undefined
  const { index, size, hashes, origin } = proof
  const note = logs
    .find((log) => log.origin === origin)
    ?.checkpoints.find((each) => parseCheckpoint(openNote(each.note, [other.log]).text).size === size)?.note
  if (note === undefined) throw new Error('the bundle lacks the checkpoint of a proof')
  const path = hashes.map((hash) => Buffer.from(hash, 'base64url'))
  return { leaf: read.claims.leaf, proof: formatProof({ index, hashes: path, checkpoint: note }) }
}

interface Shown {
  readonly origin: string
  readonly kind: string
  readonly first: string
  readonly second: string
  readonly seenBy: string
}

async function contradictionsAt(at: Watched): Promise<readonly Shown[]> {
  // Sound: the form of the answer has a test of its own.
  const body = (await as(at, 'auditor', '/v1/audit/contradictions')).json() as { contradictions: Shown[] }
  return body.contradictions
}

async function addCheckpoint(at: Watched, body: string) {
  const answer = await fetch(`${at.url}/witness/add-checkpoint`, { method: 'POST', body })
  return { status: answer.status, type: answer.headers.get('content-type'), body: await answer.text() }
}

/** The newest checkpoint of a log, once this witness has cosigned it. */
async function settled(log: Watched, witness: Watched) {
  return await until(async () => {
    const note = await (await fetch(`${log.url}/log/checkpoint`)).text()
    const checkpoint = parseCheckpoint(openNote(note, [log.log]).text)
    const asked = await addCheckpoint(witness, formatWitnessRequest({ oldSize: 0, hashes: [], note }))
    return asked.status === 409 && asked.body === `${checkpoint.size}\n` ? checkpoint : undefined
  }, 'the newest checkpoint is cosigned')
}

function signed({ signer }: Watched, { size, root }: { size: number; root: Uint8Array }): string {
  return signNote(formatCheckpoint({ origin: signer.name, size, root }), signer)
}

/** A log of other leaves than the real one. */
async function forgedLog(size: number): Promise<ReadTile> {
  const leaves = Array.from({ length: size }, (_, at) => leafHash(Buffer.from(`forged ${at}`)))
  const { tiles } = await growTree({ size: 0, leaves, readTile: async () => new Uint8Array() })
  return tileReader({
    fullTile: async (level, index) =>
      tiles.find((tile) => tile.level === level && tile.index === index)?.hashes ?? new Uint8Array(),
    leafHashes: async (from, to) => leaves.slice(from, to),
  })
}

function isCosigned(body: unknown): boolean {
  return JSON.stringify(body).includes('"quorum":"ok"')
}
