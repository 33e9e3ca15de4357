/**
 * Content at rest (protocol §6): each referral has its own data key, wrapped by the member's key. Destroying
 * the wrapped key erases the content; nothing else can open it, not the database's administrator, not a backup.
 *
 * The member key is a file in development. In production `wrap` and `unwrap` are calls to a key service; the
 * data keys themselves are used here and never stored unwrapped.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'

export interface Vault {
  /** A fresh data key for a referral: to use now, and wrapped to store. */
  newDataKey(referral: string): { readonly key: KeyObject; readonly wrapped: Uint8Array }
  /** @throws Error when the wrapping was made for another referral, by another key, or changed */
  unwrap(referral: string, wrapped: Uint8Array): KeyObject
  /** Content of one event under its referral's data key, bound to the event's digest. */
  lock(key: KeyObject, digest: string, content: Uint8Array | string): Uint8Array
  unlock(key: KeyObject, digest: string, locked: Uint8Array): Buffer
  /** A quarantined message under the member key, bound to its quarantine id. */
  lockBody(id: string, body: Uint8Array): Uint8Array
  unlockBody(id: string, locked: Uint8Array): Buffer
  /** What is known of a case and never sent, under the member key, bound to the record's id. */
  lockLocal(id: string, record: string): Uint8Array
  unlockLocal(id: string, locked: Uint8Array): Buffer
  /** HMAC-SHA-256 of a request body: recognises it again without keeping it. */
  fingerprint(body: string): Buffer
}

const NONCE = 12
const TAG = 16

/** @param memberKey 32 bytes */
export function openVault(memberKey: Uint8Array): Vault {
  if (memberKey.length !== 32) throw new Error('the member key is not 32 bytes')
  const subkey = (use: string) =>
    createSecretKey(Buffer.from(hkdfSync('sha256', memberKey, '', `onward ${use}`, 32)))
  const wrapping = subkey('data-key')
  const bodies = subkey('quarantine')
  const locals = subkey('local-record')
  const requests = subkey('idempotency')

  return {
    newDataKey(referral) {
      const key = randomBytes(32)
      return { key: createSecretKey(key), wrapped: encrypt(wrapping, referral, key) }
    },
    unwrap: (referral, wrapped) => createSecretKey(decrypt(wrapping, referral, wrapped)),
    lock: encrypt,
    unlock: decrypt,
    lockBody: (id, body) => encrypt(bodies, id, body),
    unlockBody: (id, locked) => decrypt(bodies, id, locked),
    lockLocal: (id, record) => encrypt(locals, id, record),
    unlockLocal: (id, locked) => decrypt(locals, id, locked),
    fingerprint: (body) => createHmac('sha256', requests).update(body).digest(),
  }
}

/** nonce ‖ ciphertext ‖ tag; the name is authenticated, so a row cannot be moved to another place. */
function encrypt(key: KeyObject, name: string, content: Uint8Array | string): Uint8Array {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name))
  const text = typeof content === 'string' ? cipher.update(content, 'utf8') : cipher.update(content)
  return Buffer.concat([nonce, text, cipher.final(), cipher.getAuthTag()])
}

function decrypt(key: KeyObject, name: string, locked: Uint8Array): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, locked.subarray(0, NONCE), { authTagLength: TAG })
  decipher.setAAD(Buffer.from(name)).setAuthTag(locked.subarray(locked.length - TAG))
  return Buffer.concat([decipher.update(locked.subarray(NONCE, locked.length - TAG)), decipher.final()])
}
