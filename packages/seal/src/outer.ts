/** A signed token as the value of a record: the CloudEvent that lies on a lane. */
import { encodeEnvelope } from '@onward/contract'
import { type TokenKind, tokenKinds } from './token.ts'

interface Token {
  readonly token: string
  /** Those of the token; the outer attributes repeat them. */
  readonly claims: { readonly iss: string; readonly jti: string; readonly iat: number }
}
type WithData = 'envelope' | 'proof'
/** What is put on a lane. `data` is the JWE of an envelope, the text of a proof. */
export type Outgoing = Token &
  ({ readonly kind: WithData; readonly data: string } | { readonly kind: Exclude<TokenKind, WithData> })

/**
 * Writes the value that carries a token.
 *
 * @throws ContractError ENV_TOO_LARGE, ENV_MALFORMED
 */
export function encloseToken(outgoing: Outgoing): Uint8Array {
  const { kind, token, claims } = outgoing
  const common = {
    specversion: '1.0',
    id: claims.jti,
    source: `urn:onward:gateway:${claims.iss}`,
    // To the minute: a finer time would help to link messages.
    time: `${new Date(claims.iat * 1000).toISOString().slice(0, 16)}:00Z`,
  } as const
  switch (kind) {
    case 'envelope': {
      const { data } = outgoing
      const { type } = tokenKinds.envelope
      return encodeEnvelope({ ...common, type, datacontenttype: 'application/jose', data, manifest: token })
    }
    case 'proof': {
      const { data } = outgoing
      const { type } = tokenKinds.proof
      return encodeEnvelope({ ...common, type, datacontenttype: 'text/plain', data, token })
    }
    default: {
      const { type } = tokenKinds[kind]
      return encodeEnvelope({ ...common, type, datacontenttype: 'application/jwt', token })
    }
  }
}
