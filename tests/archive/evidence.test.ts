// Bundles that were handed out once: whoever kept one can still prove with it what it proved then.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseJson } from '@onward/contract'
import { loadDirectory } from '@onward/directory'
import { compareBundles, type Report, verifyBundle } from '@onward/evidence'
import { describe, expect, test } from 'vitest'

const archives = readdirSync(import.meta.dirname).filter((name) => /^evidence-\d+$/.test(name))

test('every form of bundle has its archive', () => {
  expect(archives).toEqual(['evidence-1'])
})

describe.each(archives)('%s', (archive) => {
  const read = (name: string) => readFileSync(join(import.meta.dirname, archive, name))
  const { files, reports }: Expected = JSON.parse(read('expected.json').toString())
  const documents = Object(parseJson(read('directory.json'), { maxBytes: 1_000_000 }))
  const names = Object.keys(reports)

  test('is what was kept, to the byte', () => {
    const digests = Object.keys(files).map((name) => [name, createHash('sha256').update(read(name)).digest('hex')])
    expect(Object.fromEntries(digests)).toEqual(files)
    expect(names.length).toBeGreaterThan(2)
  })

  test.each(names)('R25 %s proves what it proved on the day that it was made', async (name) => {
    const report = verifyBundle(read(name), await loadDirectory(documents))
    expect(report.holds).toBe(true)
    // Later a report may say more; nothing that was said is taken back.
    expect(report).toMatchObject(reports[name] ?? {})
  })

  test('R25 the two sides still agree', async () => {
    const trust = await loadDirectory(documents)
    const [ours, theirs] = ['sender-erased.json', 'receiver.json'].map((name) => verifyBundle(read(name), trust))
    expect(ours && theirs && compareBundles(ours, theirs)).toMatchObject({ agrees: true, matched: 5 })
  })

  test('a byte that was changed since is found', async () => {
    const trust = await loadDirectory(documents)
    for (const name of names) {
      const bytes = read(name)
      const middle = bytes.length >> 1
      bytes[middle] = (bytes[middle] ?? 0) ^ 1
      expect(verifyBundle(bytes, trust).holds).toBe(false)
    }
  })
})

interface Expected {
  readonly files: Readonly<Record<string, string>>
  readonly reports: Readonly<Record<string, Report>>
}
