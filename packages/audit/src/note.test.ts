import { createSecretKey, generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hostileText, oneByteChanged } from '../test/hostile.ts'
import { newNoteKeys, publishedSigner, publishedVerifier } from '../test/keys.ts'
import { goChecksums, notes } from '../test/vectors.ts'
import { AuditError } from './error.ts'
import { noteKey, openNote, signNote } from './note.ts'

const { text } = notes
const peter = publishedVerifier(notes.peter)
const enoch = publishedVerifier(notes.enoch)
const peterNote = `${text}\n${notes.peter.line}`
const refused = (code: string) => expect.objectContaining({ name: 'AuditError', code })

describe('the published notes', () => {
  test('have the published key IDs', () => {
    const go = publishedVerifier(goChecksums)
    const ids = [peter, enoch, go].map(({ name, publicKey }) => noteKey(name, publicKey))
    expect(ids).toEqual([notes.peter.id, notes.enoch.id, goChecksums.id])
  })

  test('are signed to the byte as published', () => {
    expect(signNote(text, publishedSigner(notes.peter))).toBe(peterNote)
  })

  test('open for the keys that are trusted, and others are passed over', () => {
    const both = peterNote + notes.enoch.line
    expect(openNote(both, [peter])).toEqual({ text, verifiers: [peter] })
    expect(openNote(both, [enoch])).toEqual({ text, verifiers: [enoch] })
    expect(openNote(both, [peter, enoch])).toEqual({ text, verifiers: [peter, enoch] })
    expect(() => openNote(both, [])).toThrow(refused('NOTE_UNTRUSTED'))
  })

  test('open for the Go checksum database', () => {
    const go = publishedVerifier(goChecksums)
    const opened = openNote(goChecksums.note, [go])
    expect(opened).toEqual({ text: goChecksums.note.split('\n\n')[0]?.concat('\n'), verifiers: [go] })
  })

  test('name a trusted key once, however often it signed', () => {
    expect(openNote(peterNote + notes.peter.line, [peter])).toEqual({ text, verifiers: [peter] })
  })

  test('are refused when a trusted key has one signature that does not hold', () => {
    const broken = notes.peter.line.replace('x08go/ZJ', 'x08go/ZK')
    expect(() => openNote(`${text}\n${broken}`, [peter])).toThrow(refused('NOTE_SIGNATURE'))
    expect(() => openNote(peterNote + broken, [peter])).toThrow(refused('NOTE_SIGNATURE'))
    expect(openNote(`${text}\n${broken}${notes.enoch.line}`, [enoch]).verifiers).toEqual([enoch])
  })

  test('are refused with a signature longer than a signature', () => {
    const longer = `${notes.peter.line.slice(0, 60)}ABCD${notes.peter.line.slice(60)}`
    expect(() => openNote(`${text}\n${longer}`, [peter])).toThrow(refused('NOTE_SIGNATURE'))
  })

  test('do not open for a key that shares only the name or only the ID', () => {
    const other = newNoteKeys(peter.name)
    expect(() => openNote(peterNote, [other])).toThrow(refused('NOTE_UNTRUSTED'))
    expect(() => openNote(peterNote.replace('— Peter', '— Paul'), [peter])).toThrow(refused('NOTE_UNTRUSTED'))
  })

  test.each([
    ['no signature', text],
    ['an empty signature block', `${text}\n`],
    ['no last newline', peterNote.slice(0, -1)],
    ['a second last newline', `${peterNote}\n`],
    ['a control character', `\u0001${peterNote}`],
    ['a carriage return', peterNote.replaceAll('\n', '\r\n')],
    ['a lone surrogate', `\ud800${peterNote}`],
    ['a space in a key name', peterNote.replace('PeterNeumann', 'Peter Neumann')],
    ['a wide space in a key name', peterNote.replace('PeterNeumann', 'Peter\u3000Neumann')],
    ['a plus in a key name', peterNote.replace('PeterNeumann', 'Peter+Neumann')],
    ['no key name', peterNote.replace('PeterNeumann', '')],
    ['a hyphen for the dash', peterNote.replace('—', '-')],
    ['a line that is no signature', `${peterNote}Unexpected line.\n`],
    ['something after the signature', peterNote.replace('nAM=\n', 'nAM= x\n')],
    ['base64 without padding', peterNote.replace('nAM=\n', 'nAM\n')],
    ['base64 with stray bits', peterNote.replace('nAM=\n', 'nAN=\n')],
    ['base64 of the URL alphabet', peterNote.replace('x08go/', 'x08go_')],
    ['a signature without bytes', peterNote.replace(/x08.*=/, 'x08gow==')],
    ['too many signatures', peterNote + notes.peter.line.repeat(64)],
    ['too long a text', `${'x'.repeat(131_072)}\n${peterNote}`],
  ])('are refused with %s', (_, note) => {
    expect(() => openNote(note, [peter])).toThrow(refused('NOTE_MALFORMED'))
  })
})

