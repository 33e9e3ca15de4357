import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hostileText, oneByteChanged } from '../test/hostile.ts'
import { newNoteKeys } from '../test/keys.ts'
import { logOf, someLeaves } from '../test/memory-log.ts'
import { entries, inclusionPaths } from '../test/vectors.ts'
import { formatCheckpoint, parseCheckpoint } from './checkpoint.ts'
import { AuditError } from './error.ts'
import { leafHash } from './hash.ts'
import { type NoteVerifier, openNote, signNote } from './note.ts'
import { formatProof, type Proof, parseProof, parseProofs } from './proof.ts'
import { inclusionProof, treeHead } from './tree.ts'
import { verifyInclusion } from './verify.ts'

const origin = 'gw.ro.example/log1'
const keys = newNoteKeys(origin)
const log = await logOf(entries.map(leafHash))
const root = await treeHead(8, log.readTile)
const checkpoint = signNote(formatCheckpoint({ origin, size: 8, root }), keys)
const proof: Proof = { index: 5, hashes: await inclusionProof(5, 8, log.readTile), checkpoint }
const text = formatProof(proof)
const extra = leafHash(entries[5] ?? new Uint8Array())
const extraLine = `extra ${Buffer.from(extra).toString('base64')}`
const refused = (code: string) => expect.objectContaining({ name: 'AuditError', code })

// C2SP tlog-proof@v1, "Format".
test('a proof is header, index, hashes, an empty line and the checkpoint', () => {
  const base64 = inclusionPaths[2]?.hashes.map((hash) => Buffer.from(hash, 'hex').toString('base64'))
  expect(text).toBe(`c2sp.org/tlog-proof@v1\nindex 5\n${base64?.join('\n')}\n\n${checkpoint}`)
  expect(parseProof(text)).toEqual(proof)
})

// C2SP tlog-proof@v1, "Format": the extra line stands between header and index.
test('a proof may name its leaf, and is read with it', () => {
  const named = text.replace('index', `${extraLine}\nindex`)
  expect(formatProof({ ...proof, extra })).toBe(named)
  expect(parseProof(named)).toEqual({ ...proof, extra })
})

test('the only leaf of a log is proved by no hash at all', async () => {
  const one = { index: 0, hashes: [], checkpoint }
  expect(formatProof(one)).toBe(`c2sp.org/tlog-proof@v1\nindex 0\n\n${checkpoint}`)
  expect(parseProof(formatProof(one))).toEqual(one)
})

test('a proof that was read proves its leaf to someone who has the key of the log', () => {
  expect(holds(text, leafHash(entries[5] ?? new Uint8Array()), keys)).toBe(true)
  expect(holds(text, leafHash(entries[4] ?? new Uint8Array()), keys)).toBe(false)
  expect(() => holds(text, leafHash(entries[5] ?? new Uint8Array()), newNoteKeys(origin))).toThrow(
    refused('NOTE_UNTRUSTED'),
  )
})

test('R25 a proof with any byte changed proves nothing', () => {
  const leaf = leafHash(entries[5] ?? new Uint8Array())
  fc.assert(
    fc.property(oneByteChanged(text), (changed) => {
      expect(outcome(() => (holds(changed, leaf, keys) ? 'holds' : 'does not hold'))).not.toBe('holds')
    }),
    { numRuns: 1_000 },
  )
})

test.each([
  ['another version', text.replace('@v1', '@v2')],
  ['something before it', ` ${text}`],
  ['an extra line that is not a hash', text.replace('index', 'extra AAAA\nindex')],
  ['two extra lines', text.replace('index', `${extraLine}\n${extraLine}\nindex`)],
  ['no index', text.replace('index 5\n', '')],
  ['an index with a leading zero', text.replace('index 5', 'index 05')],
  ['a negative index', text.replace('index 5', 'index -5')],
  ['an index that is no number', text.replace('index 5', 'index notanumber')],
  ['an index too large', text.replace('index 5', 'index 9007199254740992')],
  ['two spaces before the index', text.replace('index 5', 'index  5')],
  ['a hash that is not base64', text.replace('index 5\n', 'index 5\n!!notbase64!!\n')],
  ['a hash of 64 bytes', text.replace('index 5\n', `index 5\n${Buffer.alloc(64).toString('base64')}\n`)],
  ['a hash of 31 bytes', text.replace('index 5\n', `index 5\n${Buffer.alloc(31).toString('base64')}\n`)],
  [
    'more hashes than a tree is high',
    text.replace('index 5\n', `index 5\n${`${Buffer.alloc(32).toString('base64')}\n`.repeat(51)}`),
  ],
  ['carriage returns', text.replaceAll('\n', '\r\n')],
  ['no empty line', text.replaceAll('\n\n', '\n')],
  ['nothing', ''],
  ['more text than a proof has', text + 'x'.repeat(140_000)],
])('a proof with %s is refused', (_, wrong) => {
  expect(() => parseProof(wrong)).toThrow(refused('PROOF_MALFORMED'))
})

