// Time-stamps of a real authority (openssl), and of others.
import { loadDirectory } from '@onward/directory'
import { ContentInfo, PKIStatusInfo, SignedData, TimeStampResp } from 'pkijs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accepted, type Told, tell } from '../../testing/src/evidence.ts'
import { startTsa, type Tsa } from '../../testing/src/tsa.ts'
import type { BundleContent } from './bundle.ts'
import type { Report } from './report.ts'
import { noteOfLog } from './stamps.ts'
import { checkAnswer, readStamps, timeStampRequest, verifyTimeStamp } from './time-stamp.ts'
import { verifyBundle } from './verify.ts'

const bytes = Buffer.from('gateway.nl.example/log\n7\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n')
const refused = (code: string) => expect.objectContaining({ name: 'TimeStampError', code })
let tsa: Tsa
let request: Uint8Array
let answer: Uint8Array

beforeAll(async () => {
  tsa = await startTsa()
  request = timeStampRequest(bytes)
  answer = await tsa.answer(request)
}, 60_000)

afterAll(async () => {
  await tsa?.stop()
})

test('T37 an authority says when something existed, and anybody who trusts its CA can check that', async () => {
  const before = Math.floor(Date.now() / 1000) * 1000 - 60_000
  checkAnswer(answer, bytes, request)
  const { by, at } = await verifyTimeStamp(answer, bytes, tsa.ca)
  expect([by, Date.parse(at) > before, Date.parse(at) <= Date.now()]).toEqual(['CN=tsa.example', true, true])
})

describe('T37 a time-stamp is not taken', () => {
  test('TIME_STAMP_OTHER: over anything else, or of another request', async () => {
    const [other, again] = [Buffer.from('x'), timeStampRequest(bytes)]
    expect(() => checkAnswer(answer, other, request)).toThrow(refused('TIME_STAMP_OTHER'))
    expect(() => checkAnswer(answer, bytes, again)).toThrow(refused('TIME_STAMP_OTHER'))
    await expect(verifyTimeStamp(answer, other, tsa.ca)).rejects.toThrow(refused('TIME_STAMP_OTHER'))
  })

  test('TIME_STAMP_REFUSED: that the authority did not give', async () => {
    const refusal = await tsa.answer(Buffer.from('no request'))
    expect(() => checkAnswer(refusal, bytes, request)).toThrow(refused('TIME_STAMP_REFUSED'))
  })

  test('TIME_STAMP_UNTRUSTED: of an authority that nobody here knows', async () => {
    const stranger = await startTsa()
    await stranger.stop()
    await expect(verifyTimeStamp(answer, bytes, stranger.ca)).rejects.toThrow(refused('TIME_STAMP_UNTRUSTED'))
    await expect(verifyTimeStamp(answer, bytes, 'no certificate')).rejects.toThrow(
      refused('TIME_STAMP_UNTRUSTED'),
    )
  }, 60_000)

  test('TIME_STAMP_UNTRUSTED: by a certificate of the same CA that is for something else', async () => {
    const { timeStampToken } = TimeStampResp.fromBER(Uint8Array.from(answer).buffer)
    const { encapContentInfo } = new SignedData({ schema: timeStampToken?.content })
    const signed = await tsa.signAsServer(
      Buffer.from(encapContentInfo.eContent?.getValue() ?? new ArrayBuffer()),
    )
    const forged = new TimeStampResp({
      status: new PKIStatusInfo({ status: 0 }),
      timeStampToken: ContentInfo.fromBER(Uint8Array.from(signed).buffer),
    })
    const der = Buffer.from(forged.toSchema().toBER())
    expect(() => checkAnswer(der, bytes, request)).not.toThrow()
    await expect(verifyTimeStamp(der, bytes, tsa.ca)).rejects.toThrow(refused('TIME_STAMP_UNTRUSTED'))
  })

  test('TIME_STAMP_MALFORMED: by a certificate that only one of two libraries can read', async () => {
    // Of the algorithm of the CA's signature, which that does not cover: an OBJECT IDENTIFIER without a byte, where a NULL was.
    const sha256WithRsa = Buffer.from('06092a864886f70d01010b0500', 'hex')
    const changed = Buffer.from(answer)
    changed.writeUInt8(0x06, changed.lastIndexOf(sha256WithRsa) + sha256WithRsa.length - 2)
    await expect(verifyTimeStamp(changed, bytes, tsa.ca)).rejects.toThrow(refused('TIME_STAMP_MALFORMED'))
  })

  test('with any byte changed it says the same or nothing at all', async () => {
    const said = await verifyTimeStamp(answer, bytes, tsa.ca)
    const outcomes = []
    for (let at = 0; at < answer.length; at += 7) {
      const changed = Uint8Array.from(answer)
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
      outcomes.push(
        await verifyTimeStamp(changed, bytes, tsa.ca).catch(
          (error: { code?: string }) => error.code ?? error,
        ),
      )
    }
    expect(outcomes.filter((each) => !/^TIME_STAMP_/.test(String(each)))).toEqual(
      outcomes.filter((each) => typeof each === 'object').map(() => said),
    )
  })
})

