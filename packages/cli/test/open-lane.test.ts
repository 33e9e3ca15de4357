/** A lane opens between two members whose gateways run, from the command to the first case; then a member is suspended. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type BusSettings, openProducer, provision, readLaneExtent } from '@onward/bus'
import type { Role } from '@onward/directory'
import { makePair, newCode, type Pair } from '@onward/testing'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { makeAgreement } from '../../../infra/setup/agreement.ts'
import { layout } from '../../../infra/setup/network.ts'
import { directoryCommand } from '../src/directory/command.ts'

const DAY_MS = 86_400_000
const slow = { timeout: 60_000, interval: 200 }
const patient = { timeout: 180_000 }
let pair: Pair
let third: BusSettings
let lanes: readonly [toReceiver: string, toSender: string]
let said: string[]

beforeAll(async () => {
  pair = await makePair({ known: 'strangers' })
  const { sender, receiver, folder } = pair
  lanes = [`lane.${receiver.code}.${sender.code}`, `lane.${sender.code}.${receiver.code}`]
  said = []
  const { brokers, ca, admin } = inject('servers').broker
  const tls = ca === undefined ? {} : { tls: { ca } }
  // Another member, with every right that a member has.
  const sasl = { username: newCode(), password: 'known to it alone' }
  third = { brokers, clientId: 'test-third', sasl, ...tls }
  const members = [{ code: sasl.username, ...sasl }]
  await provision({ brokers, clientId: 'test', sasl: admin, ...tls }, { members, lanes: [] })

  const terms = { from: new Date(Date.now() - DAY_MS), until: new Date(Date.now() + 365 * DAY_MS) }
  const agreement = makeAgreement([sender.code, receiver.code], { ...terms, exercise: false })
  await writeFile(join(folder, 'agreement.json'), JSON.stringify(agreement))
  await writeFile(join(folder, 'provision.password'), admin.password, { mode: 0o600 })
  if (ca !== undefined) await writeFile(join(folder, 'ca.pem'), ca)
  const broker = {
    ...{ brokers, username: admin.username, passwordFile: join(folder, 'provision.password') },
    ...(ca !== undefined && { caFile: join(folder, 'ca.pem') }),
  }
  await writeFile(join(folder, 'broker.json'), JSON.stringify(broker))
  const quick = { ONWARD_DIRECTORY_REFRESH_MS: '500' }
  // Live and not ready: the broker lets nobody produce who may write no lane.
  await sender.start(quick, { until: 'live' })
  await receiver.start(quick, { until: 'live' })
}, 180_000)

afterAll(async () => {
  await pair?.stop()
})

test('two members without an agreement have no lane, neither in the directory nor at the broker', async () => {
  expect(await offered()).toBe('NO_LANE')
  expect(await Promise.all([mayWrite(pair.sender.member.bus, lanes[0]), maySee(third, lanes[0])])).toEqual([
    'FORBIDDEN',
    'FORBIDDEN',
  ])
})

test(
  'R1, R15 open-lane makes topics and rights, and gateways that run take the lanes up within one refresh: a case is offered, and receipted',
  patient,
  async () => {
    const { sender, receiver, folder } = pair
    const codes = [sender.code, receiver.code]
    const settings = [
      '--agreement',
      join(folder, 'agreement.json'),
      '--provision',
      join(folder, 'broker.json'),
    ]
    await directory('open-lane', ...codes, ...settings, '--dry-run', ...placed())
    expect(said.at(-1)).toMatch(/^would make topics and rights of lane\./)
    expect(await maySee(sender.member.bus, lanes[1])).toBe('LANE_MISSING')

    await directory('open-lane', ...codes, ...settings, ...placed())
    await signedAndPublished('m-', codes, 2)
    // The offer goes by one of the new lanes, its receipt by the other.
    await expect.poll(offered, slow).toBe('stored')
    for (const { member } of [sender, receiver])
      await expect.poll(async () => (await fetch(`${member.url}/readyz`)).status, slow).toBe(200)
  },
)

test('R1, T20, T26 both may use the lanes as their ends are, and a third may neither read nor write them', async () => {
  const { sender, receiver } = pair
  const [toReceiver, toSender] = lanes
  const [ours, theirs] = [sender.member.bus, receiver.member.bus]
  expect({
    sender: [await mayWrite(ours, toReceiver), await maySee(ours, toSender)],
    receiver: [await mayWrite(theirs, toSender), await maySee(theirs, toReceiver)],
    against: [await mayWrite(ours, toSender), await mayWrite(theirs, toReceiver)],
    third: await Promise.all(lanes.flatMap((lane) => [mayWrite(third, lane), maySee(third, lane)])),
  }).toEqual({
    sender: ['yes', 'yes'],
    receiver: ['yes', 'yes'],
    against: ['FORBIDDEN', 'FORBIDDEN'],
    third: ['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN'],
  })
})

test(
  'R1 suspend takes the rights of a member at the broker, and every gateway closes its lanes within one refresh; lifted, they open again',
  patient,
  async () => {
    const { receiver, folder } = pair
    const broker = ['--provision', join(folder, 'broker.json')]
    await directory('suspend', receiver.code, ...broker, ...placed())
    await signedAndPublished('', ['targets'], 3)
    await expect.poll(offered, slow).toBe('MEMBER_SUSPENDED')
    await expect.poll(() => mayWrite(receiver.member.bus, lanes[1]), slow).toBe('FORBIDDEN')
    expect(await maySee(receiver.member.bus, lanes[0])).toBe('FORBIDDEN')

    await directory('suspend', receiver.code, '--lift', ...broker, ...placed())
    await signedAndPublished('', ['targets'], 3)
    await expect.poll(offered, { ...slow, timeout: 120_000 }).toBe('stored')
  },
)

/** What becomes of a case that the sender offers: the state of its receipt, `waiting` without one, or why it is refused. */
async function offered(): Promise<string> {
  const { status, body } = await pair.sender
    .as('caseworker')
    .post('/v1/referrals', await pair.offer(), { prefer: 'wait=5' })
  // Sound: the form of the answer has a test of its own.
  const { code, receipt } = body as {
    readonly code?: string
    readonly receipt?: { readonly st: string } | null
  }
  return status === 201 ? (receipt?.st ?? 'waiting') : (code ?? String(status))
}

