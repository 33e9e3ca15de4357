// All keys of one member, and the document that registers their public halves.
import type { JsonWebKey } from 'node:crypto'
import { type GatewayUse, importPrivateKey, type MemberDocument, makeKey } from '@onward/directory'

export interface NewMember {
  readonly code: string
  readonly name: string
  /** The country whose working days it keeps, if it is none itself. */
  readonly seat?: string | undefined
  /** Which of the organisations runs the gateway; the first one unless told. */
  readonly operator?: string | undefined
  /** Ids in the form `<code>-focal-point`; the first one is the member's focal point. */
  readonly organisations: MemberDocument['organisations']
  /** When the keys begin and cease to be valid, seconds since 1970. */
  readonly nbf: number
  readonly naf: number
}

export interface MadeMember {
  /** What the directory shows everybody. */
  readonly document: MemberDocument
  /** What only the member's own gateway may read, one private key for each use. */
  readonly privateKeys: Readonly<Record<GatewayUse, JsonWebKey>>
  /** For each organisation with a seat at the member the private key that signs what it says. */
  readonly hostedKeys: Readonly<Record<string, JsonWebKey>>
}

export async function makeMember({
  code,
  name,
  seat,
  operator,
  organisations,
  nbf,
  naf,
}: NewMember): Promise<MadeMember> {
  const times = { member: code, nbf, naf }
  const gateway = await makeKey({ use: 'gw-sig', alg: 'Ed25519', ...times })
  const cases = await makeKey({ use: 'case-sig', alg: 'Ed25519', ...times })
  const log = await makeKey({ use: 'log', alg: 'Ed25519', ...times })
  const witness = await makeKey({ use: 'wit', alg: 'Ed25519', ...times })
  const hosted = await Promise.all(
    organisations
      .filter((organisation) => organisation.hosted)
      .map(({ id }) => makeKey({ use: 'case-sig', alg: 'Ed25519', organisation: id, ...times })),
  )
  const voucher = importPrivateKey(gateway.jwk)
  const encryption = await makeKey({ use: 'enc', alg: 'ECDH-ES+A256KW', voucher, ...times })
  return {
    document: {
      code,
      name,
      origin: `gateway.${code.toLowerCase()}.example/log`,
      witness: `gateway.${code.toLowerCase()}.example/witness`,
      ...(seat === undefined ? {} : { seat }),
      operator: operator ?? organisations[0]?.id ?? code,
      organisations,
      keys: [gateway, cases, encryption, log, witness, ...hosted].map(({ entry }) => entry),
    },
    privateKeys: {
      'gw-sig': gateway.jwk,
      'case-sig': cases.jwk,
      enc: encryption.jwk,
      log: log.jwk,
      wit: witness.jwk,
    },
    hostedKeys: Object.fromEntries(hosted.map(({ jwk, entry }) => [entry.organisation ?? '', jwk])),
  }
}
