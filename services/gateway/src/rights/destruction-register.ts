/**
 * The destruction register: which data keys were destroyed. It lies outside of the database and of its backups, so that a
 * backup that is restored can be held against it (protocol §6): what it says is destroyed again before a gateway starts.
 *
 * One line of canonical JSON for each destruction, appended and never changed, each with the digest of the line before.
 * An entry is on the disk before anything is destroyed; a line that a crash has cut short was followed by nothing, and is
 * dropped. Whoever can write the folder can still cut off whole lines: the database knows those it has seen.
 */
import { closeSync, constants, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { canonicalBytes, digest, parseCanonical } from '@onward/contract'
import { ConfigError } from '../config.ts'

/** What is to be destroyed, and who decided it: the referral whose data key it is, and no word about the person. */
export interface Destruction {
  readonly id: string
  readonly referral: string
  readonly ground: string
  /** Who asked and who approved: `<organisation>/<role>/<staff id>`, or the agreement whose retention was over. */
  readonly asked: string
  readonly approved: string
  readonly at: string
}

/** A line of the register. */
export interface Entry extends Destruction {
  /** Digest of the line. */
  readonly digest: string
}

const FILE = 'destroyed.jsonl'
// Each write waits for the disk: fsync(2) itself is closed to a process with Node's permission model.
const { O_CREAT, O_EXCL, O_RDWR, O_SYNC } = constants
const KIND = 'onward.destruction.v1'

/**
 * Begins the register of a new member. Never over one that is there.
 *
 * @throws Error EEXIST
 */
export function beginRegister(folder: string, member: string): void {
  const file = openSync(join(folder, FILE), O_CREAT | O_EXCL | O_RDWR | O_SYNC, 0o644)
  writeAll(file, Buffer.concat([canonicalBytes({ register: KIND, member }), Buffer.from('\n')]))
  closeSync(file)
}

/** Every entry, the oldest first. @throws ConfigError when there is no register, or it is not whole or another member's */
export function readRegister(folder: string, member: string): readonly Entry[] {
  return parse(folder, member).entries
}

/** Appends a destruction, unless it stands there already; it is on the disk when this returns. */
export function appendDestruction(folder: string, member: string, destruction: Destruction): Entry {
  const { entries, last, length } = parse(folder, member)
  const known = entries.find(({ id }) => id === destruction.id)
  if (known) return known
  const { id, referral, ground, asked, approved, at } = destruction
  const line = canonicalBytes({ id, referral, ground, asked, approved, at, prev: last })
  const file = openSync(join(folder, FILE), O_RDWR | O_SYNC)
  try {
    ftruncateSync(file, length)
    writeAll(file, Buffer.concat([line, Buffer.from('\n')]), length)
  } finally {
    closeSync(file)
  }
  return { ...destruction, digest: digest(line) }
}

function parse(folder: string, member: string) {
  const bytes = read(folder)
  const length = bytes.lastIndexOf(0x0a) + 1
  const [head = '', ...lines] = bytes.subarray(0, length).toString('utf8').split('\n').slice(0, -1)
  if (head !== Buffer.from(canonicalBytes({ register: KIND, member })).toString())
    throw broken('does not begin as the register of this member')
  let last = digest(Buffer.from(head))
  const entries = lines.map((line, at) => {
    const entry = entryIn(line)
    if (entry?.prev !== last) throw broken(`does not follow from its beginning at line ${at + 2}`)
    last = digest(Buffer.from(line))
    const { prev: _, ...destruction } = entry
    return { ...destruction, digest: last }
  })
  return { entries, last, length }
}

function read(folder: string): Buffer {
  try {
    return readFileSync(join(folder, FILE))
  } catch {
    throw new ConfigError([
      `ONWARD_DESTRUCTION_REGISTER has no ${FILE} that can be read: put the newest copy of the register there. Without it a restored database could bring erased people back`,
    ])
  }
}

const NAMES = ['approved', 'asked', 'at', 'ground', 'id', 'prev', 'referral'] as const
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function entryIn(line: string): (Destruction & { readonly prev: string }) | undefined {
  try {
    const parsed: unknown = parseCanonical(Buffer.from(line))
    return isEntry(parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}

function isEntry(value: unknown): value is Destruction & { readonly prev: string } {
  if (typeof value !== 'object' || value === null) return false
  const found: Readonly<Record<string, unknown>> = { ...value }
  return (
    Object.keys(found).length === NAMES.length &&
    NAMES.every((name) => typeof found[name] === 'string') &&
    [found.id, found.referral].every((id) => UUID.test(String(id)))
  )
}

function broken(how: string): ConfigError {
  return new ConfigError([
    `ONWARD_DESTRUCTION_REGISTER: ${FILE} ${how}: restore the newest copy, do not mend it by hand`,
  ])
}

/** Writes all of it at a place. */
function writeAll(file: number, bytes: Uint8Array, from = 0): void {
  for (let written = 0; written < bytes.length; )
    written += writeSync(file, bytes, written, bytes.length - written, from + written)
}
