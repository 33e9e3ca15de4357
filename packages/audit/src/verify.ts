// Checks proofs by the algorithms of RFC 9162 §2.1.3.2 and §2.1.4.2, written apart from the recursions that make
// them, so that one mistake cannot hide in both. Total: whatever the input, the answer is true or false.
import { emptyHead, hashLength, nodeHash } from './hash.ts'
import { isSize } from './size.ts'

export interface InclusionClaim {
  /** The leaf hash (`leafHash`), not the entry. */
  readonly leaf: Uint8Array
  readonly index: number
  readonly size: number
  readonly hashes: readonly Uint8Array[]
  readonly root: Uint8Array
}

export interface ConsistencyClaim {
  readonly oldSize: number
  readonly oldRoot: Uint8Array
  readonly size: number
  readonly root: Uint8Array
  readonly hashes: readonly Uint8Array[]
}

/** Whether the leaf stands at `index` in the tree of `size` leaves with that root. Never throws. */
export function verifyInclusion({ leaf, index, size, hashes, root }: InclusionClaim): boolean {
  if (!isSize(index) || !isSize(size) || index >= size) return false
  if (![leaf, root, ...hashes].every(isHash)) return false

  const climb = startAt(index, size)
  let hash = leaf
  for (const sibling of hashes) {
    if (climb.isAtRoot()) return false
    hash = climb.step() === 'left' ? nodeHash(sibling, hash) : nodeHash(hash, sibling)
  }
  return climb.isAtRoot() && equal(hash, root)
}

/**
 * Whether the tree of `oldSize` leaves with its root is a beginning of the other. An empty old tree is a beginning
 * of any, if its root is the hash of nothing. Never throws.
 */
export function verifyConsistency({ oldSize, oldRoot, size, root, hashes }: ConsistencyClaim): boolean {
  if (!isSize(oldSize) || !isSize(size) || oldSize > size) return false
  if (![oldRoot, root, ...hashes].every(isHash)) return false
  if (oldSize === size) return hashes.length === 0 && equal(oldRoot, root)
  if (oldSize === 0) return hashes.length === 0 && equal(oldRoot, emptyHead())

  // The climb starts at the largest full subtree that ends where the old tree ends. If that is the whole old
  // tree, its hash is the old root and the proof leaves it out.
  const climb = startAt(oldSize - 1, size)
  climb.skipRightEdges()
  const [start, ...rest] = climb.isLeftmost() ? [oldRoot, ...hashes] : hashes
  if (start === undefined) return false

  let [oldHash, hash] = [start, start]
  for (const sibling of rest) {
    if (climb.isAtRoot()) return false
    if (climb.step() === 'left') {
      oldHash = nodeHash(sibling, oldHash)
      hash = nodeHash(sibling, hash)
    } else {
      hash = nodeHash(hash, sibling)
    }
  }
  return climb.isAtRoot() && equal(oldHash, oldRoot) && equal(hash, root)
}

/** A walk from a leaf to the root; `at` and `last` are the RFC's fn and sn. Numbers beyond 2^31 need `/`, not `>>`. */
function startAt(index: number, size: number) {
  let [at, last] = [index, size - 1]
  const up = () => {
    at = Math.floor(at / 2)
    last = Math.floor(last / 2)
  }
  return {
    isAtRoot: () => last === 0,
    isLeftmost: () => at === 0,
    skipRightEdges() {
      while (at % 2 === 1) up()
    },
    /** Goes up one node and says on which side its sibling was. */
    step(): 'left' | 'right' {
      const isLeft = at % 2 === 1 || at === last
      // A node at the right edge may have no sibling on some heights; it is then carried up as it is.
      if (isLeft) while (at % 2 === 0 && at > 0) up()
      up()
      return isLeft ? 'left' : 'right'
    },
  }
}

function isHash(bytes: Uint8Array): boolean {
  return bytes.length === hashLength
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}
