/** This member's own private keys: a folder that only this gateway's process can read. */
import type { KeyObject } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Directory, importPrivateKey, type PrivateKey } from '@onward/directory'
import type { SignatureAlg, SigningKey } from '@onward/seal'
import { ConfigError } from './config.ts'

export interface OwnKeys {
  /** Signs lane tokens (use gw-sig). */
  readonly gateway: SigningKey
  /** Signs events (use case-sig). */
  readonly cases: SigningKey
  /** Signs the events of each hosted organisation, which are not the member's to sign. */
  readonly hosted: ReadonlyMap<string, SigningKey>
  /** Signs checkpoints (use log); its name in notes is the log's origin. */
  readonly log: { readonly name: string; readonly privateKey: KeyObject }
  /** Cosigns the checkpoints of peers (use wit); undefined for a member that witnesses nobody. */
  readonly witness: { readonly name: string; readonly privateKey: KeyObject } | undefined
  /** Opens envelopes: private encryption keys by kid, retired ones too until they are destroyed. */
  readonly decrypt: (kid: string) => KeyObject | undefined
  /** 32 bytes that wrap data keys (development; a key service in production). */
  readonly member: Uint8Array
}

/**
 * Reads `*.jwk` (private JWKs with `kid`) and `member.key` (32 bytes, base64url).
 *
 * @throws ConfigError when a key is unreadable, unknown to the directory, another member's, or missing
 */
export function readKeys(folder: string, member: string, directory: Directory, atSeconds: number): OwnKeys {
  const faults: string[] = []
  const own = new Map<string, PrivateKey>()
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.jwk'))) {
    const key = importPrivateKey(JSON.parse(readFileSync(join(folder, file), 'utf8')))
    if (directory.key(key.kid)?.member === member) own.set(key.kid, key)
    else faults.push(`${file} is not a key of ${member} in the directory: register it, or remove it`)
  }
  const current = (
    use: 'gw-sig' | 'case-sig' | 'log' | 'wit',
    organisation?: string,
  ): SigningKey | undefined => {
    const kid = directory.current(member, use, atSeconds, organisation)?.kid
    const key = kid === undefined ? undefined : own.get(kid)
    if (key && isSignature(key.alg)) return { kid: key.kid, alg: key.alg, privateKey: key.privateKey }
    const owner = organisation ?? member
    faults.push(`there is no private key for the directory's current ${use} key of ${owner}`)
    return undefined
  }
  const gateway = current('gw-sig')
  const cases = current('case-sig')
  const log = current('log')
  const name = directory.member(member)?.witness
  const witness = name === undefined ? undefined : current('wit')
  const seats = directory.member(member)?.organisations.filter(({ hosted }) => hosted) ?? []
  const hosted = new Map(
    seats.flatMap(({ id }) => {
      const key = current('case-sig', id)
      return key ? [[id, key] as const] : []
    }),
  )
  const origin = directory.member(member)?.origin
  if (origin === undefined) faults.push(`${member} is not a member in the directory`)
  const memberKey = Buffer.from(readFileSync(join(folder, 'member.key'), 'utf8').trim(), 'base64url')
  if (memberKey.length !== 32) faults.push('member.key does not hold 32 bytes in base64url')
  if (faults.length > 0 || !gateway || !cases || !log || origin === undefined) throw new ConfigError(faults)

  return {
    gateway,
    cases,
    hosted,
    log: { name: origin, privateKey: log.privateKey },
    witness: name !== undefined && witness ? { name, privateKey: witness.privateKey } : undefined,
    decrypt: (kid) => (own.get(kid)?.use === 'enc' ? own.get(kid)?.privateKey : undefined),
    member: memberKey,
  }
}

function isSignature(alg: string): alg is SignatureAlg {
  return alg === 'Ed25519' || alg === 'ES256'
}
