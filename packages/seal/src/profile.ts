/**
 * The fixed profile, made with node:crypto: compact JWS by Ed25519 (ES256 for case keys that need a seal
 * device), compact JWE by ECDH-ES+A256KW over X25519 with A256GCM. Nothing else can be expressed here: no
 * header member, algorithm or key length is a parameter, and none is ever taken from a message.
 *
 * It exists because it costs a third of what a general JOSE library does; profile.test.ts proves that such
 * a library opens everything made here, and that this opens everything it makes in this profile.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  sign as edOrEcSign,
  verify as edOrEcVerify,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { SealError } from './error.ts'

export type SignatureAlg = 'Ed25519' | 'ES256'

/**
 * Signs where the key cannot be taken out: a token, a seal device, a key service. Ed25519 signs the input itself (RFC
 * 8032), ES256 its SHA-256 and gives r ‖ s (RFC 7518 §3.4): 64 bytes both. It throws when it cannot.
 */
export interface Signer {
  sign(input: Uint8Array): Uint8Array
}

/** A private key that signs, imported once. */
export interface SigningKey {
  readonly kid: string
  readonly alg: SignatureAlg
  readonly privateKey: KeyObject
}

/** A key that signs where only its signer reaches it. */
export interface RemoteKey {
  readonly kid: string
  readonly alg: SignatureAlg
  readonly signer: Signer
}

/** A public key with the one algorithm its owner registered for it. */
export interface VerifyingKey {
  readonly alg: string
  readonly publicKey: KeyObject
}

export type TokenTyp =
  | 'onward-manifest+jwt'
  | 'onward-receipt+jwt'
  | 'onward-proof+jwt'
  | 'onward-resend+jwt'
  | 'onward-tombstone+jwt'
  // Not on a lane: what a gateway puts its name to when it hands out evidence.
  | 'onward-evidence+jwt'
  // Nor this: what a gateway has seen of a peer.
  | 'onward-sighting+jwt'

/** Whom one JWE joins: `iss` and `aud` go into the key derivation, `jti` ties it to its manifest. */
export interface Binding {
  readonly iss: string
  readonly aud: string
  readonly jti: string
}

/** What one kind of JWE says in its protected header, and whose names go into its key derivation. */
export interface JweForm {
  readonly apu: string
  readonly apv: string
  /** The exact header for these keys, in RFC 8785 form. */
  readonly header: (kid: string, epk: string) => string
}

export type Decryption =
  | { readonly ok: true; readonly plaintext: Buffer }
  | { readonly ok: false; readonly code: 'CRYPTO_HEADER' | 'CRYPTO_KEY' | 'CRYPTO_DECRYPT' }

/** The exact protected header of a lane token, in RFC 8785 form. */
export const tokenHeader = (alg: string, kid: string, typ: string): string =>
  `{"alg":"${alg}","kid":"${kid}","typ":"${typ}"}`

/** The exact protected header of the inner JWS, in RFC 8785 form. `iat` in seconds. */
export const eventHeader = (alg: string, iat: number, kid: string): string =>
  `{"alg":"${alg}","cty":"application/cloudevents+json","iat":${iat},"kid":"${kid}","typ":"onward-event+jws"}`

const envelopeForm = ({ iss, aud, jti }: Binding): JweForm => ({
  apu: iss,
  apv: aud,
  header: (kid, epk) =>
    `{"alg":"ECDH-ES+A256KW","apu":"${base64url(iss)}","apv":"${base64url(aud)}","cty":"onward-event+jws",` +
    `"enc":"A256GCM","epk":{"crv":"X25519","kty":"OKP","x":"${epk}"},"jti":"${jti}","kid":"${kid}",` +
    `"typ":"onward-envelope+jwe"}`,
})

/** Signs a lane token. Lane tokens are Ed25519 only (protocol §1); any other key is `KEY_UNFIT`. */
export function signTokenJws(typ: TokenTyp, claims: string, key: SigningKey | RemoteKey): string {
  if (key.alg !== 'Ed25519') throw new SealError('KEY_UNFIT', `a lane token is not signed with ${key.alg}`)
  return signJws(tokenHeader(key.alg, key.kid, typ), Buffer.from(claims), key)
}

/** Signs an event with a case key. `iat` in seconds. */
export function signEventJws(event: Uint8Array, iat: number, key: SigningKey | RemoteKey): string {
  return signJws(eventHeader(key.alg, iat, key.kid), event, key)
}

