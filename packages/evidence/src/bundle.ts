/** The file: how a bundle is written, and how it is read without trusting it. */
import {
  canonicalBytes,
  digest,
  type EvidenceBundle,
  parseCanonical,
  validateEvidence,
} from '@onward/contract'
import type { RemoteKey, SigningKey } from '@onward/seal'
import type { FaultCode } from './fault.ts'
import { signIssue } from './issue.ts'

export type BundleMessage = EvidenceBundle['messages'][number]
export type BundleLog = EvidenceBundle['logs'][number]
export type BundleDirectory = EvidenceBundle['directory']
/** A bundle before it is issued. */
export type BundleContent = Omit<EvidenceBundle, 'issued' | 'version'>

/** A bundle of fifty events with their content is below 2 MiB. */
export const maxBundleBytes = 33_554_432

/** Who issues a bundle: its gateway's key, and the time in seconds since 1970. */
export interface Issuer {
  readonly member: string
  readonly key: SigningKey | RemoteKey
  readonly iat: number
}

/** Writes the file. @throws ContractError NOT_CANONICAL, SealError KEY_UNFIT */
export function writeBundle(content: BundleContent, { member, key, iat }: Issuer): Uint8Array {
  const body = { version: 1, ...content } as const
  const dirv = content.directory.version
  const issued = signIssue({ dig: digest(canonicalBytes(body)), dirv, iat, iss: member }, key)
  return canonicalBytes({ ...body, issued })
}

/** Reads a file strictly: size, RFC 8785, and exactly the members of the schema. Nothing in it is to be believed yet. */
export function readBundle(
  bytes: Uint8Array,
): { readonly ok: true; readonly bundle: EvidenceBundle } | { readonly ok: false; readonly code: FaultCode } {
  if (bytes.byteLength > maxBundleBytes) return { ok: false, code: 'BUNDLE_TOO_LARGE' }
  const value = parsed(bytes)
  if (value === undefined || validateEvidence(value).length > 0)
    return { ok: false, code: 'BUNDLE_MALFORMED' }
  // Sound: the type is generated from the schema that the value was just checked against.
  return { ok: true, bundle: value as EvidenceBundle }
}

/** The digest that the issuer signed. */
export function digestOf({ issued: _signature, ...body }: EvidenceBundle): string {
  return digest(canonicalBytes(body))
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return parseCanonical(bytes)
  } catch {
    return undefined
  }
}
