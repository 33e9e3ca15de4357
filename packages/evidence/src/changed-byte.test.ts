// Every byte of a bundle is bound: by its issuer's signature, and what others have signed by theirs.
import { type Directory, type KeyEntry, loadDirectory } from '@onward/directory'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { accepted, type Told, tell } from '../../testing/src/evidence.ts'
import { verifyBundle } from './verify.ts'

let told: Told
let trust: Directory
let whole: Uint8Array

beforeAll(async () => {
  told = await tell(accepted)
  trust = await loadDirectory(told.documents)
  whole = await told.sender.bundle('with content')
})

describe('R25 a changed byte is found', () => {
  test('at every place of a file: an event, its receipt, two logs, and the keys that signed', async () => {
    const { bundle, trust } = await smallBundle()
    expect(verifyBundle(bundle, trust)).toMatchObject({
      holds: true,
      missing: [],
      messages: [{ holds: true }],
    })
    // A bit that leaves it text, so that more than the encoding has to notice it.
    const places = Array.from(bundle, (_, at) => at)
    const holds = (at: number) => verifyBundle(changed(bundle, at, 1 << (at % 7)), trust).holds
    expect(places.filter(holds)).toEqual([])
  }, 300_000)

  test('whatever it becomes, in a file of several messages', () => {
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        expect(verifyBundle(changed(whole, at, by), trust).holds).toBe(false)
      }),
      { numRuns: 500 },
    )
  })

  test('a byte more, a byte less, half of the file and no file are found too', () => {
    const cut = [0, 1, whole.length / 2, whole.length - 1].map((end) => whole.slice(0, end))
    const files = [...cut, Buffer.concat([whole, Buffer.from(' ')]), Buffer.concat([whole, whole])]
    expect(files.map((file) => verifyBundle(file, trust).faults[0]?.code)).toEqual(
      files.map(() => 'BUNDLE_MALFORMED'),
    )
  })

  test('also by whoever may issue bundles: it cannot change what others signed or what a log holds', async () => {
    const contents = await told.sender.contents('with content')
    // What the issuer answers for alone, and may say as it likes: the referral and the directory's documents. The
    // events name the one, the verifier's own directory is asked for the other.
    const { messages, logs } = contents
    const text = JSON.stringify({ messages, logs })
    const faulty = (at: number, by: number) => {
      const bent = parsed(changed(Buffer.from(text), at, by))
      if (bent === undefined) return true
      try {
        return !verifyBundle(told.sender.issue({ ...contents, ...bent }), trust).holds
      } catch {
        // Not a value that has an RFC 8785 form.
        return true
      }
    }
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.integer({ min: 1, max: 127 }), (at, by) => faulty(at, by)),
      { numRuns: 1_500 },
    )
  })
})

/** Any bytes at all: refused, never thrown at. */
test('whatever the bytes, the answer is a report', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
      expect(verifyBundle(bytes, trust)).toMatchObject({ holds: false, messages: [] })
    }),
  )
})

/** As small as a bundle with one whole message can be, for each of its bytes costs a verification. */
async function smallBundle(): Promise<{ readonly bundle: Uint8Array; readonly trust: Directory }> {
  const { sender, documents } = await tell([{ by: 'sender', type: 'referral.cancelled' }])
  const { directory, ...contents } = await sender.contents('with content')
  const members = directory.members.map(({ code, keys }) => ({
    code,
    // Of each key no more than is held against the directory that is trusted.
    keys: Object(keys)
      .filter(({ use }: KeyEntry) => use === 'log')
      .map(({ kid, use, alg, nbf }: KeyEntry) => ({ kid, use, alg, nbf })),
  }))
  const small = { ...contents, directory: { ...directory, members, lanes: [], agreements: [] } }
  return { bundle: sender.issue(small), trust: await loadDirectory(documents) }
}

function changed(bytes: Uint8Array, at: number, by: number): Uint8Array {
  const copy = Uint8Array.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ by
  return copy
}

function parsed(bytes: Uint8Array): object | undefined {
  try {
    return Object(JSON.parse(Buffer.from(bytes).toString()))
  } catch {
    return undefined
  }
}
