// Verifier keys of C2SP signed-note, "Verifier keys": `<name>+<key ID>+<base64 of type and public key>`, one word
// that can be printed, mailed and put into a policy.
import { createPublicKey } from 'node:crypto'
import { decodeBase64, encodeBase64 } from './base64.ts'
import { AuditError } from './error.ts'
import { isKeyName, type NoteVerifier, noteKey, rawKey, type SignatureType, typeBytes } from './note.ts'

/** Writes a verifier key. Throws `NOTE_KEY`. */
export function formatVkey({ name, publicKey }: NoteVerifier, type: SignatureType): string {
  const id = noteKey(name, publicKey, type).toString(16).padStart(8, '0')
  return `${name}+${id}+${encodeBase64(Buffer.concat([Buffer.of(typeBytes[type]), rawKey(name, publicKey)]))}`
}

/**
 * Reads a verifier key of this type. Throws `VKEY_MALFORMED`: also for a key of another type or with an ID that is not
 * its own.
 */
export function parseVkey(vkey: string, type: SignatureType): NoteVerifier {
  const [name = '', , ...rest] = vkey.split('+')
  const bytes = decodeBase64(rest.join('+'))
  if (vkey.length > longestVkey || bytes?.length !== 33 || bytes[0] !== typeBytes[type]) throw malformed()
  const x = Buffer.from(bytes.subarray(1)).toString('base64url')
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  if (!isKeyName(name) || formatVkey({ name, publicKey }, type) !== vkey) throw malformed()
  return { name, publicKey }
}

const longestVkey = 1_024

function malformed(): AuditError {
  return new AuditError('VKEY_MALFORMED', 'not a verifier key of the type that is wanted here')
}
