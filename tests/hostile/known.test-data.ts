// Messages that the sender's gateway did sign, and that are wrong all the same: they take their number, and an
// envelope gets a receipt that rejects it.
import { randomBytes, randomUUID } from 'node:crypto'
import { digest, type Event } from '@onward/contract'
import { firstCase } from '@onward/testing'
import { b64, canonicalText, flip, jwsOf, text } from '../../packages/seal/src/bend.fixture.ts'
import { pad } from '../../packages/seal/src/padding.ts'
import { encrypt, signEventJws } from '../../packages/seal/src/profile.ts'
import { type Content, type Forged, type Forger, now } from './forger.ts'
import type { Stage } from './stage.ts'

/** `CODE: what is wrong` → the message, made when its turn comes. */
export type Cases = Readonly<Record<string, () => Forged>>

const most = Number.MAX_SAFE_INTEGER

/** @param earlier An event that the victim has applied. */
export function knownCases(stage: Stage, earlier: Event): Cases {
  const { sender, third, oddKeys, directory, victim } = stage
  const parties = { from: sender.member.code, to: victim.code }
  const offer = (about: Partial<Event> = {}, change: object = {}) =>
    sender.event('referral.submitted', { ...firstCase(parties), ...change }, about)
  const sound = () => sender.state(offer())
  const enc = directory.current(victim.code, 'enc', now())
  if (!enc) throw new Error('the victim has no key')
  const jws = (event: object = offer()) =>
    signEventJws(Buffer.from(canonicalText(event)), now(), sender.keys.cases)

  /** Any plaintext, sealed in any name. */
  const sealed = (plaintext: Uint8Array, change: object = {}): Content => {
    const jti = randomUUID()
    const jwe = encrypt(plaintext, enc, { iss: parties.from, aud: parties.to, jti, ...change })
    return { jwe, jti, dig: digest(jwe), cdig: digest('nothing') }
  }
  const encrypted = (change: (parts: string[]) => string[]): Content => {
    const content = sound()
    const jwe = change(content.jwe.split('.')).join('.')
    return { ...content, jwe, dig: digest(jwe) }
  }
  const jweHeader = (change: object) =>
    encrypted(([header = '', ...rest]) => [
      b64(canonicalText({ ...JSON.parse(text(header)), ...change })),
      ...rest,
    ])
  const padding = pad(Buffer.from(jws()))
  const inner = (change: (parts: string[]) => string) => sender.seal(change(jws().split('.')))
  const headed = (change: object) =>
    inner(([header = '', payload = '']) =>
      jwsOf(canonicalText({ ...JSON.parse(text(header)), ...change }), text(payload), sender.keys.cases),
    )
  const written = (change: (json: string) => string) =>
    inner(([header = '', payload = '']) => jwsOf(text(header), change(text(payload)), sender.keys.cases))
  const stated = (event: object) => sender.state(event)
  const caseKey = (key: { kid: string; privateKey: Forger['keys']['cases']['privateKey'] }) =>
    sender.state(offer(), { key: { ...sender.keys.cases, kid: key.kid, privateKey: key.privateKey } })
  const say = (content: Content, claims: object = {}) => sender.say(content, { claims })
  const lowOrderEpk = { crv: 'X25519', kty: 'OKP', x: b64(Buffer.alloc(32)) }

  return {
    'DIR_TOO_OLD: a directory before all others': () => say(sound(), { dirv: 0 }),
    'TIME_EXPIRED: its life is over': () => say(sound(), { iat: now() - 200, exp: now() - 400 }),
    'TIME_EXPIRED: a life of 31 days': () => say(sound(), { exp: now() + 32 * 86_400 }),
    'TIME_ORDER: 400 seconds before the last one': () => say(sound(), { iat: now() - 400 }),
    'CRYPTO_HEADER: zip': () => say(jweHeader({ zip: 'DEF' })),
    'CRYPTO_HEADER: another content encryption': () => say(jweHeader({ enc: 'A128CBC-HS256' })),
    'CRYPTO_HEADER: the jti of another manifest': () => say({ ...sound(), jti: randomUUID() }),
    'CRYPTO_HEADER: sealed in the name of another': () => say(sealed(padding, { iss: third.member.code })),
    'CRYPTO_HEADER: four parts': () => say(encrypted((parts) => parts.slice(0, 4))),
    'CRYPTO_HEADER: not a JWE': () => say({ ...sound(), jwe: 'x', dig: digest('x') }),
    'CRYPTO_KEY: sealed to another key': () =>
      say(jweHeader({ kid: directory.current(third.member.code, 'enc', now())?.kid })),
    'CRYPTO_DECRYPT: a flipped bit in the tag': () =>
      say(encrypted((parts) => flip(parts.join('.')).split('.'))),
    'CRYPTO_DECRYPT: a low-order ephemeral key': () => say(jweHeader({ epk: lowOrderEpk })),
    'CRYPTO_DECRYPT: parts of two messages': () =>
      say(encrypted(([...parts]) => [...parts.slice(0, 3), ...sound().jwe.split('.').slice(3)])),
    'CRYPTO_PADDING: none': () => say(sealed(Buffer.from(jws()))),
    'CRYPTO_PADDING: a larger bucket than needed': () =>
      say(sealed(Buffer.concat([padding, Buffer.alloc(padding.length)]))),
    'CRYPTO_PADDING: something behind the mark': () =>
      say(sealed(Buffer.concat([padding.subarray(0, -1), Buffer.of(1)]))),
    'CRYPTO_PADDING: zeros only': () => say(sealed(Buffer.alloc(4096))),
    'INNER_MALFORMED: not a JWS': () => say(sealed(pad(Buffer.from('nothing')))),
    'INNER_MALFORMED: an event that is not canonical': () => say(written((json) => json.replace(',', ', '))),
    'INNER_MALFORMED: a member of the event twice': () =>
      say(written((json) => json.replace('{', '{"lane":"x",'))),
    'INNER_MALFORMED: U+0000 in an event': () => say(stated({ ...offer(), data: { note: '\0' } })),
    'INNER_MALFORMED: an attribute more': () => say(stated({ ...offer(), slot: 1 })),
    'INNER_MALFORMED: number 2^53 of a referral': () =>
      say(written((json) => json.replace('"sequence":1', '"sequence":9007199254740992'))),
    'INNER_MALFORMED: 200 levels deep': () =>
      say(written((json) => json.replace('"data":{', `"data":{"a":${'['.repeat(200)}${']'.repeat(200)},`))),
    'INNER_HEADER: a key in the header': () => say(headed({ jwk: {} })),
    'INNER_HEADER: the typ of a manifest': () => say(headed({ typ: 'onward-manifest+jwt' })),
    'INNER_KEY_UNKNOWN: a case key of nobody': () => say(headed({ kid: b64(randomBytes(32)) })),
    'INNER_KEY_USE: the gateway key signs a case': () => say(caseKey(sender.keys.gateway)),
    'INNER_KEY_USE: alg none': () => say(headed({ alg: 'none' })),
    'INNER_KEY_NOT_OF_ISSUER: the case key of another': () => say(caseKey(third.keys.cases)),
    'INNER_KEY_REVOKED: a stolen case key': () => say(caseKey(oddKeys.stolenCase)),
    'INNER_KEY_EXPIRED: a case key after its time': () => say(caseKey(oddKeys.lateCase)),
    'INNER_SIG_INVALID: a flipped bit': () => say(inner((parts) => flip(parts.join('.')))),
    'INNER_DIGEST: another event than the manifest names': () => say({ ...sound(), cdig: digest('another') }),
    'INNER_ISSUER: an event of another member': () =>
      say(stated({ ...offer(), source: `urn:onward:member:${third.member.code}` })),
    'INNER_AUDIENCE: an event for another member': () =>
      say(stated({ ...offer(), audience: third.member.code })),
    'INNER_LANE: an event for another lane': () => say(stated({ ...offer(), lane: third.lane })),
    'INNER_KEY_NOT_OF_ORGANISATION: the member speaks for its guest': () =>
      say(stated({ ...offer(), actor: `${sender.member.code.toLowerCase()}-guest/focal-point/desk-1` })),
    'INNER_TIME: an event of tomorrow': () =>
      say(stated({ ...offer(), time: new Date(Date.now() + 86_400_000).toISOString() })),
    'INNER_TIME: a leap second': () => say(stated({ ...offer(), time: '2016-12-31T23:59:60.000Z' })),
    'SCHEMA_INVALID: an offer of nothing': () => say(stated({ ...offer(), data: {} })),
    'SCHEMA_INVALID: a code that is not on the list': () => say(stated(offer({}, { urgency: 'whenever' }))),
    'BIZ_STATE: the sender acknowledges its own offer': () => say(stated(acknowledged(sender))),
    'BIZ_STATE: an offer to another than the one it is sent to': () =>
      say(stated(offer({}, { to: { ...firstCase(parties).to, member: third.member.code } }))),
    'BIZ_CONSENT: the permission has ended': () =>
      say(
        stated(
          offer(
            {},
            { permission: { ...firstCase(parties).permission, validUntil: '2026-11-21T00:00:00.000Z' } },
          ),
        ),
      ),
    'BIZ_CONSENT: an agreement that nobody has': () => say(stated(offer({ agreement: digest('none') }))),
    'BIZ_CAUSE: it answers what nobody said': () => say(stated(offer({ cause: digest('none') }))),
    'BIZ_CONSENT: an event of the year 1': () => say(stated(offer({ time: '0001-01-01T00:00:00.000Z' }))),
    'INNER_ID_CONFLICT: the id of an earlier event': () => say(stated({ ...offer(), id: earlier.id })),
  }
}

