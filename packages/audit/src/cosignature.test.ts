import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { witnessed } from '../test/cosigned.ts'
import { hostileText, oneByteChanged } from '../test/hostile.ts'
import { newNoteKeys } from '../test/keys.ts'
import { cosign, readAnswer, readCosignatures } from './cosignature.ts'
import { AuditError } from './error.ts'
import { openNote, signNote } from './note.ts'
import { parseVkey } from './vkey.ts'

const refused = (code: string) => expect.objectContaining({ name: 'AuditError', code })
const text = 'example.com/log\n7\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'
const log = newNoteKeys('example.com/log')
const [one, two] = [newNoteKeys('one.example/witness'), newNoteKeys('two.example/witness')]
const note = signNote(text, log)
const cosigned = note + cosign(text, one, 1_000) + cosign(text, two, 2_000)
const namesAndTimes = (of: string, witnesses: Parameters<typeof readCosignatures>[1]) =>
  readCosignatures(of, witnesses).map(({ witness, time }) => [witness.name, time])

describe('a checkpoint of a public log with the cosignatures of four witnesses', () => {
  const [remora, stagemole, littleGarden, smartit, poc] = [
    witnessed.remora,
    witnessed.stagemole,
    witnessed.littleGarden,
    witnessed.smartit,
    witnessed.poc,
  ].map((vkey) => parseVkey(vkey, 'witness'))
  const all = [remora, stagemole, littleGarden, smartit, poc].flatMap((each) => each ?? [])

  test('carries those that are known, in the order of the note, with their time', () => {
    expect(namesAndTimes(witnessed.note, all)).toEqual([
      ['transparency.dev/DEV:witness-little-garden', witnessed.time],
      ['witness1.smartit.nu/witness1', witnessed.time],
      ['remora.n621.de', witnessed.time],
      ['witness.stagemole.eu', witnessed.time],
    ])
    expect(namesAndTimes(witnessed.note, [])).toEqual([])
  })

  test('gives each line as it stands there', () => {
    const lines = readCosignatures(witnessed.note, all).map(({ line }) => line)
    expect(lines.filter((line) => !witnessed.note.includes(`\n${line}`))).toEqual([])
  })

  test('opens for the log as well, whose own signature is of another type', () => {
    const key = parseVkey(witnessed.log, 'log')
    expect(openNote(witnessed.note, [key]).verifiers).toEqual([key])
  })
})

test('the worked example of the standard is framed as a key ID, a time and a signature', () => {
  // C2SP tlog-cosignature v1, "Format" (CC BY 4.0); it publishes no key, so it holds for none.
  const example = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
`
  expect(readCosignatures(example, [one])).toEqual([])
})

test('a cosignature made here is read again, and says when it was made', () => {
  expect(namesAndTimes(cosigned, [two, one])).toEqual([
    ['one.example/witness', 1_000],
    ['two.example/witness', 2_000],
  ])
  expect(readAnswer(note, cosign(text, one, 5) + cosign(text, two, 6), one)).toEqual([
    { witness: one, time: 5, line: cosign(text, one, 5) },
  ])
  expect(readAnswer(note, cosign(text, two, 6), one)).toEqual([])
})

test('neither a log nor a witness is taken for the other, though the key be the same', () => {
  const asLog = signNote(text, one)
  expect(readCosignatures(asLog, [one])).toEqual([])
  expect(() => openNote(`${text}\n${cosign(text, one, 1)}`, [one])).toThrow(refused('NOTE_UNTRUSTED'))
})

test.each([
  ['of another text', `${text}\n${cosign(text.replace('\n7\n', '\n8\n'), one, 1_000)}`],
  [
    'with another time',
    cosigned.replace(/(one\.example\/witness .{11})./, (_, start: string) => `${start}Z`),
  ],
  ['that is a signature without a time', cosigned.replace(/(one\.example\/witness \S{88})\S+/, '$1')],
])('a cosignature %s refuses the note', (_, forged) => {
  expect(() => readCosignatures(forged, [one])).toThrow(refused('NOTE_SIGNATURE'))
  expect(readCosignatures(forged, [two])).toHaveLength(forged.includes('two.example') ? 1 : 0)
})

test('a time that is beyond all times is no time', () => {
  const line = cosign(text, one, 0)
  const bytes = Buffer.from(line.split(' ')[2]?.trim() ?? '', 'base64')
  bytes.writeBigUInt64BE(2n ** 63n, 4)
  const late = `${text}\n— ${one.name} ${bytes.toString('base64')}\n`
  expect(() => readCosignatures(late, [one])).toThrow(refused('NOTE_SIGNATURE'))
  for (const time of [-1, 1.5, Number.NaN, 2 ** 53]) {
    expect(() => cosign(text, one, time)).toThrow(refused('COSIGNATURE_TIME'))
  }
})

test('only checkpoints are cosigned, and only with a private key', () => {
  for (const other of ['', 'a\n', `${text}extension\n`]) {
    expect(() => cosign(other, one, 1)).toThrow(refused('CHECKPOINT_MALFORMED'))
  }
  expect(() => cosign(text, { name: one.name, privateKey: one.publicKey }, 1)).toThrow(refused('NOTE_KEY'))
  expect(() => cosign(text, { ...one, name: 'a b' }, 1)).toThrow(refused('NOTE_KEY'))
})

test('R25 a cosigned note with any byte changed loses a cosignature or is refused', () => {
  fc.assert(
    fc.property(oneByteChanged(cosigned.slice(note.length)), (changed) => {
      expect(outcome(note + changed, [one, two])).not.toBe(2)
    }),
    { numRuns: 500 },
  )
})

test('hostile text either carries what was cosigned or is refused', () => {
  fc.assert(
    fc.property(hostileText(cosigned), (hostile) => {
      expect(outcome(hostile, [one, two])).toBeOneOf([0, 1, 2, 'NOTE_MALFORMED', 'NOTE_SIGNATURE'])
    }),
    { numRuns: 1_000 },
  )
})

function outcome(of: string, witnesses: Parameters<typeof readCosignatures>[1]): number | string {
  try {
    return readCosignatures(of, witnesses).length
  } catch (error) {
    if (error instanceof AuditError) return error.code
    throw error
  }
}
