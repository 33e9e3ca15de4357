// Plays one member's side of a lane by hand: with its real keys and its own principal, and no scruples.
import { randomBytes, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type LaneProducer, openProducer } from '@onward/bus'
import { digest, type Event, type EventData, type EventType, schemaOf } from '@onward/contract'
import { type Directory, importPrivateKey, readKeyFolder } from '@onward/directory'
import {
  type Claims,
  encloseToken,
  type Outgoing,
  resealJws,
  type SigningKey,
  signToken,
  type TokenKind,
  tokenDigest,
} from '@onward/seal'
import { firstCase } from '@onward/testing'
import type { LocalMember } from '../../infra/setup/members.ts'
import { canonicalText } from '../../packages/seal/src/bend.fixture.ts'
import { signEventJws } from '../../packages/seal/src/profile.ts'

/** A message, and what its receiver would call it. */
export interface Forged {
  readonly bytes: Uint8Array
  readonly digest: string
  readonly claims: Claims[TokenKind]
}
/** What an envelope holds. */
export interface Content {
  readonly jwe: string
  readonly dig: string
  readonly cdig: string
  readonly jti: string
}
/** How a token differs from an honest one. */
export interface Bend {
  readonly claims?: object
  readonly key?: SigningKey
}

/** Inner events signed now may be up to five minutes ahead; so may the manifests here, which lets clocks differ. */
const ahead = 60

export class Forger {
  readonly member: LocalMember
  readonly to: string
  readonly lane: string
  readonly keys: { readonly gateway: SigningKey; readonly cases: SigningKey; readonly log: SigningKey }
  readonly #directory: Directory
  readonly #producer: LaneProducer
  #seq = 0
  #prev = '0'
  #offset = 0

  /** @param about With `gatewayKid`, that key of the folder signs tokens; else the first one that the member ever had. */
  static async open(about: {
    member: LocalMember
    to: string
    directory: Directory
    gatewayKid?: string
  }): Promise<Forger> {
    const key = async (use: string): Promise<SigningKey> => {
      const { kid, privateKey } = importPrivateKey(
        JSON.parse(await readFile(join(about.member.folder, 'keys', `${use}.jwk`), 'utf8')),
      )
      return { kid, alg: 'Ed25519', privateKey }
    }
    const byKid = async (kid: string): Promise<SigningKey> => {
      const { files } = await readKeyFolder(join(about.member.folder, 'keys'))
      const found = files.find((file) => file.key.kid === kid)
      if (!found || !('privateKey' in found.key)) throw new Error('the folder does not have that key')
      return { kid, alg: 'Ed25519', privateKey: found.key.privateKey }
    }
    return new Forger(about, {
      gateway: about.gatewayKid === undefined ? await key('gw-sig') : await byKid(about.gatewayKid),
      cases: await key('case-sig'),
      log: await key('log'),
    })
  }

  private constructor(
    about: { member: LocalMember; to: string; directory: Directory },
    keys: Forger['keys'],
  ) {
    this.member = about.member
    this.to = about.to
    this.lane = `lane.${about.to}.${about.member.code}`
    this.keys = keys
    this.#directory = about.directory
    this.#producer = openProducer(about.member.bus)
  }

  /** Puts values on the lane, in one batch; returns the offset of the first. */
  async put(...values: readonly Uint8Array[]): Promise<number> {
    const first = this.#offset
    this.#offset += values.length
    await this.#producer.send(this.lane, values)
    return first
  }

  async close(): Promise<void> {
    await this.#producer.stop()
  }

  /** The number of the last token that was signed as the lane's next. */
  get seq(): number {
    return this.#seq
  }

  /** Leaves numbers out, as if their tokens had been lost. */
  skip(numbers: number): void {
    this.#seq += numbers
  }