/** Refused by the database alone: nothing before it forbids them. */
export function refusedCases({ sender, victim }: Stage): Cases {
  const parties = { from: sender.member.code, to: victim.code }
  const withdrawal = (about: Partial<Event>) =>
    sender.state(
      sender.event(
        'consent.withdrawn',
        { permissionId: randomUUID(), concerns: ['sharing'], withdrawnAt: new Date().toISOString() },
        about,
      ),
    )
  const offer = (about: Partial<Event>) =>
    sender.state(sender.event('referral.submitted', firstCase(parties), about))
  return {
    'INTERNAL: a withdrawal of the year 0': () =>
      sender.say(withdrawal({ time: '0000-01-01T00:00:00.000Z' })),
    'INTERNAL: a withdrawal of number 2^53-1': () => sender.say(withdrawal({ sequence: most })),
    'INTERNAL: an offer of number 2^53-1': () => sender.say(offer({ sequence: most })),
    'INTERNAL: a request for an epoch of 2^53-1': () =>
      sender.next('resend', { from: 1, to: most, of: most }),
  }
}

function acknowledged(sender: Forger): Event {
  const person = (staffId: string) => ({ staffId, organisation: 'a-shelter', role: 'FocalPoint' as const })
  const data = { responsible: person('fp-01'), alternate: person('fp-02'), reviewDate: '2027-01-01' }
  return sender.event('referral.acknowledged', data)
}
