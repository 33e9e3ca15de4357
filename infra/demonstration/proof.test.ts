import { formatCheckpoint, growTree, leafHash, signNote, tileReader } from '@onward/audit'
import { makeCountry, makeDirectory } from '@onward/testing'
import { expect, test } from 'vitest'
import { logOf, openCheckpoint, provesGrowth } from './proof.ts'

const [nl, ro] = await Promise.all([makeCountry('NL'), makeCountry('RO')])
const directory = await makeDirectory([nl, ro])
const { origin } = ro.document
const leaves = ['one', 'two', 'three'].map((entry) => leafHash(Buffer.from(entry)))
const readTile = tileReader({
  fullTile: () => Promise.reject(new Error('no tile is full')),
  leafHashes: async (from, to) => leaves.slice(from, to),
})
const grown = await growTree({ size: 0, readTile, leaves })

test('a checkpoint in the name of a log needs the key of that log', () => {
  const signedBy = ({ keys }: typeof ro) =>
    signNote(formatCheckpoint({ origin, size: grown.size, root: grown.root }), {
      name: origin,
      privateKey: keys.log.privateKey,
    })
  expect(openCheckpoint(signedBy(ro), logOf('RO', directory))).toMatchObject({ origin, size: 3 })
  expect(() => openCheckpoint(signedBy(nl), logOf('RO', directory))).toThrow('no trusted key')
})

test('R25 a log that forgot its beginning is found out', () => {
  const one = { origin, size: 1, root: leaves[0] ?? new Uint8Array(32) }
  const other = { origin, size: 1, root: new Uint8Array(32) }
  const hashes = [leaves[1], leaves[2]].map((hash) => Buffer.from(hash ?? '').toString('base64'))
  expect(() => provesGrowth(one, { origin, ...grown }, hashes)).not.toThrow()
  expect(() => provesGrowth(other, { origin, ...grown }, hashes)).toThrow('does not continue')
})
