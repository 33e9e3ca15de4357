/** What the doctor says of others: the clock of the broker, and the witnesses of the log. */
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { cosign, formatCheckpoint, signNote } from '@onward/audit'
import { openProducer } from '@onward/bus'
import { importPrivateKey, readDirectory } from '@onward/directory'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { policyText } from '../../../infra/setup/witness-policy.ts'
import type { Finding } from '../src/doctor/finding.ts'
import { examine } from '../src/doctor.ts'
import { wholeMember } from './whole-member.test-data.ts'

const { codes, folder, member, file, sql, drop } = await wholeMember()
const [own, peer] = codes
const now = new Date()
const directory = await readDirectory(member.directory)
afterAll(drop)

test('a broker whose clock is wrong is told by what it stamps: later than now, or earlier than it was signed', async () => {
  const lane = `lane.${peer}.${own}`
  expect(await clocks(now)).toEqual([['ok', "nothing was sent yet that shows the broker's clock"]])
  const producer = openProducer(member.bus)
  await producer.send(lane, [Buffer.from('stamped by the broker')])
  await producer.stop()
  const at = (offset: number) => new Date(Date.now() + offset * 1_000)
  const sent = (seq: number, { offset }: { readonly offset: number }) =>
    sql(
      `with token as (insert into lane_token values ($1, 1, $2, 'resend', gen_random_uuid(), $3, null, null, $4, 'token'))
       insert into lane_sent values ($1, 1, $2) on conflict (lane) do update set seq = excluded.seq`,
      [lane, seq, `digest ${seq}`, Math.floor(at(offset).getTime() / 1_000)],
    )
  await sent(1, { offset: -2 })
  expect(await clocks(at(0))).toEqual([
    ['ok', "nothing shows that the broker's clock is another than this one"],
  ])
  expect(await clocks(at(-100))).toEqual([
    ['warning', "the broker's clock is more than 5 s ahead of this one"],
  ])
  expect(await clocks(at(-1_000))).toEqual([
    ['failed', "the broker's clock is more than 300 s ahead of this one"],
  ])
  await sent(2, { offset: 100 })
  expect(await clocks(at(100))).toEqual([['warning', "the broker's clock is more than 5 s behind this one"]])
  await sent(3, { offset: 1_000 })
  expect(await clocks(at(1_000))).toEqual([
    ['failed', "the broker's clock is more than 300 s behind this one"],
  ])
  // In an exercise tokens are signed by a clock that is moved.
  expect(await clocks(at(1_000), { ONWARD_EXERCISE: '1' })).toEqual([])
})

/** What is found of the broker's clock; the database's is told beside it. */
async function clocks(at: Date, env: Readonly<Record<string, string>> = {}) {
  const findings = await examine({ ...member.env, ...env }, at)
  return findings
    .filter(({ check, says }) => check === 'clock' && !says.includes("database's"))
    .map(({ state, says }) => [state, says])
}

test('without a policy nobody has to cosign, which is told', async () => {
  expect(await witnesses({})).toEqual([
    {
      check: 'witnesses',
      state: 'warning',
      says: `no witness has to cosign: that the log only grew rests on the word of ${own} alone`,
      remedy: 'name witnesses and a quorum in ONWARD_WITNESS_POLICY_FILE',
    },
  ])
  const broken = { ONWARD_WITNESS_POLICY_FILE: await file('broken.txt', 'quorum nobody\n') }
  expect(
    (await examine({ ...member.env, ...broken }, now)).map(({ check, state, says }) => [check, state, says]),
  ).toEqual([
    ['configuration', 'failed', expect.stringMatching(/^ONWARD_WITNESS_POLICY_FILE is no policy: .*line 1/)],
  ])
})

test('witnesses that cannot be reached, are none, or do not cosign are told, and whether a quorum does', async () => {
  let answers = 400
  const server = createServer((_, response) => response.writeHead(answers).end())
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => void server.close())
  // Sound: it listens on a port.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const text = policyText(directory, { logs: [member], witnesses: [{ code: peer, url }], enough: 1 }, now)
  const env = { ONWARD_WITNESS_POLICY_FILE: await file('policy.txt', text) }
  const lines = async () => (await witnesses(env)).map(({ state, says }) => [state, says])

  expect(await lines()).toEqual([
    ['failed', 'no quorum has cosigned the log yet'],
    ['warning', `${peer} is there, and has never cosigned the log`],
  ])
  await cosignedBy(peer, { size: 1, agoSeconds: 3 })
  expect(await lines()).toEqual([
    ['ok', expect.stringMatching(/^a quorum cosigned the log \d+ seconds? ago$/)],
    ['ok', expect.stringMatching(/^.* is there, and cosigned the log \d+ seconds? ago$/)],
  ])
  answers = 404
  expect((await lines())[1]).toEqual(['warning', `${peer} answers 404, as no witness does`])
  await new Promise((resolve) => server.close(resolve))
  expect((await lines())[1]).toEqual(['warning', `${peer} cannot be reached`])
})

test('a quorum that cosigned three hours ago is one no more', async () => {
  const url = 'http://127.0.0.1:1'
  const text = policyText(directory, { logs: [member], witnesses: [{ code: peer, url }], enough: 1 }, now)
  await sql('delete from cosignature')
  await cosignedBy(peer, { size: 2, agoSeconds: 3 * 3_600 + 60 })
  const [quorum] = await witnesses({ ONWARD_WITNESS_POLICY_FILE: await file('policy.txt', text) })
  expect(quorum).toEqual({
    check: 'witnesses',
    state: 'failed',
    says: 'a quorum cosigned the log 3 hours ago, and not since',
    remedy: 'no proof leaves until then: start the gateway if it does not run, then look at each witness',
  })
})

async function witnesses(env: Readonly<Record<string, string>>): Promise<readonly Finding[]> {
  const found = await examine({ ...member.env, ...env }, new Date())
  return found.filter(({ check }) => check === 'witnesses')
}

/** The member's log signs a checkpoint, and a witness cosigns it, as both their gateways would. */
async function cosignedBy(
  witness: string,
  { size, agoSeconds }: { readonly size: number; readonly agoSeconds: number },
): Promise<void> {
  const signerOf = async (code: string, use: 'log' | 'wit', name = '') => {
    const jwk = JSON.parse(await readFile(join(folder, 'members', code, 'keys', `${use}.jwk`), 'utf8'))
    return { name, privateKey: importPrivateKey(jwk).privateKey }
  }
  const { origin = '' } = directory.member(member.code) ?? {}
  const text = formatCheckpoint({ origin, size, root: Buffer.alloc(32) })
  const note = signNote(text, await signerOf(member.code, 'log', origin))
  const cosigner = await signerOf(witness, 'wit', directory.member(witness)?.witness)
  const line = cosign(text, cosigner, Math.floor(Date.now() / 1_000) - agoSeconds)
  await sql('insert into checkpoint (log, size, note, at) values (1, $1, $2, now())', [size, note])
  await sql('insert into cosignature (log, size, witness, line, at) values (1, $1, $2, $3, now())', [
    size,
    witness,
    line,
  ])
}
