// The local members and what they agreed on: keys, directory, agreements and lanes, made once and kept.
import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Agreement } from '@onward/contract'
import {
  type DirectoryDocuments,
  type Lane,
  lanesOf,
  loadDirectory,
  ofThisVersion,
  type Policy,
  type Role,
} from '@onward/directory'
import { exportJWK, generateKeyPair } from 'jose'
import { writeWhole } from '../atomic.ts'
import { InfraError } from '../error.ts'
import { makeAgreement, type Terms } from './agreement.ts'
import { identityOf } from './identity.ts'
import { type MadeMember, makeMember } from './keys.ts'
import { foundRepository, type RepositoryPlace } from './repository.ts'

const DAY_MS = 86_400_000
const VALID_DAYS = 730
/** In an exercise a year passes in seconds, so what is set up once has to last for many of them. */
const VALID_DAYS_OF_EXERCISE = 7_300

/** Where things lie in a state folder. */
export function layout(folder: string) {
  return {
    /** The directory's repository: readable by every gateway. */
    directory: join(folder, 'directory'),
    /** Readable by that member's gateway alone. */
    member: (code: string) => join(folder, 'members', code),
    keys: (code: string) => join(folder, 'members', code, 'keys'),
    /** Readable by that member's eraser alone. */
    eraser: (code: string) => join(folder, 'erasers', code),
    /** The member's destruction register: its eraser writes it, its gateway reads it, no backup holds it. */
    register: (code: string) => join(folder, 'registers', code),
    /** For whoever administers the member; no gateway reads it. */
    admin: (code: string) => join(folder, 'admin', code),
    /** The private keys that sign the directory: a member's with whoever administers it, the others together. */
    directoryKeys: (role: Role) =>
      join(folder, 'admin', role.startsWith('m-') ? role.slice(2) : 'directory', 'directory-keys'),
  } as const
}

export interface NetworkSettings {
  readonly codes: readonly string[]
  /** Who has an agreement with whom; each with every other, unless given. */
  readonly pairs?: readonly (readonly [string, string])[] | undefined
  readonly kind?: 'real' | 'exercise' | undefined
}

/** The members that hand over to each other in the local trial. */
export async function keepNetwork(
  folder: string,
  { codes, pairs, kind = 'real' }: NetworkSettings,
  now = new Date(),
): Promise<void> {
  const marker = join(folder, 'network.json')
  const wanted = JSON.stringify({
    members: codes.toSorted(),
    ...(pairs && { pairs }),
    ...(kind === 'exercise' && { kind }),
  })
  const made = await readFile(marker, 'utf8').catch(() => undefined)
  if (made?.trim() === wanted) return
  if (made !== undefined) {
    throw new InfraError(
      'STATE_UNREADABLE',
      `${folder} was set up for other members, or by another version: run npm run reset.`,
    )
  }
  // Whatever an interrupted set-up left has never been used: the marker comes last.
  for (const part of ['directory', 'members', 'admin'])
    await rm(join(folder, part), { recursive: true, force: true })

  const terms = {
    from: new Date(now.getTime() - DAY_MS),
    until: new Date(now.getTime() + (kind === 'exercise' ? VALID_DAYS_OF_EXERCISE : VALID_DAYS) * DAY_MS),
    exercise: kind === 'exercise',
  }
  const members = await Promise.all(codes.map((code) => localMember(code, terms)))
  const root = await writeDirectory(folder, documentsOf(members, terms, pairs), terms.until)
  for (const member of members) {
    await writePrivate(folder, member)
    // Each member has it from the others, and not from whoever serves the repository.
    await writeWhole(join(layout(folder).member(member.document.code), 'directory.root.json'), root)
  }
  await writeWhole(marker, `${wanted}\n`)
}

/** The documents of a directory in which these members have agreements: each with every other, unless given. */
export function documentsOf(
  members: readonly MadeMember[],
  terms: Terms,
  pairs: NetworkSettings['pairs'] = everyPair(members.map(({ document }) => document.code)),
): NetworkDocuments {
  const agreements = pairs.map((pair) => makeAgreement(pair, terms))
  return {
    policy: { version: 1, minDirv: 1, ...ofThisVersion },
    members: members.map(({ document }) => document),
    lanes: agreements.flatMap(lanesOf),
    agreements,
  }
}

function everyPair(codes: readonly string[]): readonly (readonly [string, string])[] {
  return codes.flatMap((code, index) => codes.slice(index + 1).map((other) => [code, other] as const))
}

export interface NetworkDocuments extends DirectoryDocuments {
  readonly policy: Policy
  readonly members: readonly MadeMember['document'][]
  readonly lanes: readonly Lane[]
  readonly agreements: readonly Agreement[]
}

function localMember(code: string, { from, until, exercise }: Terms): Promise<MadeMember> {
  return makeMember({
    ...identityOf(code, { exercise, from }),
    nbf: Math.floor(from.getTime() / 1000),
    naf: Math.floor(until.getTime() / 1000),
  })
}

/** Where the repository lies, and the keys that sign it. */
export function repositoryOf(folder: string): RepositoryPlace {
  return { repository: layout(folder).directory, keysOf: layout(folder).directoryKeys }
}

async function writeDirectory(folder: string, documents: NetworkDocuments, until: Date): Promise<Uint8Array> {
  // A directory that no gateway would load must not be written at all.
  await loadDirectory(documents)
  const { version: _, ...policy } = documents.policy
  return await foundRepository(repositoryOf(folder), { ...documents, policy }, until)
}

async function writePrivate(
  folder: string,
  { document, privateKeys, hostedKeys }: MadeMember,
): Promise<void> {
  const { code } = document
  const place = layout(folder)
  for (const path of [place.member(code), place.keys(code), place.admin(code)]) {
    await mkdir(path, { recursive: true })
    await chmod(path, 0o700)
  }
  for (const [use, jwk] of Object.entries(privateKeys))
    await writeJson(join(place.keys(code), `${use}.jwk`), jwk, 0o600)
  for (const [organisation, jwk] of Object.entries(hostedKeys))
    await writeJson(join(place.keys(code), `case-sig.${organisation}.jwk`), jwk, 0o600)
  await writeWhole(join(place.keys(code), 'member.key'), `${randomBytes(32).toString('base64url')}\n`, 0o600)

  // Whoever signs people in at this member: the gateway knows its public key only.
  const issuer = await generateKeyPair('ES256', { extractable: true })
  const own = { kid: `${code}-issuer-1`, use: 'sig', alg: 'ES256' }
  await writeJson(
    join(place.admin(code), 'issuer.jwk'),
    { ...(await exportJWK(issuer.privateKey)), ...own },
    0o600,
  )
  const jwks = { keys: [{ ...(await exportJWK(issuer.publicKey)), ...own }] }
  await writeJson(join(place.member(code), 'issuer.jwks.json'), jwks)

  const passwords = {
    kafka: secret(),
    migrator: secret(),
    gateway: secret(),
    eraser: secret(),
    auditor: secret(),
  }
  await writeJson(join(place.admin(code), 'passwords.json'), passwords, 0o600)
}

function secret(): string {
  return randomBytes(24).toString('base64url')
}

async function writeJson(path: string, value: unknown, mode?: number): Promise<void> {
  await writeWhole(path, `${JSON.stringify(value, null, 2)}\n`, mode)
}