/** True when `signature` is by `key` over `input`. The algorithm is the registered one, never the message's. */
export function verifySignature(input: string, signature: Uint8Array, key: VerifyingKey): boolean {
  if (signature.length !== 64 || !fits(key.alg, key.publicKey)) return false
  return key.alg === 'Ed25519'
    ? edOrEcVerify(null, Buffer.from(input), key.publicKey, signature)
    : edOrEcVerify('sha256', Buffer.from(input), { key: key.publicKey, dsaEncoding: 'ieee-p1363' }, signature)
}

/** Encrypts an envelope to one receiver's X25519 key (compact JWE). */
export function encrypt(plaintext: Uint8Array, to: Recipient, binding: Binding): string {
  return encryptJwe(plaintext, to, envelopeForm(binding))
}

interface Recipient {
  readonly kid: string
  readonly publicKey: KeyObject
}

/** Encrypts to one X25519 key in this form. */
export function encryptJwe(plaintext: Uint8Array, to: Recipient, form: JweForm): string {
  if (to.publicKey.asymmetricKeyType !== 'x25519') throw new SealError('KEY_UNFIT', 'not an X25519 key')
  const ephemeral = generateKeyPairSync('x25519')
  const epk = ephemeral.publicKey.export({ format: 'jwk' }).x ?? ''
  const header = base64url(form.header(to.kid, epk))

  const shared = agree(ephemeral.privateKey, to.publicKey)
  const cek = randomBytes(32)
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(cek), iv)
  // RFC 7516 §5.1 step 14: the additional data is the ASCII of the encoded protected header.
  cipher.setAAD(Buffer.from(header))
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()])
  const wrapped = wrapKey(deriveKek(shared, form), cek)
  return [header, ...[wrapped, iv, ciphertext, cipher.getAuthTag()].map(base64url)].join('.')
}

/**
 * Opens an envelope. Call it only for bytes whose digest an authenticated manifest names.
 *
 * @param keyOf One's own private encryption key by kid; undefined when unknown or destroyed.
 */
export function decrypt(jwe: string, binding: Binding, keyOf: KeyOf): Decryption {
  return decryptJwe(jwe, envelopeForm(binding), keyOf)
}

type KeyOf = (kid: string) => KeyObject | undefined

/** Opens a JWE of this profile, if it has exactly this form. */
export function decryptJwe(jwe: string, form: JweForm, keyOf: KeyOf): Decryption {
  const parts = jwe.split('.', 6)
  const [header, ...encoded] = parts
  const [wrapped, iv, ciphertext, tag] = encoded.map(fromBase64url)
  if (parts.length !== 5 || !header || !wrapped || !iv || !ciphertext || !tag) {
    return { ok: false, code: 'CRYPTO_HEADER' }
  }
  const named = readJweHeader(header, form)
  if (!named) return { ok: false, code: 'CRYPTO_HEADER' }
  const privateKey = keyOf(named.kid)
  if (privateKey?.asymmetricKeyType !== 'x25519') return { ok: false, code: 'CRYPTO_KEY' }
  if (wrapped.length !== 40 || iv.length !== 12 || tag.length !== 16) {
    return { ok: false, code: 'CRYPTO_DECRYPT' }
  }
  try {
    const epk = importEphemeral(named.epk)
    const cek = unwrapKey(deriveKek(agree(privateKey, epk), form), wrapped)
    const decipher = createDecipheriv('aes-256-gcm', createSecretKey(cek), iv, { authTagLength: 16 })
    decipher.setAAD(Buffer.from(header)).setAuthTag(tag)
    return { ok: true, plaintext: Buffer.concat([decipher.update(ciphertext), decipher.final()]) }
  } catch {
    // One code for every cause (bad point, bad wrap, bad tag): the difference would be an oracle.
    return { ok: false, code: 'CRYPTO_DECRYPT' }
  }
}

// Secret keys go in as KeyObjects everywhere: bytes make node throw and catch two errors inside, which costs more
// than the cipher (measured: 30 µs against 7).

/** RFC 3394 key wrap of a 256-bit key under a 256-bit key, default initial value. */
export function wrapKey(kek: Uint8Array, cek: Uint8Array): Buffer {
  const cipher = createCipheriv('id-aes256-wrap', createSecretKey(kek), wrapIv)
  return Buffer.concat([cipher.update(cek), cipher.final()])
}

