/** Sealing: an event is signed with the case key, padded, and encrypted to one receiver; the manifest follows. */
import type { KeyObject } from 'node:crypto'
import { digest } from '@onward/contract'
import { pad } from './padding.ts'
import { type Binding, encrypt, type RemoteKey, type SigningKey, signEventJws } from './profile.ts'
import { tokenDigest } from './token.ts'

/** The receiver's encryption key, chosen from the directory. */
export interface EncryptionKey {
  readonly kid: string
  readonly publicKey: KeyObject
}

export interface SealedEvent {
  /** The inner JWS: what is stored (encrypted) and proved. */
  readonly jws: string
  /** Digest of the inner JWS. */
  readonly cdig: string
  readonly jwe: string
  /** Digest of the JWE. */
  readonly dig: string
}

/**
 * Signs, pads and encrypts one event. The manifest that carries it must have this `jti`, `iss` and `aud`,
 * and `dig` and `cdig` as returned.
 *
 * @param iat Time of signing in seconds.
 * @throws SealError `EVENT_TOO_LARGE` when it fits no bucket.
 */
export function sealEvent(
  sealing: Binding & {
    /** The event's RFC 8785 bytes, as `encodeEvent` gives them. */
    readonly event: Uint8Array
    readonly caseKey: SigningKey | RemoteKey
    readonly to: EncryptionKey
    readonly iat: number
  },
): SealedEvent {
  const jws = signEventJws(sealing.event, sealing.iat, sealing.caseKey)
  return { jws, cdig: tokenDigest(jws), ...resealJws({ ...sealing, jws }) }
}

/** Seals an inner JWS anew, under a new `jti`: the event, its signature and `cdig` stay what they were. */
export function resealJws(
  sealing: Binding & { readonly jws: string; readonly to: EncryptionKey },
): Pick<SealedEvent, 'jwe' | 'dig'> {
  const jwe = encrypt(pad(Buffer.from(sealing.jws)), sealing.to, sealing)
  return { jwe, dig: digest(jwe) }
}
