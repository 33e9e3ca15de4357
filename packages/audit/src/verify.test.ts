import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hex, logOf, naiveHead, someLeaves } from '../test/memory-log.ts'
import { consistencyPaths, entries, inclusionPaths, roots } from '../test/vectors.ts'
import { emptyHead, leafHash, nodeHash } from './hash.ts'
import { consistencyProof, inclusionProof } from './tree.ts'
import { type ConsistencyClaim, type InclusionClaim, verifyConsistency, verifyInclusion } from './verify.ts'

const bytes = (text: string | undefined): Uint8Array => Buffer.from(text ?? '', 'hex')
const leaves = someLeaves(600)
const log = await logOf(leaves)
const someHash = bytes('abacaba000000000000000000000000000000000000000000060061e00123456')

// The corruptions of transparency-dev/merkle, proof/verify_test.go (Apache-2.0).
describe('of the published paths', () => {
  const claims = inclusionPaths.map(({ index, size, hashes }) => ({
    leaf: leafHash(entries[index] ?? someHash),
    index,
    size,
    hashes: hashes.map(bytes),
    root: bytes(roots[size]),
  }))

  test.each(claims)('leaf $index of $size verifies, but none of its corruptions', (claim) => {
    const { leaf, index, size, hashes, root } = claim
    const corrupt: readonly InclusionClaim[] = [
      { ...claim, index: index - 1 },
      { ...claim, index: index + 1 },
      { ...claim, index: index ^ 2 },
      { ...claim, size: size * 2 },
      { ...claim, size: Math.floor(size / 2) },
      { ...claim, leaf: Buffer.from('WrongLeaf') },
      { ...claim, root: emptyHead() },
      { ...claim, root: someHash },
      ...[new Uint8Array(), root, leaf].flatMap((extra) => [
        { ...claim, hashes: [...hashes, extra] },
        { ...claim, hashes: [extra, ...hashes] },
      ]),
      ...hashes.map((_, at) => ({ ...claim, hashes: hashes.toSpliced(at, 1) })),
      ...hashes.map((_, at) => ({ ...claim, hashes: hashes.toSpliced(at, 0, someHash) })),
    ]
    expect(verifyInclusion(claim)).toBe(true)
    expect(corrupt.filter(verifyInclusion)).toEqual([])
  })
})

describe('of the published consistency proofs', () => {
  const claims = consistencyPaths.map(({ oldSize, size, hashes }) => ({
    oldSize,
    oldRoot: bytes(roots[oldSize]),
    size,
    root: bytes(roots[size]),
    hashes: hashes.map(bytes),
  }))

  test.each(claims)('$oldSize to $size verifies, but none of its corruptions', (claim) => {
    const { oldSize, oldRoot, size, root, hashes } = claim
    const corrupt: readonly ConsistencyClaim[] = [
      { ...claim, oldSize: oldSize - 1 },
      { ...claim, oldSize: oldSize + 1 },
      { ...claim, oldSize: oldSize ^ 2 },
      { ...claim, size: size * 2 },
      { ...claim, size: Math.floor(size / 2) },
      { ...claim, oldRoot: Buffer.from('WrongRoot') },
      { ...claim, root: Buffer.from('WrongRoot') },
      ...[new Uint8Array(), oldRoot, root, someHash].flatMap((extra) => [
        { ...claim, hashes: [...hashes, extra] },
        { ...claim, hashes: [extra, ...hashes] },
      ]),
      ...hashes.map((_, at) => ({ ...claim, hashes: hashes.toSpliced(at, 1) })),
      ...(oldSize === size
        ? []
        : [
            { ...claim, oldRoot: root, root: oldRoot },
            { ...claim, hashes: [] },
          ]),
    ]
    expect(verifyConsistency(claim)).toBe(true)
    expect(corrupt.filter(verifyConsistency)).toEqual([])
  })
})

test('an empty tree is a beginning of every tree, if its root is the hash of nothing', () => {
  const claim = { oldSize: 0, oldRoot: emptyHead(), size: 8, root: bytes(roots[8]), hashes: [] }
  expect(verifyConsistency(claim)).toBe(true)
  expect(verifyConsistency({ ...claim, size: 0, root: emptyHead() })).toBe(true)
  expect(verifyConsistency({ ...claim, oldRoot: someHash })).toBe(false)
  expect(verifyConsistency({ ...claim, hashes: [someHash] })).toBe(false)
  expect(verifyConsistency({ ...claim, size: 0 })).toBe(false)
})

