import { afterEach, expect, test } from 'vitest'
import { openClient } from '../src/client.ts'
import { asBusError } from '../src/fault.ts'
import { checkBrokers, groupName, openProducer, provision, readLaneExtent, withdraw } from '../src/index.ts'
import { adminSettings, memberCode, openTestLane, until, userSettings } from './broker.ts'
import { collect } from './collect.ts'

const open: { stop(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.stop()))
})
const keep = <T extends { stop(): Promise<void> }>(resource: T): T => {
  open.push(resource)
  return resource
}
const bytes = (...values: string[]) => values.map((value) => Buffer.from(value))

test('R1, T27 a member that is not the sender cannot write to a lane, and its refusal stops no other lane', async () => {
  const mine = await openTestLane()
  const foreign = await openTestLane()
  const producer = keep(openProducer(mine.sender))
  const answers = await Promise.allSettled([
    producer.send(mine.lane, bytes('first')),
    producer.send(foreign.lane, bytes('forged')),
    producer.send(mine.lane, bytes('second')),
  ])
  expect(answers).toEqual([
    { status: 'fulfilled', value: undefined },
    { status: 'rejected', reason: expect.objectContaining({ name: 'BusError', code: 'FORBIDDEN' }) },
    { status: 'fulfilled', value: undefined },
  ])
  expect(await readLaneExtent(foreign.receiver, foreign.lane)).toEqual({ first: 0n, next: 0n })
})

test('the receiver cannot write to its own incoming lane', async () => {
  const { lane, receiver } = await openTestLane()
  await expect(keep(openProducer(receiver)).send(lane, bytes('forged'))).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
})

