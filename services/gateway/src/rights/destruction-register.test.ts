import { randomUUID } from 'node:crypto'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ConfigError } from '../config.ts'
import { appendDestruction, beginRegister, type Destruction, readRegister } from './destruction-register.ts'

let folder: string
const file = () => join(folder, 'destroyed.jsonl')

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onward-register-'))
  beginRegister(folder, 'NL')
})

afterEach(() => rmSync(folder, { recursive: true }))

function destruction(): Destruction {
  return {
    id: randomUUID(),
    referral: randomUUID(),
    ground: 'request',
    asked: 'nl-focal-point/focal-point/fp-03',
    approved: 'nl-focal-point/dpo/dpo-01',
    at: '2026-01-02T03:04:05.678Z',
  }
}

test('R55 what is appended is read again in order, and the same destruction stands there once', () => {
  const said = [destruction(), destruction(), destruction()]
  const entries = said.map((each) => appendDestruction(folder, 'NL', each))
  const [first] = said
  if (!first) throw new Error('nothing was said')
  expect(appendDestruction(folder, 'NL', { ...first, at: '2027-01-01T00:00:00.000Z' })).toEqual(entries[0])
  expect(readRegister(folder, 'NL')).toEqual(entries)
  expect(entries.map(({ digest: _, ...each }) => each)).toEqual(said)
})

test('a line that a crash has cut short never happened, and the next one takes its place', () => {
  const first = appendDestruction(folder, 'NL', destruction())
  appendFileSync(file(), '{"approved":"nl-focal-point/dpo/dpo-01","asked":"nl-fo')
  expect(readRegister(folder, 'NL')).toEqual([first])
  const second = appendDestruction(folder, 'NL', destruction())
  expect(readRegister(folder, 'NL')).toEqual([first, second])
})

test('R25 a register in which any byte was changed, or a line is missing, is refused', () => {
  for (let count = 0; count < 3; count++) appendDestruction(folder, 'NL', destruction())
  const whole = readFileSync(file())
  // The last line could be another one: nothing follows that names it, and the database knows its digest.
  const chained = whole.lastIndexOf(0x0a, whole.length - 2) + 1
  fc.assert(
    fc.property(fc.nat(chained - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const changed = Buffer.from(whole)
      changed[at] = (changed[at] ?? 0) ^ change
      writeFileSync(file(), changed)
      expect(() => readRegister(folder, 'NL')).toThrow(ConfigError)
    }),
    { numRuns: 300 },
  )
  const lines = whole.toString().split('\n')
  writeFileSync(file(), lines.filter((_, at) => at !== 2).join('\n'))
  expect(() => readRegister(folder, 'NL')).toThrow(/does not follow from its beginning at line 3/)
})

test('bytes of whatever kind are read as a register or refused, and nothing else', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, hasHead) => {
      beginAgain()
      const head = hasHead ? readFileSync(file()) : Buffer.alloc(0)
      writeFileSync(file(), Buffer.concat([head, bytes]))
      try {
        expect(readRegister(folder, 'NL')).toEqual([])
      } catch (error) {
        expect(error).toBeInstanceOf(ConfigError)
      }
    }),
  )
})

test('a register that is missing, or of another member, is refused; one that is there is never begun anew', () => {
  expect(() => beginRegister(folder, 'NL')).toThrow(/EEXIST/)
  expect(() => readRegister(folder, 'RO')).toThrow(/does not begin as the register of this member/)
  rmSync(file())
  expect(() => readRegister(folder, 'NL')).toThrow(/put the newest copy of the register there/)
  expect(() => appendDestruction(folder, 'NL', destruction())).toThrow(ConfigError)
})

function beginAgain(): void {
  rmSync(file(), { force: true })
  beginRegister(folder, 'NL')
}
