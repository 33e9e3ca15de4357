// Access tokens as a member's sign-in service would issue them (RFC 9068), for trials and tests.
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { importJWK, SignJWT } from 'jose'

export interface TokenHolder {
  /** Pseudonymous staff id or functional post; never a name. */
  readonly staffId: string
  readonly organisation: string
  readonly role: 'caseworker' | 'focal-point' | 'dpo' | 'auditor' | 'operator'
  /** How long it is good for; an hour unless given. */
  readonly seconds?: number
}

export type IssueToken = (holder: TokenHolder) => Promise<string>

export interface TokenIssuer {
  /** A private P-256 JWK with its kid. */
  readonly keyFile: string
  readonly issuer: string
  readonly audience: string
  readonly member: string
}

export async function tokenIssuer({ keyFile, issuer, audience, member }: TokenIssuer): Promise<IssueToken> {
  const jwk = JSON.parse(await readFile(keyFile, 'utf8'))
  const key = await importJWK(jwk, 'ES256')
  return ({ staffId, organisation, role, seconds = 3_600 }) =>
    new SignJWT({ member, organisation, role, client_id: 'onward-trial' })
      .setProtectedHeader({ alg: 'ES256', kid: jwk.kid, typ: 'at+jwt' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(staffId)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(`${seconds} s`)
      .sign(key)
}
