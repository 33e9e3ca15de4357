/**
 * The documents that a directory is made of: policy, members with their keys, lanes, agreements. In a
 * signed directory each is one target file of the same form.
 */
import { count, flag, list, never, oneOf, optional, record, textLike } from './form.ts'

export const keyUses = ['gw-sig', 'case-sig', 'enc', 'log', 'wit', 'org-enc'] as const
export const keyAlgs = ['Ed25519', 'ES256', 'ECDH-ES+A256KW'] as const
export type KeyUse = (typeof keyUses)[number]
/** What a gateway has keys for. The key of use `org-enc` is an organisation's, and no gateway ever holds it. */
export type GatewayUse = Exclude<KeyUse, 'org-enc'>
export type KeyAlg = (typeof keyAlgs)[number]

export interface Policy {
  /** Version of the directory: a signed one has its snapshot's. */
  readonly version: number
  /** Messages made with an older directory than this are refused. */
  readonly minDirv: number
  /** Members whose lanes are closed until they are left out here again: nothing is sent to them, nothing taken. */
  readonly suspended?: readonly string[]
  /** Keys that were revoked for their member, who could not do it in time. */
  readonly revoked?: readonly RevokedKey[]
  /** How messages may be sealed; any way that a reader knows, where the membership has not said. */
  readonly suites?: readonly string[]
  /** What the membership has agreed that events say: their schemas, each by its `$id` and the digest of its RFC 8785 bytes. */
  readonly schemas?: readonly AgreedSchema[]
  /** Whose cosignatures a log needs, in the form of C2SP tlog-policy; each member may have a policy of its own instead. */
  readonly witnesses?: string
}

export interface AgreedSchema {
  readonly uri: string
  readonly digest: string
}

export interface RevokedKey extends Revocation {
  readonly kid: string
}

/** A public key as its member registered it (security.md §2.2). Times in seconds since 1970. */
export interface KeyEntry {
  /** RFC 7638 thumbprint of the key. */
  readonly kid: string
  readonly use: KeyUse
  readonly alg: KeyAlg
  /**
   * Whose own key this is: a hosted organisation's (use `case-sig`), or that of any organisation of the member (use
   * `org-enc`); left out for a key of the member itself.
   */
  readonly organisation?: string
  readonly jwk: PublicJwk
  readonly nbf: number
  readonly naf: number
  /** JWS over {kid, member, use} and the organisation, if there is one, by this key; for a key that cannot sign, by a gw-sig key of its member. */
  readonly pop: string
  readonly status: 'active' | 'retired' | 'revoked'
  readonly revoked?: Revocation
}

export interface Revocation {
  readonly at: number
  /** What was signed from then on is not valid. */
  readonly invalidFrom: number
  readonly reason: 'superseded' | 'compromise' | 'ceased'
}

export interface PublicJwk {
  readonly kty: 'OKP' | 'EC'
  readonly crv: 'Ed25519' | 'X25519' | 'P-256'
  readonly x: string
  readonly y?: string
  /** Present only by mistake: a private key was published. */
  readonly d?: string
}

export interface Organisation {
  readonly id: string
  readonly name?: string
  readonly roles: readonly string[]
  readonly operatorKind: string
  /** When somebody there takes emergencies. Left out: nobody is known to. */
  readonly onCall?: OnCall
  /** It has a seat on this member's gateway and is no part of the member: what its people say is signed by its own key. */
  readonly hosted?: Hosted
}

/** Where a hosted organisation belongs, and since when it has its seat, seconds since 1970. */
export interface Hosted {
  /** Its own country, which has no gateway or whose gateway it does not use; ISO 3166-1 alpha-2. */
  readonly country: string
  readonly since: number
}

/** As `service.schema.json` has it: at any hour, or at these, in the local time of the member's seat. */
export interface OnCall {
  readonly always: boolean
  /** `Mo-Fr 08:00-18:00; Sa 09:00-12:00`; an end before the beginning is of the next day. */
  readonly hours?: string
}

/** How a member is reached outside of this system (R2). Posts and their numbers; never a person's. */
export interface ContactPoints {
  readonly focalPoint: ContactPoint
  readonly deputy: ContactPoint
  /** When the focal point is there, as in `OnCall`. */
  readonly hours: string
  /** BCP 47. */
  readonly languages: readonly string[]
  /** Whom to tell, and how, while the gateway is not there. */
  readonly outage: ContactPoint
}

export interface ContactPoint {
  readonly post: string
  readonly telephone?: string
  readonly email?: string
}

/** A log that ended with its last known checkpoint, and that the next one continues (docs/restore.md). */
export interface FormerLog {
  readonly origin: string
  readonly size: number
  /** Its root, base64url. */
  readonly root: string
}

export interface Member {
  readonly code: string
  readonly name: string
  /** Name of the member's audit log (C2SP checkpoint origin). */
  readonly origin: string
  /** Logs that it had before this one, oldest first, and where each ended. They verify for ever. */
  readonly formerLogs?: readonly FormerLog[]
  /** Name of the member's witness (C2SP tlog-cosignature key name); left out by a member that witnesses nobody. */
  readonly witness?: string
  /** The country whose public holidays and clock it keeps; left out by a country, which keeps its own. */
  readonly seat?: string
  /** The organisation, one of these, that runs the member's gateway: it can read what is sent to the member. */
  readonly operator?: string
  readonly organisations: readonly Organisation[]
  readonly contacts?: ContactPoints
}

