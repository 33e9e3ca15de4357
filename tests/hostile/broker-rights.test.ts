/** What the broker itself lets each member do, with the rights that set-up gave it. Nothing of ours stands between. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type BusSettings,
  checkBrokers,
  groupName,
  openConsumer,
  openProducer,
  provision,
  putUsers,
  readLaneExtent,
} from '@onward/bus'
import { newCode } from '@onward/testing'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { dropDatabase } from '../../infra/postgres/databases.ts'
import { silent } from '../../infra/progress.ts'
import { keepMembers, type LocalMember } from '../../infra/setup/members.ts'
import { until } from './stage.ts'

const codes = [newCode(), newCode(), newCode()] as const
const [NL, RO, IT] = codes
const toRo = `lane.${RO}.${NL}`
const open: { stop(): Promise<void> }[] = []
let folder: string
let nl: LocalMember
let it: LocalMember

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onward-rights-'))
  const { broker, postgres } = inject('servers')
  const members = await keepMembers({ servers: { folder, broker, postgres }, codes, progress: silent })
  const member = (code: string) => members.find((each) => each.code === code) ?? missing(code)
  nl = member(NL)
  it = member(IT)
  await send(nl, toRo, 'for RO alone')
  await send(it, `lane.${RO}.${IT}`, 'for RO alone')
})

afterAll(async () => {
  await Promise.all(open.map((each) => each.stop()))
  const { adminUrl } = inject('servers').postgres
  for (const code of codes) await dropDatabase(adminUrl, `onward_${code.toLowerCase()}`)
  await rm(folder, { recursive: true, force: true })
})

test('R1, R23, T26 a member cannot read what is sent to another, not even by itself', async () => {
  const refused = async (lane: string) => {
    const { states, texts } = listen(nl.bus, lane, groupName(NL))
    const [code] = await until(() => (states.length > 0 ? states : undefined), 'the refusal')
    return [code, texts]
  }
  expect(await Promise.all([refused(toRo), refused(`lane.${RO}.${IT}`)])).toEqual([
    ['FORBIDDEN', []],
    ['FORBIDDEN', []],
  ])
  await expect(readLaneExtent(nl.bus, `lane.${RO}.${IT}`)).rejects.toMatchObject({ code: 'FORBIDDEN' })
})

test('a member cannot read its own lanes in the group of another, and so cannot move its place', async () => {
  const { states, texts } = listen(nl.bus, `lane.${NL}.${RO}`, groupName(RO))
  const [code] = await until(() => (states.length > 0 ? states : undefined), 'the refusal')
  expect([code, texts]).toEqual(['FORBIDDEN', []])
})

test('R1, T20, T27 a third member cannot write on the lane of two others, nor a receiver on its own', async () => {
  const before = await readLaneExtent(nl.bus, toRo)
  for (const lane of [toRo, `lane.${NL}.${RO}`, `lane.${IT}.${NL}`]) {
    await expect(send(it, lane, 'forged')).rejects.toMatchObject({ name: 'BusError', code: 'FORBIDDEN' })
  }
  expect(await readLaneExtent(nl.bus, toRo)).toEqual(before)
})

test('R1, T20, T27 nobody creates a lane, a rule or a user, by asking for it or by using it', async () => {
  const lane = `lane.${RO}.${newCode()}`
  const members = [{ code: IT, username: IT }]
  await expect(provision(it.bus, { members: [], lanes: [lane] })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await expect(provision(it.bus, { members, lanes: [toRo] })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await expect(putUsers(it.bus, [{ username: NL, password: 'known to IT' }])).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
  await expect(send(it, lane, 'first')).rejects.toMatchObject({ code: 'FORBIDDEN' })
  const own = `lane.${IT}.${newCode()}`
  await expect(readLaneExtent(it.bus, own)).rejects.toMatchObject({ code: 'LANE_MISSING' })
  await expect(readLaneExtent(admin(), lane)).rejects.toMatchObject({ code: 'LANE_MISSING' })
  await expect(readLaneExtent(admin(), own)).rejects.toMatchObject({ code: 'LANE_MISSING' })
})

test('nobody gets in with a wrong password, the password of another, or a name that is not known', async () => {
  const { sasl } = it.bus
  const guesses: BusSettings['sasl'][] = [
    { ...sasl, password: 'guess' },
    { ...sasl, password: '' },
    { username: NL, password: sasl.password },
    { username: admin().sasl.username, password: sasl.password },
    { username: newCode(), password: sasl.password },
  ]
  const codes = guesses.map((guess) =>
    checkBrokers({ ...it.bus, sasl: guess }).then(
      () => 'let in',
      (error: { code: string }) => error.code,
    ),
  )
  expect(await Promise.all(codes)).toEqual(guesses.map(() => 'UNAUTHENTICATED'))
  expect(await checkBrokers(it.bus)).toBe(1)
})

async function send({ bus }: LocalMember, lane: string, text: string): Promise<void> {
  const producer = openProducer(bus)
  try {
    await producer.send(lane, [Buffer.from(text)])
  } finally {
    await producer.stop()
  }
}

/** Tries to read a lane; keeps the codes of refusals and whatever is delivered. */
function listen(settings: BusSettings, lane: string, group: string) {
  const states: string[] = []
  const texts: string[] = []
  const consumer = openConsumer({
    settings,
    group,
    lanes: [lane],
    position: async () => -1n,
    onState: (state) => {
      if ('code' in state) states.push(state.code)
    },
    deliver: async ({ messages }) => {
      for (const { value } of messages) texts.push(Buffer.from(value).toString())
    },
  })
  open.push(consumer)
  return { states, texts }
}

function admin(): BusSettings {
  const { brokers, ca, admin: sasl } = inject('servers').broker
  return { brokers, clientId: 'test-admin', sasl, ...(ca !== undefined && { tls: { ca } }) }
}

function missing(code: string): never {
  throw new Error(`${code} was not set up`)
}
