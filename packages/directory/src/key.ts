/** Keys: what may be registered, what each must be, and the proof that its member holds it. */
import { createPublicKey, type KeyObject } from 'node:crypto'
import { ed25519, x25519 } from '@noble/curves/ed25519.js'
import { p256 } from '@noble/curves/nist.js'
import { base64urlDecode, canonicalBytes, digest } from '@onward/contract'
import { compactVerify } from 'jose'
import type { KeyAlg, KeyEntry, KeyUse, PublicJwk, Revocation } from './document.ts'
import { DirectoryError } from './error.ts'

/** A registered key that passed the gate; its `KeyObject` is imported once. */
export interface DirectoryKey {
  readonly kid: string
  readonly use: KeyUse
  readonly alg: KeyAlg
  readonly member: string
  /** The organisation whose own key it is; undefined for a key of the member itself. */
  readonly organisation?: string
  readonly publicKey: KeyObject
  /** Seconds since 1970: signed from `nbf` on, and before `naf`. */
  readonly nbf: number
  readonly naf: number
  readonly status: KeyEntry['status']
  readonly revoked?: Revocation
  readonly pop: string
}

/** Which algorithms a use may have. A key has one use and one algorithm, so none is ever ambiguous. */
export const algsOf: Readonly<Record<KeyUse, readonly KeyAlg[]>> = {
  'gw-sig': ['Ed25519'],
  'case-sig': ['Ed25519', 'ES256'],
  enc: ['ECDH-ES+A256KW'],
  log: ['Ed25519'],
  wit: ['Ed25519'],
  'org-enc': ['ECDH-ES+A256KW'],
}

/** A key of this use cannot sign, so that a gw-sig key of the same member vouches for it. */
export function isVouchedFor(use: KeyUse): boolean {
  return use === 'enc' || use === 'org-enc'
}

/** RFC 7638 thumbprint: SHA-256 over the required members in order, which is their RFC 8785 form. */
export function thumbprint({ crv, kty, x, y }: PublicJwk): string {
  return digest(canonicalBytes(kty === 'EC' ? { crv, kty, x, y } : { crv, kty, x }))
}

/**
 * The key gate (security.md §1.5), without the proof of possession: use, algorithm and curve belong
 * together, the kid is the thumbprint, the point is canonical, on its curve and of prime order.
 *
 * @throws DirectoryError `KEY_PRIVATE`, `KEY_ALG`, `KEY_ORGANISATION`, `KEY_KID`, `KEY_WEAK`, `DOCUMENT_INVALID`
 */
export function admitKey(entry: KeyEntry, member: string): DirectoryKey {
  const { kid, use, alg, organisation, jwk, nbf, naf, status, revoked, pop } = entry
  const refused = (code: DirectoryError['code'], reason: string) =>
    new DirectoryError(code, `Key ${kid} of ${member} ${reason}.`)
  if (jwk.d !== undefined) throw refused('KEY_PRIVATE', 'was published with its private part')
  const curve = curves[alg]
  if (!algsOf[use].includes(alg) || jwk.kty !== curve.kty || jwk.crv !== curve.crv) {
    throw refused(
      'KEY_ALG',
      `has use ${use}, algorithm ${alg} and curve ${jwk.crv}, which do not go together`,
    )
  }
  if (!isSound(jwk, curve.sound)) throw refused('KEY_WEAK', 'is not a canonical point of prime order')
  if (thumbprint(jwk) !== kid) throw refused('KEY_KID', 'does not have the thumbprint that names it')
  if (naf <= nbf || (status === 'revoked') !== (revoked !== undefined)) {
    throw refused('DOCUMENT_INVALID', 'has times or a status that contradict each other')
  }
  if (organisation !== undefined && use !== 'case-sig' && use !== 'org-enc')
    throw refused(
      'KEY_ORGANISATION',
      'belongs to an organisation, which signs events and opens what is its own',
    )
  if (organisation === undefined && use === 'org-enc')
    throw refused('KEY_ORGANISATION', 'has use org-enc and names no organisation')
  const publicKey = createPublicKey({ key: { ...jwk }, format: 'jwk' })
  return {
    ...{ kid, use, alg, member, publicKey, nbf, naf, status, pop },
    ...(organisation === undefined ? {} : { organisation }),
    ...(revoked ? { revoked } : {}),
  }
}

