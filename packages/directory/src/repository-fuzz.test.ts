import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DirectoryError } from './error.ts'
import { readAt, refusalOf, repository } from './repository.fixture.ts'
import { metadataFile } from './roles.ts'

test('no byte of a repository can be changed so that something else is trusted', async () => {
  const served = await repository()
  const { digest } = await readAt(served)
  const read = [...served.files.keys()].filter((path) => path !== metadataFile('root', 1))
  const place = fc.record({ path: fc.constantFrom(...read), at: fc.nat(), to: fc.nat(255) })
  await fc.assert(
    fc.asyncProperty(place, async ({ path, at, to }) => {
      const bytes = Buffer.from(served.files.get(path) ?? [])
      bytes[at % bytes.length] = to
      const changed = { ...served, files: new Map(served.files).set(path, bytes) }
      const outcome = await readAt(changed).catch((error: unknown) => error)
      if (outcome instanceof DirectoryError) return
      // An upper-case digit of a signature is the same signature.
      expect(outcome).toMatchObject({ digest })
    }),
    { numRuns: 200 },
  )
})

test('bytes that are no metadata are refused with a code, whatever they are', async () => {
  const served = await repository()
  const read = [...served.files.keys()].filter(
    (path) => path.startsWith('metadata/') && path !== metadataFile('root', 1),
  )
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.json().map((text) => Buffer.from(text)),
  )
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...read, metadataFile('root', 2)), bytes, async (path, hostile) => {
      const changed = { ...served, files: new Map(served.files).set(path, hostile) }
      expect(await refusalOf(changed)).toMatch(/^METADATA_|^REPOSITORY_TOO_LARGE/)
      expect(await refusalOf({ ...served, root: hostile })).toBe('METADATA_INVALID')
    }),
    { numRuns: 200 },
  )
})