  /** Signs the next token of the lane, and counts it. */
  next(kind: TokenKind, own: object, bend: Bend = {}, data?: string): Forged {
    const forged = this.beside(kind, own, bend, data)
    this.#seq = forged.claims.seq
    this.#prev = forged.digest
    return forged
  }

  /** Signs what would be the next token, without counting it. */
  beside(
    kind: TokenKind,
    own: object,
    { claims: change, key = this.keys.gateway }: Bend = {},
    data?: string,
  ) {
    // Sound: whoever calls gives the kind its claims, and signToken refuses what is not exactly its set.
    const claims = { ...this.common(), ...own, ...change } as Claims[TokenKind]
    const token = signToken(kind, claims, key)
    // Sound: only an envelope and a proof have data.
    const outgoing = {
      kind,
      token,
      claims: { ...claims, iat: now() },
      ...(data !== undefined && { data }),
    } as Outgoing
    return { bytes: encloseToken(outgoing), digest: tokenDigest(token), claims }
  }

  common() {
    const { code: iss } = this.member
    const next = { ep: 1, seq: this.#seq + 1, prev: this.#prev, iat: now() + ahead, dirv: 1 }
    return { iss, aud: this.to, lane: this.lane, jti: randomUUID(), ...next }
  }

  /** An envelope as the next token of the lane. */
  say(content: Content, bend: Bend = {}): Forged {
    return this.next('envelope', this.manifest(content), bend, content.jwe)
  }

  manifest({ jti, dig, cdig }: Content) {
    return { jti, dig, cdig, exp: now() + 14 * 86_400 }
  }

  /** Seals an inner JWS to the receiver, whatever it says. */
  seal(jws: string, jti: string = randomUUID()): Content {
    const to = this.#directory.current(this.to, 'enc', now())
    if (!to) throw new Error('the receiver has no key')
    const { jwe, dig } = resealJws({ jws, to, iss: this.member.code, aud: this.to, jti })
    return { jwe, dig, jti, cdig: tokenDigest(jws) }
  }

  /** Signs an event, valid or not, and seals it. */
  state(event: object, { key = this.keys.cases, iat = now() }: { key?: SigningKey; iat?: number } = {}) {
    return this.seal(signEventJws(Buffer.from(canonicalText(event)), iat, key))
  }

  /** A sound event of this member: the first of a new referral unless `about` continues one. */
  event<T extends EventType>(type: T, data: EventData[T], about: Partial<Event> = {}): Event {
    const { uri, digest: schemadigest } = schemaOf(type)
    // Sound: the type is given with its data.
    return {
      specversion: '1.0',
      id: newId(),
      source: `urn:onward:member:${this.member.code}`,
      type,
      subject: newId(),
      time: new Date().toISOString(),
      datacontenttype: 'application/json',
      dataschema: uri,
      schemadigest,
      audience: this.to,
      lane: this.lane,
      agreement: this.#directory.lane(this.lane)?.agreement ?? digest('none'),
      actor: `${this.member.code.toLowerCase()}-focal-point/focal-point/fp-01`,
      sequence: 1,
      correlation: `${this.member.code}-R-7F3K9Q`,
      purpose: 'SafeReturn',
      nonce: randomBytes(32).toString('base64url'),
      data,
      ...about,
    } as Event
  }

  /** An amendment of the first case, as this number of its referral. */
  amended(about: Partial<Event> & Pick<Event, 'subject' | 'sequence'>): Event {
    const { sections } = firstCase({ from: this.member.code, to: this.to })
    const data = { dataScope: ['needs'], sections: { needs: sections.needs }, reason: 'NeedsChanged' }
    // Sound: the example has this section.
    return this.event('referral.amended', data as EventData['referral.amended'], about)
  }
}

/** A UUID of version 7 by its form; its time is noise. */
export function newId(): string {
  return randomUUID().replace(/^(.{14})./, (_all, before) => `${before}7`)
}

/** Seconds since 1970. */
export function now(): number {
  return Math.floor(Date.now() / 1000)
}