test('a proof whose checkpoint is not a signed checkpoint is refused, read or written', () => {
  const unsigned = formatCheckpoint({ origin, size: 8, root })
  const poem = signNote('not a checkpoint\n', keys)
  for (const [wrong, code] of [
    [unsigned, 'NOTE_MALFORMED'],
    [`${checkpoint}\n`, 'NOTE_MALFORMED'],
    [poem, 'CHECKPOINT_MALFORMED'],
  ] as const) {
    expect(() => formatProof({ ...proof, checkpoint: wrong })).toThrow(refused(code))
    expect(() => parseProof(text.replace(checkpoint, wrong))).toThrow(refused(code))
  }
})

test.each([
  ['a negative index', { index: -1 }],
  ['half an index', { index: 0.5 }],
  ['a hash of 31 bytes', { hashes: [new Uint8Array(31)] }],
  ['too many hashes', { hashes: someLeaves(54) }],
])('a proof with %s is not written', (_, wrong) => {
  expect(() => formatProof({ ...proof, ...wrong })).toThrow(refused('PROOF_MALFORMED'))
})

test('proofs written one after the other are read one by one', () => {
  const other = { index: 0, hashes: [], checkpoint }
  expect(parseProofs(text)).toEqual([proof])
  expect(parseProofs(text + formatProof(other) + text)).toEqual([proof, other, proof])
})

test('a log that calls itself by the header of a proof confuses nobody', () => {
  const name = 'c2sp.org/tlog-proof@v1'
  const tricky = {
    ...proof,
    checkpoint: signNote(formatCheckpoint({ origin: name, size: 8, root }), newNoteKeys(name)),
  }
  expect(parseProofs(formatProof(tricky) + text)).toEqual([tricky, proof])
})

test.each([
  ['nothing', '', 'PROOF_MALFORMED'],
  ['an empty line between two', `${text}\n${text}`, 'CHECKPOINT_MALFORMED'],
  ['half a proof at the end', text + text.slice(0, 60), 'PROOF_MALFORMED'],
  ['more text than a lane carries', text.repeat(500), 'PROOF_MALFORMED'],
])('of proofs with %s none is read', (_, wrong, code) => {
  expect(() => parseProofs(wrong)).toThrow(refused(code))
})

test('hostile text is refused, or is a proof to the byte', () => {
  const codes = ['PROOF_MALFORMED', 'NOTE_MALFORMED', 'CHECKPOINT_MALFORMED']
  fc.assert(
    fc.property(hostileText(text), (hostile) => {
      expect(outcome(() => formatProof(parseProof(hostile)))).toBeOneOf([hostile, ...codes])
      expect(outcome(() => parseProofs(hostile).map(formatProof).join(''))).toBeOneOf([hostile, ...codes])
    }),
    { numRuns: 1_000 },
  )
})

/** What a third party does with a proof: nothing else is needed. */
function holds(proofText: string, leaf: Uint8Array, log: NoteVerifier): boolean {
  const { index, hashes, checkpoint: note } = parseProof(proofText)
  const stated = parseCheckpoint(openNote(note, [log]).text)
  return (
    stated.origin === origin && verifyInclusion({ leaf, index, size: stated.size, hashes, root: stated.root })
  )
}

function outcome(act: () => string): string {
  try {
    return act()
  } catch (error) {
    if (error instanceof AuditError) return error.code
    throw error
  }
}