/** The bytes that a proof of possession signs. */
export function possessionClaim({
  kid,
  member,
  use,
  organisation,
}: Pick<DirectoryKey, 'kid' | 'member' | 'use' | 'organisation'>): Uint8Array {
  return canonicalBytes({ kid, member, use, ...(organisation === undefined ? {} : { organisation }) })
}

/** The `typ` of a proof of possession. */
export const possessionTyp = 'onward-pop+jws'

/**
 * Verifies that the member holds the key it registered: else it could register another's key as its own.
 * An X25519 key cannot sign; there a gw-sig key of the same member vouches, and what another's key could
 * open is tied to both names in the key derivation anyway.
 *
 * @param others All admitted keys of the same member.
 * @throws DirectoryError `KEY_POSSESSION`
 */
export async function verifyPossession(key: DirectoryKey, others: readonly DirectoryKey[]): Promise<void> {
  const signers = isVouchedFor(key.use) ? others.filter(({ use }) => use === 'gw-sig') : [key]
  try {
    const { payload, protectedHeader } = await compactVerify(
      key.pop,
      ({ kid }) => {
        const signer = signers.find((each) => each.kid === kid)
        if (!signer) throw new Error('signed by a key that may not sign it')
        return signer.publicKey
      },
      { algorithms: ['Ed25519', 'ES256'] },
    )
    if (protectedHeader.typ !== possessionTyp) throw new Error(`typ is not ${possessionTyp}`)
    if (!Buffer.from(payload).equals(possessionClaim(key))) throw new Error('the claim is another')
  } catch (cause) {
    const message = `Key ${key.kid} of ${key.member} has no proof of possession.`
    throw new DirectoryError('KEY_POSSESSION', message, { cause })
  }
}

interface Curve {
  readonly kty: PublicJwk['kty']
  readonly crv: PublicJwk['crv']
  readonly sound: (x: Uint8Array, y: Uint8Array | undefined) => boolean
}

/** The curve of each algorithm, and when a point of it is sound. */
export const curves: Readonly<Record<KeyAlg, Curve>> = {
  Ed25519: {
    kty: 'OKP',
    crv: 'Ed25519',
    sound: (x, y) => {
      const point = ed25519.Point.fromBytes(x)
      return !y && point.isTorsionFree() && !point.isSmallOrder() && Buffer.from(point.toBytes()).equals(x)
    },
  },
  ES256: {
    kty: 'EC',
    crv: 'P-256',
    sound: (x, y) => {
      if (x.length !== 32 || y?.length !== 32) return false
      p256.Point.fromBytes(Uint8Array.of(4, ...x, ...y)).assertValidity()
      return true
    },
  },
  'ECDH-ES+A256KW': {
    kty: 'OKP',
    crv: 'X25519',
    sound: (x, y) => {
      const u = BigInt(`0x${Buffer.from(x).reverse().toString('hex')}`)
      // RFC 7748 §6.1: with a low-order point every shared secret is zero, and noble throws.
      x25519.getSharedSecret(x25519.utils.randomSecretKey(), x)
      return !y && x.length === 32 && u < 2n ** 255n - 19n
    },
  },
}

function isSound({ x, y }: PublicJwk, sound: Curve['sound']): boolean {
  try {
    return sound(base64urlDecode(x), y === undefined ? undefined : base64urlDecode(y))
  } catch {
    // The curve library throws for a point that is not on its curve.
    return false
  }
}