export interface MemberDocument extends Member {
  readonly keys: readonly KeyEntry[]
}

/** One direction between two members. */
export interface Lane {
  /** `lane.<to>.<from>`: also the name of the topic. */
  readonly name: string
  readonly to: string
  readonly from: string
  /** Digest of the agreement in force. */
  readonly agreement: string
  /** Name of the lane back. */
  readonly paired: string
  /** From 1; a new one is the way back from a fork or a restore. */
  readonly epoch: number
  /** What the first token of the epoch names as `prev`: `0` for epoch 1, else the last accepted digest. */
  readonly start: string
  /** Which token that was, as both members have found; left out for epoch 1. */
  readonly last?: { readonly epoch: number; readonly seq: number }
  readonly exercise: boolean
  /** Not in the document: one of its ends is suspended by the policy, and nothing is sent or taken on it. */
  readonly suspended?: true
}

/** All documents of a directory, as parsed JSON. */
export interface DirectoryDocuments {
  readonly policy: unknown
  readonly members: readonly unknown[]
  readonly lanes: readonly unknown[]
  readonly agreements: readonly unknown[]
}

const code = textLike(/^[A-Z]{2,8}$/)
const laneName = textLike(/^lane\.[A-Z]{2,8}\.[A-Z]{2,8}$/)
const digest = textLike(/^[\w-]{42}[AEIMQUYcgkosw048]$/)
const line = textLike(/^[^\p{Cc}]{1,200}$/u)
const origin = textLike(/^[^\s+]{1,200}$/)
const base64url = textLike(/^[\w-]{1,200}$/)

const days = '(Mo|Tu|We|Th|Fr|Sa|Su)'
const span = `${days}(-${days})? ([01]\\d|2[0-3]):[0-5]\\d-([01]\\d|2[0-3]):[0-5]\\d`
const hours = textLike(new RegExp(`^${span}(; ${span})*$`))
const contactForm = record<ContactPoint>({
  post: line,
  telephone: optional(textLike(/^\+[0-9 ]{6,20}$/)),
  email: optional(textLike(/^[^\s@]{1,64}@[^\s@]{1,255}$/)),
})

const revocation = {
  at: count(0),
  invalidFrom: count(0),
  reason: oneOf(['superseded', 'compromise', 'ceased']),
} as const

export const policyForm = record<Policy>({
  version: count(1),
  minDirv: count(0),
  suspended: optional(list(code)),
  revoked: optional(list(record<RevokedKey>({ kid: digest, ...revocation }))),
  suites: optional(list(textLike(/^S\d{1,3}$/))),
  schemas: optional(
    list(record<AgreedSchema>({ uri: textLike(/^https:\/\/[\w.-]+\/[\w./-]+\.schema\.json$/), digest })),
  ),
  witnesses: optional(textLike(/^[^\p{Cc}]+(\n[^\p{Cc}]*)*$/u)),
})

const keyForm = record<KeyEntry>({
  kid: digest,
  use: oneOf(keyUses),
  alg: oneOf(keyAlgs),
  organisation: optional(line),
  jwk: record<PublicJwk>({
    kty: oneOf(['OKP', 'EC']),
    crv: oneOf(['Ed25519', 'X25519', 'P-256']),
    x: base64url,
    y: optional(base64url),
    d: optional(base64url),
  }),
  nbf: count(0),
  naf: count(1),
  pop: textLike(/^[\w-]+\.[\w-]+\.[\w-]+$/),
  status: oneOf(['active', 'retired', 'revoked']),
  revoked: optional(record<Revocation>(revocation)),
})

export const memberForm = record<MemberDocument>({
  code,
  name: line,
  origin,
  formerLogs: optional(list(record<FormerLog>({ origin, size: count(1), root: digest }))),
  witness: optional(textLike(/^[^\s+]{1,200}$/)),
  seat: optional(textLike(/^[A-Z]{2}$/)),
  operator: optional(line),
  organisations: list(
    record<Organisation>({
      id: line,
      name: optional(line),
      roles: list(line),
      operatorKind: line,
      onCall: optional(record<OnCall>({ always: flag, hours: optional(hours) })),
      hosted: optional(record<Hosted>({ country: textLike(/^[A-Z]{2}$/), since: count(0) })),
    }),
  ),
  contacts: optional(
    record<ContactPoints>({
      focalPoint: contactForm,
      deputy: contactForm,
      hours,
      languages: list(textLike(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)),
      outage: contactForm,
    }),
  ),
  keys: list(keyForm),
})

export const laneForm = record<Lane>({
  name: laneName,
  to: code,
  from: code,
  agreement: digest,
  paired: laneName,
  epoch: count(1),
  start: textLike(/^(?:0|[\w-]{42}[AEIMQUYcgkosw048])$/),
  last: optional(record<NonNullable<Lane['last']>>({ epoch: count(1), seq: count(1) })),
  exercise: flag,
  suspended: never,
})
