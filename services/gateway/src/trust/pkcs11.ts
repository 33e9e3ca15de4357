/**
 * Keys that stay in a token (PKCS#11 3.1): it signs, and its private keys cannot be taken out. The binding is an optional
 * dependency that has to be built, so it is loaded only where a token is named.
 */
import { createHash, verify } from 'node:crypto'
import type { TokenKey } from '@onward/directory'
import type { Signer } from '@onward/seal'
import { ConfigError } from '../config.ts'

export interface TokenSettings {
  /** The token's PKCS#11 library. */
  readonly module: string
  readonly pin: string
}

export interface Token {
  /** @throws Error when the token is not there, does not take the PIN, or has not this key: a signature of it must verify before it is used */
  signerOf(key: TokenKey): Signer
  close(): void
}

/** CKM_ECDSA and CKM_EDDSA of PKCS#11 3.1 §6.3; the binding does not name the second. */
const mechanisms = { Ed25519: 0x1057, ES256: 0x1041 } as const
const signatureBytes = 64

/**
 * Loads the token's library; a session is opened with the first key of a token.
 *
 * @throws ConfigError when the binding is not built, or the library cannot be loaded
 */
export async function openToken({ module, pin }: TokenSettings): Promise<Token> {
  const { default: binding } = await import('pkcs11js').catch(() => {
    throw new ConfigError([
      'ONWARD_PKCS11_MODULE needs pkcs11js to be built: npm rebuild pkcs11js --ignore-scripts=false',
    ])
  })
  const library = new binding.PKCS11()
  const slots = new Map<string, Buffer>()
  try {
    library.load(module)
    library.C_Initialize()
    for (const slot of library.C_GetSlotList(true))
      slots.set(library.C_GetTokenInfo(slot).label.trimEnd(), slot)
  } catch {
    throw new ConfigError(['ONWARD_PKCS11_MODULE names no PKCS#11 library that can be loaded'])
  }

  const sessions = new Map<string, Buffer>()
  const sessionOf = (token: string): Buffer => {
    const open = sessions.get(token)
    if (open) return open
    const slot = slots.get(token)
    if (!slot) throw new Error(`there is no token ${token}: look whether it is plugged in`)
    const session = library.C_OpenSession(slot, binding.CKF_SERIAL_SESSION)
    try {
      library.C_Login(session, binding.CKU_USER, pin)
    } catch {
      library.C_CloseSession(session)
      throw new Error(`the token ${token} does not take the PIN: it stands in ONWARD_PKCS11_PIN_FILE`)
    }
    sessions.set(token, session)
    return session
  }
  const find = (uri: string): { readonly session: Buffer; readonly handle: Buffer } => {
    const { token, object } = parsePkcs11Uri(uri)
    const session = sessionOf(token)
    library.C_FindObjectsInit(session, [
      { type: binding.CKA_CLASS, value: binding.CKO_PRIVATE_KEY },
      { type: binding.CKA_LABEL, value: object },
    ])
    try {
      const [handle] = library.C_FindObjects(session, 1)
      if (!handle) throw new Error(`the token ${token} has no private key ${object}`)
      return { session, handle }
    } finally {
      library.C_FindObjectsFinal(session)
    }
  }

  return {
    signerOf({ alg, publicKey, pkcs11 }) {
      if (alg !== 'Ed25519' && alg !== 'ES256') throw new Error(`a token does not sign with ${alg}`)
      const { session, handle } = find(pkcs11)
      const sign = (input: Uint8Array): Uint8Array => {
        const signed = alg === 'ES256' ? createHash('sha256').update(input).digest() : Buffer.from(input)
        library.C_SignInit(session, { mechanism: mechanisms[alg] }, handle)
        return library.C_Sign(session, signed, Buffer.alloc(signatureBytes))
      }
      const probe = Buffer.from('onward key probe')
      const key = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const
      if (!verify(alg === 'ES256' ? 'sha256' : null, probe, key, sign(probe)))
        throw new Error('the key in the token is another than the one that the file names')
      return { sign }
    },
    close() {
      for (const session of sessions.values()) library.C_CloseSession(session)
      library.C_Finalize()
    },
  }
}

/** The token and the label of the key in an RFC 7512 URI; no other attribute is known here. */
export function parsePkcs11Uri(uri: string): { readonly token: string; readonly object: string } {
  const [scheme = '', path = ''] = uri.split(/:(.*)/s)
  const attributes = new Map(
    path.split(';').map((each) => {
      const [name = '', value = ''] = each.split('=')
      return [name, decodeURIComponent(value)]
    }),
  )
  const [token, object] = [attributes.get('token'), attributes.get('object')]
  if (scheme !== 'pkcs11' || !token || !object || attributes.size !== 2)
    throw new Error('pkcs11 is not of the form pkcs11:token=<token>;object=<label of the key>')
  return { token, object }
}
