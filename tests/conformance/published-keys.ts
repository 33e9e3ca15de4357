// Keys as RFCs print them, as keys of this runtime.
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'

export const hex = (text: string): Buffer => Buffer.from(text.replaceAll(/\s/g, ''), 'hex')

type Curve = 'Ed25519' | 'X25519'

/** A private key from its 32 bytes; the public half is what the runtime makes of them. */
export function privateKey(crv: Curve, bytes: string): KeyObject {
  // RFC 8410 §7: the PKCS #8 wrapping of such a key, up to its bytes.
  const wrapping = { Ed25519: '302e020100300506032b657004220420', X25519: '302e020100300506032b656e04220420' }
  return createPrivateKey({ key: hex(wrapping[crv] + bytes), format: 'der', type: 'pkcs8' })
}

export function publicKey(crv: Curve, bytes: string): KeyObject {
  const x = hex(bytes).toString('base64url')
  return createPublicKey({ key: { kty: 'OKP', crv, x }, format: 'jwk' })
}

/** The 32 bytes of a public key, in hex. */
export function bytesOf(key: KeyObject): string {
  const { x = '' } = key.export({ format: 'jwk' })
  return Buffer.from(x, 'base64url').toString('hex')
}

/** A compact JWS in the two parts that a verifier is given. */
export function split(jws: string): { readonly input: string; readonly signature: Buffer } {
  const [header = '', payload = '', signature = ''] = jws.split('.')
  return { input: `${header}.${payload}`, signature: Buffer.from(signature, 'base64url') }
}