/** Whether the broker lets somebody write a lane; nothing that is written has a form that anybody takes. */
async function mayWrite(settings: BusSettings, lane: string): Promise<string> {
  const producer = openProducer(settings)
  try {
    return await producer.send(lane, [Buffer.from('of no form')]).then(() => 'yes', codeOf)
  } finally {
    await producer.stop()
  }
}

function maySee(settings: BusSettings, lane: string): Promise<string> {
  return readLaneExtent(settings, lane).then(() => 'yes', codeOf)
}

function codeOf(error: unknown): string {
  return String(Object(error).code)
}

/** One of the commands of `onward directory`, which must end well. */
async function directory(...args: readonly string[]): Promise<void> {
  const terminal = { print: (line: string) => said.push(line), ask: async () => undefined }
  const command = directoryCommand(terminal)
  for (const each of [command, ...command.commands]) each.exitOverride()
  await command.parseAsync([...args], { from: 'user' })
}

const repository = () => ['-r', layout(pair.folder).directory]
const proposals = () => join(pair.folder, 'proposals')
const placed = () => [...repository(), '-o', proposals()]
const keyOf = (role: Role, number: number) =>
  join(layout(pair.folder).directoryKeys(role), `${role}-${number}.jwk`)

/** So many holders of each role sign what is proposed for it, then all of it is published together. */
async function signedAndPublished(prefix: '' | 'm-', names: readonly string[], count: number): Promise<void> {
  // Sound: a member's role is its code with this prefix.
  const roles = names.map((name) => `${prefix}${name}` as Role)
  const files = roles.map((role) => join(proposals(), `${role}.proposal.json`))
  for (const [at, role] of roles.entries())
    for (let number = 1; number <= count; number += 1)
      await directory('sign', files[at] ?? '', '-k', keyOf(role, number), '--yes', ...repository())
  const online = ['--snapshot-key', keyOf('snapshot', 1), '--timestamp-key', keyOf('timestamp', 1)]
  await directory('publish', ...files, ...online, ...repository())
}
