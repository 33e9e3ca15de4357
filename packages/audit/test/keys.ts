// Keys in the form in which the published notes give them: base64 of the type byte 0x01 and 32 key bytes.
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { NoteSigner, NoteVerifier } from '../src/index.ts'

// RFC 8410 §7 and §4: what stands before the 32 bytes in DER.
const pkcs8Start = Buffer.from('302e020100300506032b657004220420', 'hex')
const spkiStart = Buffer.from('302a300506032b6570032100', 'hex')

export function publishedVerifier({ name, publicKey }: { name: string; publicKey: string }): NoteVerifier {
  const key = Buffer.concat([spkiStart, rawKey(publicKey)])
  return { name, publicKey: createPublicKey({ key, format: 'der', type: 'spki' }) }
}

export function publishedSigner({ name, privateKey }: { name: string; privateKey: string }): NoteSigner {
  const key = Buffer.concat([pkcs8Start, rawKey(privateKey)])
  return { name, privateKey: createPrivateKey({ key, format: 'der', type: 'pkcs8' }) }
}

export function newNoteKeys(name: string): { name: string; privateKey: KeyObject; publicKey: KeyObject } {
  return { name, ...generateKeyPairSync('ed25519') }
}

function rawKey(base64: string): Buffer {
  return Buffer.from(base64, 'base64').subarray(1)
}
