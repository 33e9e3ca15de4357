// A country's audit log in memory, for tests that need no database.
import { randomBytes } from 'node:crypto'
import {
  commitment,
  consistencyProof,
  formatCheckpoint,
  formatProof,
  inclusionProof,
  leafHash,
  signNote,
  tileReader,
  treeHead,
} from '@onward/audit'
import { canonicalBytes } from '@onward/contract'
import type { Country } from './country.ts'

/** What a leaf commits to: the salt in base64url, the record as RFC 8785 text. */
export interface Opening {
  readonly salt: string
  readonly record: string
}

/** A log that signs a checkpoint after each leaf. */
export class MemoryLog {
  readonly #country: Country
  readonly #cosign: (text: string) => string
  readonly #leaves: Uint8Array[] = []
  readonly #readTile = tileReader({
    fullTile: async (_level, index) => Buffer.concat(this.#leaves.slice(index * 256, (index + 1) * 256)),
    leafHashes: async (from, to) => this.#leaves.slice(from, to),
  })

  /** @param cosign What witnesses write under a checkpoint. */
  constructor(country: Country, cosign: (text: string) => string = () => '') {
    this.#country = country
    this.#cosign = cosign
  }

  append(record: object, salt: Uint8Array = randomBytes(32)): Opening & { readonly index: number } {
    const bytes = canonicalBytes(record)
    this.#leaves.push(leafHash(commitment(salt, bytes)))
    const opening = { salt: Buffer.from(salt).toString('base64url'), record: Buffer.from(bytes).toString() }
    return { ...opening, index: this.#leaves.length - 1 }
  }

  /** Against the first checkpoint that holds the leaf. */
  async proof({ index }: { readonly index: number }): Promise<string> {
    const size = index + 1
    const { origin } = this.#country.document
    const root = await treeHead(size, this.#readTile)
    const signer = { name: origin, privateKey: this.#country.keys.log.privateKey }
    const text = formatCheckpoint({ origin, size, root })
    const checkpoint = signNote(text, signer) + this.#cosign(text)
    return formatProof({ index, hashes: await inclusionProof(index, size, this.#readTile), checkpoint })
  }

  grown(from: number, size: number): Promise<Uint8Array[]> {
    return consistencyProof(from, size, this.#readTile)
  }
}
