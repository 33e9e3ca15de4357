/**
 * Links for an organisation without a system (practice §9): one referral, one post, at most 72 hours, and a code that is
 * told by another channel. Whoever has only one of the two has nothing.
 */
import { createHash, createHmac, randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { Directory } from '@onward/directory'
import { currentScope, fold, type Local, namesRecipient, sideOf } from '@onward/referral'
import { v4 as uuidv4 } from 'uuid'
import { type Actor, actorAttribute } from '../actor.ts'
import type { KnownReferral } from '../case/known-referral.ts'
import { newLeaf } from '../log/leaf.ts'
import type { LinkRow, NewLink } from '../store/receivers.ts'
import type { LeafRow } from '../store/rows.ts'
import type { Command, Refused } from '../submit.ts'

export interface LinkDeps {
  readonly member: string
  readonly now: () => Date
  readonly directory: () => Pick<Directory, 'member' | 'hosts'>
  readonly localOf: (command: Command, known: KnownReferral | undefined) => Promise<Local>
  readonly store: {
    /** The link, its leaf and the Idempotency-Key, in one transaction. */
    readonly insert: (
      link: NewLink,
      leaf: LeafRow,
      idempotency: NonNullable<Command['idempotency']> & { readonly status: number },
    ) => Promise<void>
    readonly linksOf: (referral: string) => Promise<readonly LinkRow[]>
    readonly takeTry: (
      address: Uint8Array,
      now: string,
    ) => Promise<{ readonly link: LinkRow; readonly salt: Buffer; readonly code: Buffer } | undefined>
    readonly unlock: (to: { id: string; session: Uint8Array; at: string; until: string }) => Promise<boolean>
    readonly linkOf: (by: {
      address: Uint8Array
      session: Uint8Array
      now: string
    }) => Promise<LinkRow | undefined>
    readonly revoke: (what: { id: string; referral: string; by: string; at: string }) => Promise<boolean>
    readonly append: (leaf: LeafRow) => Promise<void>
  }
  /** A security event for people: code and ids only. */
  readonly alarm: (code: string, facts: Readonly<Record<string, string | number>>) => void
}

/** What the issuer asks for. */
export interface Wanted {
  readonly organisation: string
  readonly post: string
  readonly role: string
  /** 1 to 72. */
  readonly hours: number
}

/** What is told once and kept nowhere. */
export interface Issued {
  readonly id: string
  /** The random part of the address. */
  readonly address: string
  readonly code: string
  readonly expiresAt: string
}

const HOUR_MS = 3_600_000
/** A working day: who comes back later asks for another link. */
const SESSION_MS = 12 * HOUR_MS
const TRIES = 5
/** 2^15 rounds of 8 blocks: 32 MiB and some 80 ms for each try. */
const SLOW = { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const
/** Crockford's base 32, which has no letter that is heard or read as another. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const slowHash: (code: string, salt: Uint8Array, length: number, how: typeof SLOW) => Promise<Buffer> =
  promisify(scrypt)

/** Issues a link, or says why not. The address and the code are in the answer and nowhere else. */
export async function issueLink(
  deps: LinkDeps,
  about: {
    readonly known: KnownReferral
    readonly actor: Actor
    readonly wanted: Wanted
    readonly idempotency: NonNullable<Command['idempotency']>
  },
): Promise<Issued | Refused> {
  const { known, actor, wanted, idempotency } = about
  const refused = await mayNotAnswer(deps, known, actor, wanted)
  if (refused) return refused
  const issuedAt = deps.now()
  const expiresAt = new Date(issuedAt.getTime() + wanted.hours * HOUR_MS).toISOString()
  const address = randomBytes(32).toString('base64url')
  const code = newCode()
  const salt = randomBytes(16)
  const { organisation, post, role } = wanted
  const link: NewLink = {
    ...{ id: uuidv4(), referral: known.id, organisation, post, role, expiresAt, salt },
    issuedBy: actorAttribute(actor),
    issuedAt: issuedAt.toISOString(),
    address: hashOf(address),
    code: await slowHash(code, salt, 32, SLOW),
  }
  const leaf = newLeaf({ kind: 'link.issued', link: link.id, at: link.issuedAt })
  await deps.store.insert(link, leaf, { ...idempotency, status: 201 })
  return { id: link.id, address, code: `${code.slice(0, 5)}-${code.slice(5)}`, expiresAt }
}

/**
 * Exchanges the code for a session, once. `wrong`: the code is another, and a try is used up. `closed`: unknown, expired,
 * revoked, unlocked before, or out of tries; which of these is not told.
 */
export async function unlockLink(
  { now, store, alarm }: LinkDeps,
  address: string,
  typed: string,
): Promise<{ readonly session: string; readonly until: string } | 'wrong' | 'closed'> {
  const at = now()
  // The try is taken before the code is looked at, so that tries side by side are no more than five either.
  const taken = await store.takeTry(hashOf(address), at.toISOString())
  if (!taken) return 'closed'
  const { link, salt, code } = taken
  if (!timingSafeEqual(await slowHash(asWritten(typed), salt, 32, SLOW), code)) {
    if (link.tries >= TRIES) alarm('LINK_GUESSED', { link: link.id, referral: link.referral })
    return 'wrong'
  }
  const session = randomBytes(32).toString('base64url')
  const latest = Math.min(Date.parse(link.expiresAt), at.getTime() + SESSION_MS)
  const until = new Date(latest).toISOString()
  // First the leaf: what the log cannot show must not happen.
  await store.append(newLeaf({ kind: 'link.unlocked', link: link.id, at: at.toISOString() }))
  const isFirst = await store.unlock({ id: link.id, session: hashOf(session), at: at.toISOString(), until })
  return isFirst ? { session, until } : 'closed'
}

/** The open link that this session has unlocked at this address; a session of one link opens no other. */
export async function linkFor(
  { now, store }: Pick<LinkDeps, 'now' | 'store'>,
  address: string,
  session: string,
): Promise<LinkRow | undefined> {
  const by = { address: hashOf(address), session: hashOf(session), now: now().toISOString() }
  return await store.linkOf(by)
}

/** Notes in the audit log that somebody reads by this link; to be called before anything is shown. */
export async function noteRead(
  { now, store }: Pick<LinkDeps, 'now' | 'store'>,
  { id }: LinkRow,
): Promise<void> {
  await store.append(newLeaf({ kind: 'link.read', link: id, at: now().toISOString() }))
}

/** Ends a link at once. False: there is none of this referral that is still open. */
export async function endLink(
  { now, store }: Pick<LinkDeps, 'now' | 'store'>,
  about: { readonly id: string; readonly referral: string; readonly actor: Actor },
): Promise<boolean> {
  const at = now().toISOString()
  const isEnded = await store.revoke({
    id: about.id,
    referral: about.referral,
    by: actorAttribute(about.actor),
    at,
  })
  if (isEnded) await store.append(newLeaf({ kind: 'link.revoked', link: about.id, at }))
  return isEnded
}

/** Who answers by a link, on its events. */
export function actorOfLink(member: string, { organisation, post }: LinkRow): Actor {
  return { member, organisation, role: 'link', staffId: post }
}

/** What a form of this session carries, so that no other site can send it in the session's name. */
export function formToken(session: string): string {
  return createHmac('sha256', session).update('form').digest('base64url')
}

/** True when the form was made for this session. */
export function isFormOf(session: string, token: string): boolean {
  return timingSafeEqual(hashOf(token), hashOf(formToken(session)))
}

/** Whether the person agrees now that this organisation knows, and has not excluded it; asked at each reading and each answer. */
export async function mayKnow(
  { member, localOf }: Pick<LinkDeps, 'member' | 'localOf'>,
  known: KnownReferral,
  actor: Actor,
): Promise<boolean> {
  const referral = fold(known.history)
  const scope = referral && currentScope(referral)
  if (!scope || !namesRecipient(scope, member, actor.organisation)) return false
  const { excluded } = await localOf({ verb: 'acknowledge', data: {}, referral: known.id, actor }, known)
  return !excluded.some(
    (body) => body.member === member && (body.organisation ?? actor.organisation) === actor.organisation,
  )
}

async function mayNotAnswer(
  { member, directory, localOf, now }: LinkDeps,
  known: KnownReferral,
  actor: Actor,
  { organisation }: Wanted,
): Promise<Refused | undefined> {
  const referral = fold(known.history)
  if (!referral || sideOf(referral, member) !== 'receiver')
    return refuse(
      'LINK_NOT_POSSIBLE',
      'a link answers what was offered to this member',
      'record what the other side says as attested',
    )
  const listed = directory()
    .member(member)
    ?.organisations.some(({ id }) => id === organisation)
  const hosted = directory().hosts(member, organisation, now().getTime() / 1000)
  if (!listed || hosted)
    return refuse(
      'LINK_NOT_POSSIBLE',
      hosted
        ? 'this organisation has a seat of its own here'
        : 'the directory does not list this organisation here',
      hosted
        ? 'its people sign in themselves'
        : 'name an organisation of this member as the directory lists it',
    )
  // One answer for both: who is excluded is nobody's to find out by asking for links.
  if (!(await mayKnow({ member, localOf }, known, { ...actor, organisation })))
    return {
      ...refuse(
        'RULE',
        'the person has not agreed that this organisation knows of the case',
        'name an organisation that the permission in force lists, or let the sender ask the person',
      ),
      rule: 'link-within-consent',
      requirements: ['R52', 'R19'],
    }
  return undefined
}

function refuse(code: string, reason: string, remedy: string): Refused {
  return { accepted: false, code, reason, remedy, pointer: '/organisation' }
}

function newCode(): string {
  return Array.from({ length: 10 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
}

/** As it was told: without spaces and hyphens, and with the letters that are taken for others put right. */
function asWritten(typed: string): string {
  return typed
    .toUpperCase()
    .replaceAll(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
    .slice(0, 64)
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