describe('T37 a bundle whose log is time-stamped', () => {
  let told: Told
  let contents: BundleContent

  beforeAll(async () => {
    told = await tell(accepted.slice(0, 1), { from: Math.floor(Date.now() / 1000) - 60, witnesses: ['IT'] })
    contents = await told.sender.contents('without content')
  }, 60_000)

  /** The sender's log with a time-stamp over what `text` makes of its note. */
  const stamped = async (text: (note: string, origin: string) => string): Promise<BundleContent> => {
    const logs = []
    for (const { origin, checkpoints } of contents.logs) {
      const all = []
      for (const each of checkpoints) {
        const reply = await tsa.answer(timeStampRequest(Buffer.from(text(each.note, origin))))
        all.push({ ...each, timeStamp: Buffer.from(reply).toString('base64url') })
      }
      logs.push(
        origin === told.sender.country.document.origin
          ? { origin, checkpoints: all }
          : { origin, checkpoints },
      )
    }
    return { ...contents, logs }
  }
  const shownIn = ({ logs }: Report) =>
    logs.flatMap(({ checkpoints }) => checkpoints.flatMap(({ timeStamp }) => timeStamp ?? []))

  test('says whose it is and when, to who trusts the CA, and else that it was not checked', async () => {
    const bundle = told.sender.issue(await stamped(noteOfLog))
    const trust = await loadDirectory(told.documents)
    const checked = verifyBundle(bundle, trust, { stamps: await readStamps(bundle, tsa.ca) })
    expect([checked.holds, shownIn(checked)]).toEqual([
      true,
      [{ by: 'CN=tsa.example', at: expect.any(String) }],
    ])
    const unchecked = verifyBundle(bundle, trust)
    expect([unchecked.holds, shownIn(unchecked)]).toEqual([true, ['not checked']])
  })

  test('is seen by then, also where no witness is known and the key of the log was stolen since', async () => {
    const { logs } = await stamped(noteOfLog)
    const alone = logs
      .filter(({ origin }) => origin === told.sender.country.document.origin)
      .map((log) => ({
        ...log,
        checkpoints: log.checkpoints.map((each) => ({ ...each, note: noteOfLog(each.note, log.origin) })),
      }))
    const messages = contents.messages.map((each) => ({ ...each, receipts: [] }))
    const bundle = told.sender.issue({ ...contents, messages, logs: alone })
    const key = told.sender.country.document.keys.find(({ use }) => use === 'log')
    const later = Math.floor(Date.now() / 1000) + 60
    const revoked = [{ kid: key?.kid ?? '', at: later, invalidFrom: later, reason: 'compromise' }]
    const trust = await loadDirectory({
      ...told.documents,
      policy: { ...Object(told.documents.policy), revoked },
    })
    const report = verifyBundle(bundle, trust, { stamps: await readStamps(bundle, tsa.ca) })
    expect([report.faults, report.messages[0]?.witnessed?.by]).toEqual([[], ['CN=tsa.example']])
    expect(verifyBundle(bundle, trust).faults.map(({ code }) => code)).toContain('KEY_REVOKED')
  })

  test.each<[string, (note: string, origin: string) => string]>([
    ['another checkpoint', (note) => note.replace(/\n1\n/, '\n2\n')],
    [
      'the text alone, which the log had not signed yet',
      (note) => note.slice(0, note.lastIndexOf('\n\n') + 1),
    ],
  ])('TIME_STAMP_INVALID: over %s', async (_, text) => {
    const bundle = told.sender.issue(await stamped(text))
    const trust = await loadDirectory(told.documents)
    const report = verifyBundle(bundle, trust, { stamps: await readStamps(bundle, tsa.ca) })
    expect(report.faults.map(({ code, part }) => [code, part])).toEqual([
      ['TIME_STAMP_INVALID', told.sender.country.document.origin],
    ])
    expect(shownIn(report)).toEqual([])
  })
})
