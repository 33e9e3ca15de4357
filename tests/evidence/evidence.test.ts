// What two gateways can prove of one referral, to a stranger who has the file and the public directory.
import { readFileSync } from 'node:fs'
import { type Directory, readDirectory } from '@onward/directory'
import { compareBundles, type Report, verifyBundle } from '@onward/evidence'
import { readStamps } from '@onward/evidence/time-stamp'
import { makePair, type Pair, type Party, startTsa, type Tsa } from '@onward/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'

let tsa: Tsa
let pair: Pair
let directory: Directory
let referral: string

beforeAll(async () => {
  ;[tsa, pair] = await Promise.all([startTsa(), makePair()])
  const stamped = { ONWARD_TSA_URL: tsa.url, ONWARD_TSA_MS: '1000' }
  await Promise.all([pair.sender.start(stamped), pair.receiver.start()])
  directory = await readDirectory(pair.sender.member.directory)
  const { sender, receiver } = pair
  const wait = { prefer: 'wait=10' }
  const offered = await sender.as('caseworker').post('/v1/referrals', await pair.offer(), wait)
  expect(offered).toMatchObject({ status: 201, body: { receipt: { st: 'stored' } } })
  referral = offered.text('/referral')
  const data = acknowledgement(receiver.code)
  const command = { verb: 'acknowledge', data }
  const acknowledged = await receiver
    .as('focal-point')
    .post(`/v1/referrals/${referral}/commands`, command, wait)
  expect(acknowledged).toMatchObject({ status: 201, body: { receipt: { st: 'stored' } } })
})

afterAll(async () => {
  await pair?.stop()
  await tsa?.stop()
})

test('R25 each side hands out one file that proves every message of both, without content and with it', async () => {
  for (const [party, role] of [
    [pair.sender, 'auditor'],
    [pair.receiver, 'auditor'],
    [pair.sender, 'focal-point'],
    [pair.receiver, 'focal-point'],
  ] as const) {
    const { report, text } = await complete(party, role)
    expect(report).toMatchObject({
      holds: true,
      referral,
      issued: { by: party.code },
      acknowledged: { by: pair.receiver.code, message: 2 },
      messages: [
        {
          from: pair.sender.code,
          said: { type: 'referral.submitted', sequence: 1 },
          received: { isProven: true },
        },
        { from: pair.receiver.code, said: { type: 'referral.acknowledged' }, received: { isProven: true } },
      ],
    })
    expect(report.decided).toBeUndefined()
    const basis = role === 'auditor' ? 'stated' : 'signed'
    expect(report.messages.map(({ said }) => said.basis)).toEqual([basis, basis])
    expect(text.includes('"event":')).toBe(role !== 'auditor')
  }
})

test('R25 what one has sent, the other has received, and both logs hold it', async () => {
  const [ours, theirs] = [await complete(pair.sender, 'auditor'), await complete(pair.receiver, 'auditor')]
  expect(compareBundles(ours.report, theirs.report)).toMatchObject({
    agrees: true,
    referral,
    members: [pair.sender.code, pair.receiver.code],
    matched: 2,
    unreceipted: [],
    gaps: [],
    unanswered: ['decided'],
    differences: [],
  })
})

test('T37 a log that an authority time-stamps is shown with the time that it said', async () => {
  for (let tries = 0; ; tries += 1) {
    const { bytes } = await pair.sender.as('auditor').file(`/v1/referrals/${referral}/evidence`)
    const report = verifyBundle(bytes, directory, { stamps: await readStamps(bytes, tsa.ca) })
    const stamps = report.logs.flatMap(({ checkpoints }) =>
      checkpoints.flatMap(({ timeStamp }) => timeStamp ?? []),
    )
    expect(report.faults).toEqual([])
    if (stamps.length > 0 && report.messages[0]?.witnessed) {
      expect(stamps).toContainEqual({ by: 'CN=tsa.example', at: expect.any(String) })
      expect(report.messages[0].witnessed.by).toEqual(['CN=tsa.example'])
      return
    }
    if (tries > 300) throw new Error('no time-stamp has come')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
})

test('R22 an auditor gets no content, whatever it asks for', async () => {
  const { status, body } = await pair.sender.as('auditor').get(`/v1/referrals/${referral}/evidence?content=1`)
  expect([status, body]).toMatchObject([403, { code: 'FORBIDDEN' }])
})

/** The file once both logs have their checkpoints over it, and the receiver's proofs have come: a second or two. */
async function complete(
  party: Party,
  role: 'auditor' | 'focal-point',
): Promise<{ readonly report: Report; readonly text: string }> {
  const query = role === 'auditor' ? '' : '?content=1'
  for (let tries = 0; ; tries += 1) {
    const { status, headers, bytes } = await party.as(role).file(`/v1/referrals/${referral}/evidence${query}`)
    expect([status, headers.get('content-type')]).toEqual([200, 'application/json'])
    const report = verifyBundle(bytes, directory)
    const missing = report.missing.filter(({ code }) => code !== 'CONSISTENCY')
    if (missing.length === 0) return { report, text: Buffer.from(bytes).toString() }
    if (tries > 300) throw new Error(`still missing: ${JSON.stringify(missing)}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

function acknowledgement(member: string): unknown {
  const file = new URL('../../schemas/examples/valid/event/referral-acknowledged.json', import.meta.url)
  const data = JSON.parse(readFileSync(file, 'utf8'))
  const organisation = `${member.toLowerCase()}-focal-point`
  return {
    ...data,
    responsible: { ...data.responsible, organisation },
    alternate: { ...data.alternate, organisation },
    reviewDate: new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10),
  }
}