/** Undoes `wrapKey`; throws when the integrity value does not hold. */
export function unwrapKey(kek: Uint8Array, wrapped: Uint8Array): Buffer {
  const decipher = createDecipheriv('id-aes256-wrap', createSecretKey(kek), wrapIv)
  return Buffer.concat([decipher.update(wrapped), decipher.final()])
}

/** Strict base64url (RFC 7515 §2): no padding, no other alphabet, no stray bits; undefined when it is not. */
export function fromBase64url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.toString('base64url') === text ? bytes : undefined
}

const wrapIv = Buffer.alloc(8, 0xa6)

function base64url(value: string | Uint8Array): string {
  const bytes =
    typeof value === 'string' ? Buffer.from(value) : Buffer.from(value.buffer, value.byteOffset, value.length)
  return bytes.toString('base64url')
}

function signJws(header: string, payload: Uint8Array, key: SigningKey | RemoteKey): string {
  const input = `${base64url(header)}.${base64url(payload)}`
  const signature = 'signer' in key ? key.signer.sign(Buffer.from(input)) : signHere(key, Buffer.from(input))
  if (signature.length !== 64) throw new SealError('KEY_UNFIT', 'the signer gave no signature of 64 bytes')
  return `${input}.${base64url(signature)}`
}

function signHere({ alg, privateKey }: SigningKey, input: Uint8Array): Buffer {
  if (!fits(alg, privateKey)) throw new SealError('KEY_UNFIT', `the key does not fit ${alg}`)
  return alg === 'Ed25519'
    ? edOrEcSign(null, input, privateKey)
    : edOrEcSign('sha256', input, { key: privateKey, dsaEncoding: 'ieee-p1363' })
}

function fits(alg: string, key: KeyObject): boolean {
  if (alg === 'Ed25519') return key.asymmetricKeyType === 'ed25519'
  return alg === 'ES256' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1'
}

/**
 * The sender's ephemeral key. While node looks what it was given it throws and catches an error of its own, whose
 * stack costs twice what the import does (measured: 60 µs against 19): so for this call there is none.
 */
function importEphemeral(x: string): KeyObject {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 0
  try {
    return createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x }, format: 'jwk' })
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
}

// Only the two keys that the header names may vary, and the order of its members (a JOSE library chooses
// that): build what it must be and compare. Text equal to its own re-print has no duplicate members.
function readJweHeader(encoded: string, form: JweForm): { kid: string; epk: string } | undefined {
  const text = fromBase64url(encoded)?.toString('latin1') ?? ''
  const kid = /"kid":"([\w-]{43})"/.exec(text)?.[1]
  const epk = /"x":"([\w-]{43})"/.exec(text)?.[1]
  if (!kid || !epk) return undefined
  const expected = form.header(kid, epk)
  try {
    const header: unknown = JSON.parse(text)
    const exact = text.length === expected.length && JSON.stringify(header) === text
    return exact && JSON.stringify(header, jweMembers) === expected ? { kid, epk } : undefined
  } catch {
    return undefined
  }
}

const jweMembers = [
  ...['alg', 'apu', 'apv', 'crv', 'cty', 'enc', 'epk', 'jti', 'kid', 'kty', 'referral'],
  ...['section', 'sequence', 'typ', 'x'],
]

// RFC 7748 §6.1: a low-order point gives all zeros, a secret that everyone knows. OpenSSL refuses; so do we.
function agree(privateKey: KeyObject, publicKey: KeyObject): Buffer {
  const shared = diffieHellman({ privateKey, publicKey })
  if (shared.every((byte) => byte === 0)) throw new SealError('KEY_UNFIT', 'a low-order X25519 key')
  return shared
}

// RFC 7518 §4.6.2: one round of Concat KDF with SHA-256 gives the 256 bits that A256KW needs.
function deriveKek(shared: Uint8Array, { apu, apv }: JweForm): Buffer {
  return createHash('sha256')
    .update(round)
    .update(shared)
    .update(lengthPrefixed('ECDH-ES+A256KW'))
    .update(lengthPrefixed(apu))
    .update(lengthPrefixed(apv))
    .update(keyBits)
    .digest()
}

const round = Buffer.from([0, 0, 0, 1])
const keyBits = Buffer.from([0, 0, 1, 0])

function lengthPrefixed(text: string): Buffer {
  const bytes = Buffer.alloc(4 + Buffer.byteLength(text))
  bytes.writeUInt32BE(bytes.length - 4)
  bytes.write(text, 4)
  return bytes
}
