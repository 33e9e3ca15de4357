/** The files that the roles have signed, as the documents of a directory. */
import { createHash } from 'node:crypto'
import { canonicalBytes, digest, parseJson } from '@onward/contract'
import type { TargetFile, Targets } from '@tufjs/models'
import type { DirectoryDocuments } from './document.ts'
import { DirectoryError } from './error.ts'
import { list, record } from './form.ts'
import { inParallel } from './parallel.ts'
import { lanesPath, memberPath, memberPaths, policyPath, targetFile } from './roles.ts'

interface Access {
  /** The snapshot's version, which is the directory's. */
  readonly version: number
  readonly fetch: (
    file: { readonly path: string; readonly maxBytes: number; readonly what: string },
    judge: (bytes: Buffer) => void,
  ) => Promise<void>
  readonly atOnce: number
}

interface MemberTargets {
  readonly code: string
  readonly targets: Targets
}

const maxBytes = 1_000_000

/**
 * Fetches what the roles have signed, and nothing that is not their own to give.
 *
 * @throws DirectoryError `TARGET_PATH`, `TARGET_MISSING`, `TARGET_SWAPPED`, `DOCUMENT_*`
 */
export async function readDocuments(
  top: Targets,
  members: readonly MemberTargets[],
  access: Access,
): Promise<DirectoryDocuments> {
  for (const path of Object.keys(top.targets))
    if (path.startsWith('members/')) throw notItsOwn('targets', path)
  for (const { code, targets } of members) checkMember(code, targets)

  const policy = await readTarget(top, policyPath, access)
  const documents = await inParallel(members, access.atOnce, async ({ code, targets }) => {
    const member = await readTarget(targets, memberPath(code), access)
    // A document under another's name would hide from whoever reviews the delegation.
    if (!isObject(member) || member.code !== code) throw misnamed(memberPath(code))
    return { code, member, agreed: await readAgreed(code, targets, access) }
  })
  return {
    policy: isObject(policy) ? { ...policy, version: access.version } : policy,
    members: documents.map(({ member }) => member),
    ...inForce(new Map(documents.map(({ code, agreed }) => [code, agreed]))),
  }
}

function checkMember(code: string, { targets, delegations }: Targets): void {
  const own = memberPaths(code).slice(0, -1)
  for (const path of Object.keys(targets)) {
    if (!path.startsWith(own) || path.includes('/', own.length)) throw notItsOwn(`m-${code}`, path)
  }
  if (delegations)
    throw new DirectoryError(
      'DELEGATION_INVALID',
      `The role m-${code} delegates further, which no member may.`,
    )
}

async function readTarget(targets: Targets, path: string, { fetch }: Access): Promise<unknown> {
  const target = targets.targets[path]
  const sha256 = target?.hashes.sha256
  if (!target || sha256 === undefined)
    throw new DirectoryError('TARGET_MISSING', `Nobody has signed ${path} with its SHA-256.`)
  if (target.length > maxBytes)
    throw new DirectoryError('REPOSITORY_TOO_LARGE', `${path} has more than ${maxBytes} bytes.`)
  let document: unknown
  const file = { path: targetFile(path, sha256), maxBytes: target.length, what: path }
  await fetch(file, (bytes) => {
    checkTarget(target, sha256, bytes)
    document = readJson(path, bytes)
  }).catch((cause: unknown) => {
    if (!(cause instanceof DirectoryError)) throw cause
    // A file that is longer than what was signed is not the file that was signed.
    const code = codeOfTarget[cause.code]
    throw code ? new DirectoryError(code, `${path} is not there as it was signed.`, { cause }) : cause
  })
  return document
}

const codeOfTarget: Readonly<Record<string, 'TARGET_MISSING' | 'TARGET_SWAPPED'>> = {
  METADATA_MISSING: 'TARGET_MISSING',
  REPOSITORY_TOO_LARGE: 'TARGET_SWAPPED',
}

function checkTarget({ path, length }: TargetFile, sha256: string, bytes: Buffer): void {
  if (bytes.length === length && createHash('sha256').update(bytes).digest('hex') === sha256) return
  throw new DirectoryError('TARGET_SWAPPED', `${path} is not the file that was signed.`)
}

function readJson(path: string, bytes: Buffer): unknown {
  try {
    return parseJson(bytes, { maxBytes })
  } catch (cause) {
    throw new DirectoryError('DOCUMENT_UNREADABLE', `${path} cannot be read as JSON.`, { cause })
  }
}

/** What one member has agreed to, by digest. */
interface Agreed {
  readonly agreements: ReadonlyMap<string, unknown>
  readonly lanes: ReadonlyMap<string, unknown>
}

const agreedForm = record<{ agreements: readonly object[]; lanes: readonly object[] }>({
  agreements: list(anObject),
  lanes: list(anObject),
})

async function readAgreed(code: string, targets: Targets, access: Access): Promise<Agreed> {
  const path = lanesPath(code)
  // A member that has agreed on nothing yet has no such file.
  if (!targets.targets[path]) return { agreements: new Map(), lanes: new Map() }
  const { agreements, lanes } = agreedForm(await readTarget(targets, path, access), `/${path}`)
  return { agreements: byDigest(agreements), lanes: byDigest(lanes) }
}

/**
 * What both parties' delegations give in the same words: that is how lanes and agreements are countersigned (ADR 18).
 * What only one of them gives is an offer, and binds nobody.
 */
function inForce(agreed: ReadonlyMap<string, Agreed>): Pick<DirectoryDocuments, 'lanes' | 'agreements'> {
  const found = { agreements: new Map<string, unknown>(), lanes: new Map<string, unknown>() }
  for (const [code, own] of agreed) {
    for (const kind of ['agreements', 'lanes'] as const) {
      for (const [name, document] of own[kind]) {
        const parties = partiesOf[kind](document)
        const isParty = parties.includes(code) && new Set(parties).size === 2
        if (isParty && parties.every((party) => agreed.get(String(party))?.[kind].has(name)))
          found[kind].set(name, document)
      }
    }
  }
  return { agreements: [...found.agreements.values()], lanes: [...found.lanes.values()] }
}

/** Who must give it, by what it says of itself. */
const partiesOf: Readonly<Record<keyof Agreed, (document: unknown) => readonly unknown[]>> = {
  agreements: (document) => (isObject(document) && Array.isArray(document.parties) ? document.parties : []),
  lanes: (document) => (isObject(document) ? [document.to, document.from] : []),
}

function byDigest(documents: readonly unknown[]): ReadonlyMap<string, unknown> {
  return new Map(documents.map((document) => [digest(canonicalBytes(document)), document]))
}

function anObject(value: unknown, at: string): object {
  if (isObject(value)) return value
  throw new DirectoryError('DOCUMENT_INVALID', `${at} is not an object.`)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function notItsOwn(role: string, path: string): DirectoryError {
  return new DirectoryError('TARGET_PATH', `The role ${role} gives ${path}, which is not its own to give.`)
}

function misnamed(path: string): DirectoryError {
  return new DirectoryError('DOCUMENT_INVALID', `${path} is not called after what it holds.`)
}