test('R1, R53 a member that is not the receiver cannot read a lane, nor see what it holds', async () => {
  const { lane, sender } = await openTestLane()
  const foreign = await openTestLane()
  await keep(openProducer(sender)).send(lane, bytes('one'))
  await expect(readLaneExtent(foreign.receiver, lane)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  const stranger = collect({ settings: foreign.receiver, lanes: [lane], group: groupName(foreign.to) })
  keep(stranger.consumer)
  await until(() => stranger.states.length > 1, 'the refusal')
  expect(stranger.states).toMatchObject([
    { state: 'LANE_REFUSED', lane, code: 'FORBIDDEN' },
    { state: 'STALLED', code: 'FORBIDDEN' },
  ])
  // The sender sees its lane, and still cannot read it.
  const writer = collect({ settings: sender, lanes: [lane], group: groupName(sender.sasl.username) })
  keep(writer.consumer)
  await until(() => writer.states.some(({ state }) => state === 'STALLED'), 'the refusal')
  expect(writer.states.find(({ state }) => state === 'STALLED')).toMatchObject({ code: 'FORBIDDEN' })
  expect([stranger.texts, writer.texts]).toEqual([[], []])
})

test('a lane that does not exist yet stops no other, and is read once it has been opened', async () => {
  const { lane, to, sender, receiver } = await openTestLane()
  const from = memberCode()
  const late = `lane.${to}.${from}`
  const received = collect({ settings: receiver, lanes: [late, lane] })
  keep(received.consumer)
  await keep(openProducer(sender)).send(lane, bytes('one'))
  await until(() => received.texts.length >= 1, 'the lane that exists')
  expect(received.states[0]).toMatchObject({ state: 'LANE_REFUSED', lane: late, code: 'LANE_MISSING' })

  await provision(adminSettings(), {
    members: [{ code: from, username: from, password: `${from}-secret` }],
    lanes: [late],
  })
  await keep(openProducer(userSettings(from))).send(late, bytes('two'))
  await until(() => received.texts.length >= 2, 'the lane that has appeared')
  expect(received.texts).toEqual(['one', 'two'])
})

test('a member cannot read in the group of another', async () => {
  const { lane, receiver } = await openTestLane()
  const received = collect({ settings: receiver, lanes: [lane], group: groupName(memberCode()) })
  keep(received.consumer)
  await until(() => received.states.some(({ state }) => state === 'STALLED'), 'the refusal')
  expect(received.states.find(({ state }) => state === 'STALLED')).toMatchObject({ code: 'FORBIDDEN' })
})

test('no member creates topics, rules or users', async () => {
  const { to, receiver } = await openTestLane()
  const lane = `lane.${to}.${memberCode()}`
  await expect(provision(receiver, { members: [], lanes: [lane] })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
  const member = { code: to, username: to }
  await expect(provision(receiver, { members: [member], lanes: [] })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
  const users = { members: [{ ...member, password: 'new' }], lanes: [] }
  await expect(provision(receiver, users)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await expect(checkBrokers(receiver)).resolves.toBeGreaterThan(0)
})

test('R53 writing to or reading from a lane that was never opened creates nothing', async () => {
  const { to, from, sender, receiver } = await openTestLane()
  const lane = `lane.${to}.${memberCode()}`
  await expect(keep(openProducer(sender)).send(lane, bytes('one'))).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
  await expect(readLaneExtent(receiver, lane)).rejects.toMatchObject({ code: 'LANE_MISSING' })
  await expect(readLaneExtent(adminSettings(), `lane.${memberCode()}.${from}`)).rejects.toMatchObject({
    code: 'LANE_MISSING',
  })
})

test('a wrong password and an unknown user are refused, and what waits goes out once the password is right', async () => {
  const { lane, from, sender } = await openTestLane()
  const wrong = { ...sender, sasl: { ...sender.sasl, password: 'wrong' } }
  await expect(checkBrokers(wrong)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  await expect(checkBrokers(userSettings(memberCode()))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })

  const producer = keep(openProducer(wrong))
  const sent = producer.send(lane, bytes('one'))
  await until(() => producer.health().state === 'stalled', 'the producer to notice')
  expect(producer.health()).toMatchObject({ state: 'stalled', waiting: 1, code: 'UNAUTHENTICATED' })
  await provision(adminSettings(), {
    members: [{ code: from, username: from, password: 'wrong' }],
    lanes: [],
  })
  await expect(sent).resolves.toBeUndefined()
})

test('a certificate of another authority is not trusted', async () => {
  const { sender } = await openTestLane()
  await expect(checkBrokers({ ...sender, tls: { ca: foreignCa } })).rejects.toMatchObject({
    code: 'UNREACHABLE',
  })
})

test('a record that is too large is refused alone, by us or by the broker', async () => {
  const { lane, sender, receiver } = await openTestLane()
  const producer = keep(openProducer(sender))
  const huge = Buffer.alloc(2_000_000)
  await expect(producer.send(lane, [...bytes('a'), huge, ...bytes('b')])).rejects.toMatchObject({
    code: 'TOO_LARGE',
    indices: [1],
  })
  await setMaxBytes(lane, '50000')
  const large = Buffer.alloc(60_000)
  const [refused, others] = await Promise.allSettled([
    producer.send(lane, [...bytes('c'), large, ...bytes('d')]),
    producer.send(lane, bytes('e')),
  ])
  expect(refused).toMatchObject({ status: 'rejected', reason: { code: 'TOO_LARGE', indices: [1] } })
  expect(others).toMatchObject({ status: 'fulfilled' })
  const received = collect({ settings: receiver, lanes: [lane] })
  keep(received.consumer)
  await until(() => received.texts.length >= 5, 'what was not refused')
  expect(received.texts).toEqual(['a', 'b', 'c', 'd', 'e'])
})

test('provisioning again sets right what was changed', async () => {
  const { lane, to, from } = await openTestLane()
  await setMaxBytes(lane, '50000')
  await provision(adminSettings(), {
    members: [
      { code: to, username: to },
      { code: from, username: from },
    ],
    lanes: [lane],
  })
  expect(await configOf(lane)).toMatchObject({
    'cleanup.policy': 'delete',
    'compression.type': 'uncompressed',
    'max.message.bytes': '1048588',
    'message.timestamp.type': 'LogAppendTime',
    'retention.ms': '2592000000',
    'segment.ms': '86400000',
  })
})

const topicResource = 2

async function setMaxBytes(name: string, value: string) {
  await asAdmin((admin) =>
    admin.alterConfigs({
      validateOnly: false,
      resources: [{ type: topicResource, name, configEntries: [{ name: 'max.message.bytes', value }] }],
    }),
  )
}

async function configOf(name: string): Promise<Record<string, string>> {
  const { resources } = await asAdmin((admin) =>
    admin.describeConfigs({ includeSynonyms: false, resources: [{ type: topicResource, name }] }),
  )
  const entries = resources[0]?.configEntries ?? []
  return Object.fromEntries(entries.map(({ configName, configValue }) => [configName, configValue]))
}

async function asAdmin<T>(ask: (admin: import('kafkajs').Admin) => Promise<T>): Promise<T> {
  const { kafka, drop } = openClient(adminSettings(), { retries: 5, log: () => {} })
  const admin = kafka.admin()
  try {
    await admin.connect()
    return await ask(admin)
  } catch (error) {
    throw asBusError(error, 'administer')
  } finally {
    await admin.disconnect()
    drop()
  }
}

// Self-signed, made for this test; its key was thrown away.
const foreignCa = `-----BEGIN CERTIFICATE-----
MIIBkDCCATWgAwIBAgIUECXB7Fp61v2iyL9XgyIxc+sKNM4wCgYIKoZIzj0EAwIw
HDEaMBgGA1UEAwwRYW5vdGhlciBhdXRob3JpdHkwIBcNMjYxMTIzMDIyMjAyWhgP
MjEyNjEwMzAwMjIyMDJaMBwxGjAYBgNVBAMMEWFub3RoZXIgYXV0aG9yaXR5MFkw
EwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEnoOpnb+EdlmfMy7QO6SH8m146x0gkkyw
ap2W09Svng4JO+iXmJCbgPKdsvAFMdu/AvnlXRI6SJQllx1Ndc/fJ6NTMFEwHQYD
VR0OBBYEFG9heoOpQT+irYYdYey0BFIjPwO5MB8GA1UdIwQYMBaAFG9heoOpQT+i
rYYdYey0BFIjPwO5MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIh
AOgmNiSN7ydw67KuDX6JmBdCCFF66MOIjMUMAM1tQtK2AiEAl9yZIXgUbhKrRbM8
TFZte3XxupRPOthP/ge2NG4ZQcY=
-----END CERTIFICATE-----
`

test('R1 a principal whose rights were taken can neither write nor read, until they are given back', async () => {
  const { lane, from, to, sender, receiver } = await openTestLane()
  await keep(openProducer(sender)).send(lane, bytes('before'))
  await withdraw(adminSettings(), from)
  await expect(keep(openProducer(sender)).send(lane, bytes('after'))).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
  // Only its own: the other member's stay.
  expect(await readLaneExtent(receiver, lane)).toEqual({ first: 0n, next: 1n })
  await withdraw(adminSettings(), to)
  await expect(readLaneExtent(receiver, lane)).rejects.toMatchObject({ code: 'FORBIDDEN' })

  const members = [from, to].map((code) => ({ code, username: code }))
  await provision(adminSettings(), { members, lanes: [lane] })
  await keep(openProducer(sender)).send(lane, bytes('again'))
  expect(await readLaneExtent(receiver, lane)).toEqual({ first: 0n, next: 2n })
})