test('sixteen signatures are not too many', () => {
  const signers = Array.from({ length: 16 }, (_, at) => newNoteKeys(`witness${at}.example`))
  const lines = signers.map((signer) => signNote(text, signer).slice(text.length + 1))
  expect(openNote(`${text}\n${lines.join('')}`, signers).verifiers).toEqual(signers)
})

test('a text with empty lines and lines like signatures is signed whole', () => {
  const keys = newNoteKeys('example.com/log')
  const tricky = peterNote
  expect(openNote(signNote(tricky, keys), [keys, peter])).toEqual({ text: tricky, verifiers: [keys] })
})

test('what signs is what opens, for every text that may be signed', () => {
  const keys = newNoteKeys('example.com/log')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (line) => {
      fc.pre(!/\p{Cc}/u.test(line))
      expect(openNote(signNote(`${line}\n`, keys), [keys])).toEqual({ text: `${line}\n`, verifiers: [keys] })
    }),
  )
})

test.each([
  ['without a last newline', 'abc'],
  ['with nothing', ''],
  ['with a tab', 'a\tb\n'],
  ['with a lone surrogate', 'a\udc00\n'],
  ['longer than any note', `${'x'.repeat(131_072)}\n`],
])('a text %s is not signed', (_, unfit) => {
  expect(() => signNote(unfit, newNoteKeys('example.com/log'))).toThrow(refused('NOTE_MALFORMED'))
})

test('names and keys that notes cannot have are refused', () => {
  const { privateKey, publicKey } = newNoteKeys('unused')
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  for (const name of ['', 'a b', 'a+b', 'a\nb', 'a\u0085b', '\ud800']) {
    expect(() => noteKey(name, publicKey)).toThrow(refused('NOTE_KEY'))
    expect(() => signNote(text, { name, privateKey })).toThrow(refused('NOTE_KEY'))
  }
  for (const wrong of [privateKey, curve.publicKey, createSecretKey(Buffer.alloc(32))]) {
    expect(() => openNote(peterNote, [{ name: 'a', publicKey: wrong }])).toThrow(refused('NOTE_KEY'))
  }
  for (const wrong of [publicKey, curve.privateKey, createSecretKey(Buffer.alloc(32))]) {
    expect(() => signNote(text, { name: 'a', privateKey: wrong })).toThrow(refused('NOTE_KEY'))
  }
})

test('R25 a note with any byte changed does not open', () => {
  fc.assert(
    fc.property(oneByteChanged(peterNote), (changed) => {
      expect(() => openNote(changed, [peter])).toThrow(AuditError)
    }),
    { numRuns: 500 },
  )
})

test('hostile text either opens to what was signed or is refused', () => {
  fc.assert(
    fc.property(hostileText(peterNote), (hostile) => {
      expect(outcome(hostile)).toBeOneOf([text, 'NOTE_MALFORMED', 'NOTE_SIGNATURE', 'NOTE_UNTRUSTED'])
    }),
    { numRuns: 1_000 },
  )
})

function outcome(note: string): string {
  try {
    return openNote(note, [peter]).text
  } catch (error) {
    if (error instanceof AuditError) return error.code
    throw error
  }
}
