/** New key pairs for set-up and rotation, with the entry that a member registers. */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto'
import { CompactSign } from 'jose'
import { type KeyAlg, type KeyEntry, type KeyUse, keyUses, type PublicJwk } from './document.ts'
import { DirectoryError } from './error.ts'
import { algsOf, curves, isVouchedFor, possessionClaim, possessionTyp, thumbprint } from './key.ts'

/** A private key as its owner keeps it: a JWK that says what it is for. */
export interface PrivateKey {
  readonly kid: string
  readonly use: KeyUse
  readonly alg: KeyAlg
  readonly privateKey: KeyObject
}

/** A key that stays in a token: its file says where, and holds no private part. */
export interface TokenKey {
  readonly kid: string
  readonly use: KeyUse
  readonly alg: KeyAlg
  readonly publicKey: KeyObject
  /** RFC 7512 URI of the private key. */
  readonly pkcs11: string
}

export interface NewKey {
  readonly use: KeyUse
  readonly alg: KeyAlg
  readonly member: string
  /** The organisation whose own key it is to be. */
  readonly organisation?: string | undefined
  /** Seconds since 1970. */
  readonly nbf: number
  readonly naf: number
  /** For `enc` and `org-enc`: a gw-sig key of the same member, because an encryption key cannot sign for itself. */
  readonly voucher?: PrivateKey | undefined
}

/**
 * Makes a key pair. `jwk` is the private key for the owner's key file, `entry` what is registered.
 *
 * @throws DirectoryError `KEY_ALG` when use and algorithm do not go together, `KEY_POSSESSION` without a voucher.
 */
export async function makeKey(key: NewKey): Promise<{ readonly jwk: JsonWebKey; readonly entry: KeyEntry }> {
  const { use, alg, voucher } = key
  if (!algsOf[use].includes(alg)) throw new DirectoryError('KEY_ALG', `A key for ${use} is not ${alg}.`)
  const { privateKey, publicKey } = generate(alg)
  // Sound: node exports exactly kty, crv, x and for P-256 y.
  const publicJwk = publicKey.export({ format: 'jwk' }) as PublicJwk
  const kid = thumbprint(publicJwk)
  const signer = isVouchedFor(use) ? voucher : { kid, use, alg, privateKey }
  const entry = await entryOf({ ...key, kid, jwk: publicJwk }, signer)
  return { jwk: { ...privateKey.export({ format: 'jwk' }), kid, use, alg }, entry }
}

/**
 * Makes the private key of an organisation, where it is to stay; `publicJwk` is what its member registers
 * (`registerOrganisationKey`).
 */
export function makeOrganisationKey(): { readonly jwk: JsonWebKey; readonly publicJwk: PublicJwk } {
  const alg = 'ECDH-ES+A256KW'
  const { privateKey, publicKey } = generate(alg)
  // Sound: node exports exactly kty, crv and x.
  const publicJwk = publicKey.export({ format: 'jwk' }) as PublicJwk
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid: thumbprint(publicJwk), use: 'org-enc', alg }
  return { jwk, publicJwk }
}

/** The entry of a public key that one of the member's organisations made: the member vouches for it, unseen its private part. */
export async function registerOrganisationKey({
  publicJwk: { kty, crv, x },
  ...key
}: Pick<NewKey, 'member' | 'nbf' | 'naf'> & {
  readonly publicJwk: PublicJwk
  readonly organisation: string
  readonly voucher: PrivateKey
}): Promise<KeyEntry> {
  // By what is taken over: whatever else the file holds, a private part among it, goes no further.
  const jwk = { kty, crv, x }
  const entry = { ...key, use: 'org-enc', alg: 'ECDH-ES+A256KW', kid: thumbprint(jwk), jwk } as const
  return await entryOf(entry, key.voucher)
}

async function entryOf(
  {
    kid,
    use,
    alg,
    member,
    organisation,
    jwk,
    nbf,
    naf,
  }: NewKey & { readonly kid: string; readonly jwk: PublicJwk },
  signer: PrivateKey | undefined,
): Promise<KeyEntry> {
  if (!signer)
    throw new DirectoryError('KEY_POSSESSION', 'An encryption key needs a gw-sig key to vouch for it.')
  const owner = organisation === undefined ? {} : { organisation }
  const pop = await new CompactSign(possessionClaim({ kid, member, use, ...owner }))
    .setProtectedHeader({ alg: signer.alg, kid: signer.kid, typ: possessionTyp })
    .sign(signer.privateKey)
  return { kid, use, alg, ...owner, jwk, nbf, naf, pop, status: 'active' }
}

/**
 * Imports a private key from its owner's key file.
 *
 * @throws DirectoryError `KEY_ALG`, or `KEY_KID` when the file does not hold the key that it names.
 */
export function importPrivateKey(jwk: JsonWebKey): PrivateKey {
  return { ...described(jwk), privateKey: createPrivateKey({ key: jwk, format: 'jwk' }) }
}

/**
 * Imports a key file: a private key, or with `pkcs11` in place of the private part a key that stays in a token.
 *
 * @throws as `importPrivateKey`
 */
export function importOwnKey(jwk: JsonWebKey): PrivateKey | TokenKey {
  const { pkcs11 } = jwk
  if (typeof pkcs11 !== 'string' || jwk.d !== undefined) return importPrivateKey(jwk)
  const { kty, crv, x, y } = jwk
  const publicKey = createPublicKey({ key: { kty, crv, x, y } as JsonWebKey, format: 'jwk' })
  return { ...described(jwk), publicKey, pkcs11 }
}

function described(jwk: JsonWebKey): Pick<PrivateKey, 'kid' | 'use' | 'alg'> {
  const use = keyUses.find((each) => each === jwk.use)
  const alg = use && algsOf[use].find((each) => each === jwk.alg)
  if (!use || !alg || curves[alg].crv !== jwk.crv) {
    throw new DirectoryError('KEY_ALG', 'The key file does not say which known use and algorithm it has.')
  }
  const { kty, crv } = curves[alg]
  const kid = thumbprint({ kty, crv, x: String(jwk.x), ...(jwk.y === undefined ? {} : { y: String(jwk.y) }) })
  if (jwk.kid !== kid)
    throw new DirectoryError('KEY_KID', 'The key file does not hold the key that it names.')
  return { kid, use, alg }
}

function generate(alg: KeyAlg): { readonly privateKey: KeyObject; readonly publicKey: KeyObject } {
  switch (alg) {
    case 'Ed25519':
      return generateKeyPairSync('ed25519')
    case 'ES256':
      return generateKeyPairSync('ec', { namedCurve: 'P-256' })
    case 'ECDH-ES+A256KW':
      return generateKeyPairSync('x25519')
  }
}
