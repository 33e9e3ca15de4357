import fc from 'fast-check'
import { expect, test } from 'vitest'
import { witnessed } from '../test/cosigned.ts'
import { hostileText } from '../test/hostile.ts'
import { newNoteKeys, publishedVerifier } from '../test/keys.ts'
import { goChecksums, notes } from '../test/vectors.ts'
import { AuditError } from './error.ts'
import { noteKey } from './note.ts'
import { formatVkey, parseVkey } from './vkey.ts'

const malformed = expect.objectContaining({ name: 'AuditError', code: 'VKEY_MALFORMED' })
const { log, poc: _other, time: _time, note: _note, ...witnesses } = witnessed
// transparency-dev/formats, note/note_cosigv1_test.go (Apache-2.0): there is a plus in its base64.
const withPlus = 'TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6'

test('published keys are read and written to the byte', () => {
  for (const vkey of [log, withPlus]) expect(formatVkey(parseVkey(vkey, 'log'), 'log')).toBe(vkey)
  for (const vkey of Object.values(witnesses)) {
    expect(formatVkey(parseVkey(vkey, 'witness'), 'witness')).toBe(vkey)
  }
})

test('published notes name the ID that their key has here', () => {
  const vkeys = [notes.peter, goChecksums].map(
    ({ name, id, publicKey }) => `${name}+${id.toString(16).padStart(8, '0')}+${publicKey}`,
  )
  expect(vkeys.map((vkey) => noteKey(...keyOf(vkey)))).toEqual([notes.peter.id, goChecksums.id])
  expect(formatVkey(publishedVerifier(notes.peter), 'log')).toBe(vkeys[0])
})

test('a key of one type is none of the other', () => {
  expect(() => parseVkey(log, 'witness')).toThrow(malformed)
  for (const vkey of Object.values(witnesses)) expect(() => parseVkey(vkey, 'log')).toThrow(malformed)
})

test.each([
  ['nothing', ''],
  ['a name alone', 'remora.n621.de'],
  ['no key', 'remora.n621.de+da77ade7'],
  ['an empty key', 'remora.n621.de+da77ade7+'],
  ['no name', witnesses.remora.replace('remora.n621.de', '')],
  ['another name', witnesses.remora.replace('remora', 'remore')],
  ['a space in the name', witnesses.remora.replace('.', ' ')],
  ['another ID', witnesses.remora.replace('da77ade7', 'da77ade8')],
  ['an ID in capitals', witnesses.remora.replace('da77ade7', 'DA77ADE7')],
  ['a short ID', witnesses.remora.replace('da77ade7', 'a77ade7')],
  ['a key one byte longer', `${witnesses.remora}AAAA`],
  ['a newline behind it', `${witnesses.remora}\n`],
  ['a post-quantum key', 'witness.example/w1+7118e8f9+BhQzSuGTb/4Lcu4MREKut7NjCc8jQ0fjuNpEmJwKF9HV'],
  ['a name without end', `${'a'.repeat(2_000)}+da77ade7+BOvN63jn`],
])('%s is no key of a witness', (_, vkey) => {
  expect(() => parseVkey(vkey, 'witness')).toThrow(malformed)
})

test('every key that can be written is read', () => {
  const keys = newNoteKeys('x')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (name) => {
      fc.pre(!/[\p{White_Space}\p{Cc}+]/u.test(name))
      const read = parseVkey(formatVkey({ ...keys, name }, 'witness'), 'witness')
      expect([read.name, read.publicKey.equals(keys.publicKey)]).toEqual([name, true])
    }),
  )
})

test('hostile text is a key that would be written so, or refused', () => {
  fc.assert(
    fc.property(hostileText(witnesses.remora), (hostile) => {
      expect(rewritten(hostile)).toBeOneOf([hostile, 'VKEY_MALFORMED'])
    }),
    { numRuns: 1_000 },
  )
})

function keyOf(vkey: string): Parameters<typeof noteKey> {
  const { name, publicKey } = parseVkey(vkey, 'log')
  return [name, publicKey]
}

function rewritten(vkey: string): string {
  try {
    return formatVkey(parseVkey(vkey, 'witness'), 'witness')
  } catch (error) {
    if (error instanceof AuditError) return error.code
    throw error
  }
}
