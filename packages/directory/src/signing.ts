/** Keys that sign the metadata of a repository. They are Ed25519, kept as JWK, and named as TUF names them. */
import { createHash, createPrivateKey, generateKeyPairSync, type JsonWebKey, sign } from 'node:crypto'
import { canonicalBytes } from '@onward/contract'
import { Metadata, MetadataKind, Signature } from '@tufjs/models'
import { DirectoryError } from './error.ts'
import type { Role } from './roles.ts'

/** A public key as root and targets list it. */
export interface RoleKey {
  readonly keytype: 'ed25519'
  readonly scheme: 'ed25519'
  readonly keyval: { readonly public: string }
}

export interface RoleSigner {
  readonly keyId: string
  readonly key: RoleKey
  readonly sign: (bytes: Uint8Array) => string
}

/** Metadata as its file has it. */
export interface MetadataJson {
  readonly signed: Readonly<Record<string, unknown>>
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[]
}

/** What the private keys of metadata say they are for. */
const use = 'tuf'

/** A new key pair: the private JWK for its owner's file, and what to give to whoever delegates. */
export function makeRoleKey(): { readonly jwk: JsonWebKey; readonly keyId: string; readonly key: RoleKey } {
  const { privateKey } = generateKeyPairSync('ed25519')
  const jwk = privateKey.export({ format: 'jwk' })
  const key = roleKey(String(jwk.x))
  return { jwk: { ...jwk, kid: keyIdOf(key), use }, keyId: keyIdOf(key), key }
}

/** @throws DirectoryError `KEY_ALG` when the file is no key of a role */
export function importRoleSigner(jwk: JsonWebKey): RoleSigner {
  if (jwk.kty !== 'OKP' || jwk.crv !== 'Ed25519' || jwk.use !== use || jwk.d === undefined)
    throw new DirectoryError(
      'KEY_ALG',
      `This is no private key for metadata: an Ed25519 JWK with use "${use}".`,
    )
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' })
  const key = roleKey(String(privateKey.export({ format: 'jwk' }).x))
  return { keyId: keyIdOf(key), key, sign: (bytes) => sign(null, bytes, privateKey).toString('hex') }
}

/** The name of a key: SHA-256 of its canonical form, so that no two keys can share one. */
export function keyIdOf(key: RoleKey): string {
  return createHash('sha256').update(canonicalBytes(key)).digest('hex')
}

/** Metadata with one more signature; a key that has signed already signs again. */
export function signMetadata(role: Role, metadata: MetadataJson, { keyId, sign }: RoleSigner): MetadataJson {
  const model = modelOf(role, metadata)
  model.sign((bytes) => new Signature({ keyID: keyId, sig: sign(bytes) }))
  // Sound: tuf-js writes the form that it reads.
  return model.toJSON() as unknown as MetadataJson
}

/**
 * Metadata as tuf-js reads it.
 *
 * @throws DirectoryError `METADATA_INVALID`
 */
export function modelOf(role: Role, metadata: unknown) {
  const kind = role.startsWith('m-') ? MetadataKind.Targets : kinds[role as keyof typeof kinds]
  try {
    // Sound: tuf-js checks the form itself, and throws.
    return Metadata.fromJSON(kind as MetadataKind.Targets, metadata as never)
  } catch (cause) {
    throw new DirectoryError('METADATA_INVALID', `The metadata of ${role} cannot be read.`, { cause })
  }
}

const kinds = {
  root: MetadataKind.Root,
  targets: MetadataKind.Targets,
  snapshot: MetadataKind.Snapshot,
  timestamp: MetadataKind.Timestamp,
} as const

function roleKey(x: string): RoleKey {
  const hex = Buffer.from(x, 'base64url').toString('hex')
  return { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: hex } }
}
