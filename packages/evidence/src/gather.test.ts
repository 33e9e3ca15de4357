import { generateKeyPairSync } from 'node:crypto'
import { formatCheckpoint, formatProof, signNote } from '@onward/audit'
import { expect, test } from 'vitest'
import { directoryDocuments, makeCountry } from '../../testing/src/country.ts'
import { joinLogs, pickDocuments, splitProof } from './gather.ts'

const { privateKey } = generateKeyPairSync('ed25519')
const signer = { name: 'gateway.nl.example/log', privateKey }
const hash = (byte: number) => new Uint8Array(32).fill(byte)
const text = (byte: number) => Buffer.from(hash(byte)).toString('base64url')
const note = (size: number, byte = size, origin = signer.name) =>
  signNote(formatCheckpoint({ origin, size, root: hash(byte) }), { name: origin, privateKey })

test('a C2SP proof becomes a path, and the checkpoint that it leads to', () => {
  const checkpoint = note(3)
  expect(splitProof(formatProof({ index: 1, hashes: [hash(7), hash(8)], checkpoint }))).toEqual({
    proof: { origin: signer.name, index: 1, size: 3, hashes: [text(7), text(8)] },
    note: checkpoint,
  })
})

test('checkpoints are shown once, in the order in which each log grew, with what proves that it did', async () => {
  const other = 'gateway.ro.example/log'
  const notes = [note(5), note(2), note(9, 9, other), note(5), note(4, 4, other)]
  const grown = async (origin: string, from: number, size: number) =>
    origin === signer.name ? [hash(from), hash(size)] : undefined
  expect(await joinLogs(notes, grown)).toEqual([
    {
      origin: signer.name,
      checkpoints: [{ note: note(2) }, { note: note(5), consistency: [text(2), text(5)] }],
    },
    { origin: other, checkpoints: [{ note: note(4, 4, other) }, { note: note(9, 9, other) }] },
  ])
})

test('a time-stamp is shown with the checkpoint that it is of, and its cosignatures stay', async () => {
  const cosigned = `${note(5)}— witness.example/w1 AAAAAAA=\n`
  const logs = await joinLogs([note(5), note(9), cosigned], async () => [], new Map([[note(5), hash(1)]]))
  expect(logs).toEqual([
    {
      origin: signer.name,
      checkpoints: [
        { note: cosigned, timeStamp: text(1) },
        { note: note(9), consistency: [] },
      ],
    },
  ])
})

test('of a log that forked both states are shown', async () => {
  const logs = await joinLogs([note(5, 1), note(5, 2)], () => expect.fail('there is no proof between them'))
  expect(logs).toEqual([{ origin: signer.name, checkpoints: [{ note: note(5, 1) }, { note: note(5, 2) }] }])
})

test('of the directory only what is named is taken, and each document whole', async () => {
  const documents = directoryDocuments([
    await makeCountry('NL'),
    await makeCountry('RO'),
    await makeCountry('IT'),
  ])
  const lanes = ['lane.RO.NL', 'lane.NL.RO']
  const picked = pickDocuments(documents, { members: ['RO', 'NL'], lanes, agreements: [] })
  expect(picked).toEqual({
    version: Object(documents.policy).version,
    members: documents.members.filter(({ code }) => code !== 'IT'),
    lanes: documents.lanes.filter(({ name }) => lanes.includes(name)),
    agreements: documents.agreements.filter(({ parties }) => !parties.includes('IT')),
  })
})