test('nothing is in an empty tree', () => {
  for (const root of [emptyHead(), someHash]) {
    expect(verifyInclusion({ leaf: someHash, index: 0, size: 0, hashes: [], root })).toBe(false)
  }
})

const upTo = (max: number) => fc.integer({ min: 1, max })

test('R25 every leaf is provable at every size, but at no other place and not with a byte changed', async () => {
  await fc.assert(
    fc.asyncProperty(upTo(600), fc.nat(), fc.nat(), fc.nat(), async (size, i, other, place) => {
      const index = i % size
      const leaf = leaves[index] ?? someHash
      const hashes = await inclusionProof(index, size, log.readTile)
      const claim = { leaf, index, size, hashes, root: naiveHead(leaves.slice(0, size)) }
      expect(verifyInclusion(claim)).toBe(true)
      if (other % size !== index) expect(verifyInclusion({ ...claim, index: other % size })).toBe(false)

      const [newLeaf = leaf, newRoot = leaf, ...newHashes] = flip([leaf, claim.root, ...hashes], place)
      expect(verifyInclusion({ ...claim, leaf: newLeaf, root: newRoot, hashes: newHashes })).toBe(false)
    }),
  )
})

test('R25, T21 any two sizes are provably consistent, but not with a byte changed', async () => {
  await fc.assert(
    fc.asyncProperty(upTo(600), upTo(600), fc.nat(), async (a, b, place) => {
      const [oldSize, size] = [Math.min(a, b), Math.max(a, b)]
      const [oldRoot, root] = [naiveHead(leaves.slice(0, oldSize)), naiveHead(leaves.slice(0, size))]
      const hashes = await consistencyProof(oldSize, size, log.readTile)
      expect(verifyConsistency({ oldSize, oldRoot, size, root, hashes })).toBe(true)

      const [newOld = root, newRoot = root, ...newHashes] = flip([oldRoot, root, ...hashes], place)
      expect(verifyConsistency({ oldSize, oldRoot: newOld, size, root: newRoot, hashes: newHashes })).toBe(
        false,
      )
    }),
  )
})

test('a proof that climbs beyond the root proves nothing, even to a root made for it', () => {
  const [a, b, c] = [someHash, leafHash(Buffer.of(1)), leafHash(Buffer.of(2))]
  expect(verifyInclusion({ leaf: a, index: 0, size: 1, hashes: [b], root: nodeHash(b, a) })).toBe(false)

  const [two, three] = [nodeHash(a, b), nodeHash(nodeHash(a, b), c)]
  const four = nodeHash(two, nodeHash(c, a))
  const grown = { oldSize: 3, oldRoot: three, size: 4, root: four, hashes: [c, a, two] }
  expect(verifyConsistency(grown)).toBe(true)
  const grownBeyond = { oldRoot: nodeHash(b, three), root: nodeHash(b, four), hashes: [c, a, two, b] }
  expect(verifyConsistency({ ...grown, ...grownBeyond })).toBe(false)
})

test('R25, T21 a log that rewrote a leaf cannot prove itself consistent', async () => {
  const rewritten = await logOf(leaves.with(17, leafHash(Buffer.from('rewritten'))))
  const oldRoot = naiveHead(leaves.slice(0, 100))
  const hashes = await consistencyProof(100, 600, rewritten.readTile)
  const root = (await rewritten.append([])).root
  expect(verifyConsistency({ oldSize: 100, oldRoot, size: 600, root, hashes })).toBe(false)
})

test('whatever it is handed, a check answers and never throws', () => {
  const number = fc.oneof(fc.nat(20), fc.maxSafeInteger(), fc.double())
  const hash = fc.oneof(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.uint8Array({ maxLength: 70 }))
  fc.assert(
    fc.property(
      number,
      number,
      hash,
      hash,
      fc.array(hash, { maxLength: 70 }),
      (index, size, a, b, hashes) => {
        fc.pre(hex(a) !== hex(b))
        expect(verifyInclusion({ leaf: a, index, size, hashes, root: b })).toBe(false)
        expect(verifyConsistency({ oldSize: index, oldRoot: a, size, root: b, hashes })).toBe(false)
      },
    ),
    { numRuns: 500 },
  )
})

/** The same parts with one bit changed, in the byte that `place` falls on. */
function flip(parts: readonly Uint8Array[], place: number): Uint8Array[] {
  const all = Buffer.concat(parts)
  const at = place % all.length
  all.writeUInt8(all.readUInt8(at) ^ (1 << (place % 8)), at)
  return parts.map((_, part) => all.subarray(part * 32, (part + 1) * 32))
}
