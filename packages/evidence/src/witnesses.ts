/**
 * Whose cosignatures count, and by when they say that a checkpoint existed: T of security.md §2.4, which no party to the
 * messages can write.
 */
import { AuditError, attested, type NoteVerifier, type Policy, readCosignatures } from '@onward/audit'
import type { Directory, DirectoryKey } from '@onward/directory'
import { judgeThen } from './then.ts'
import { timeOf } from './time.ts'

/** A cosignature that holds, by a key that its witness had then. */
export interface Cosigner {
  /** The name that the witness signs with. */
  readonly name: string
  /** The member whose witness it is; left out for one that the reader's policy alone knows. */
  readonly member?: string
  readonly at: string
}

/** That something existed at a time, in seconds since 1970, and the names of the witnesses who say so. */
export interface Seen {
  readonly at: number
  readonly by: readonly string[]
}

/** What stands under a checkpoint besides the signature of its log. */
export interface Cosigned {
  readonly cosigned: readonly Cosigner[]
  /** Left out where too few have cosigned it. */
  readonly seen?: Seen
  /** Names of known witnesses under signatures that are not theirs. */
  readonly wrong: readonly string[]
}

/** Reads the cosignatures under a note that the log of this member has signed. */
export type ReadCosigned = (note: string, member: string) => Cosigned

/**
 * The witnesses of all members, by the directory that is trusted, and those of the reader's own policy. With a policy its
 * quorum says when something was seen, without one the first witness does; never the witness of the log's own member.
 */
export function knownWitnesses(trust: Directory, policy: Policy | undefined): ReadCosigned {
  const members = trust.members().flatMap(({ code, witness: name }) =>
    trust.keysOf(code).flatMap((key): readonly Known[] => {
      const isWitness = name !== undefined && key.use === 'wit'
      return isWitness ? [{ verifier: { name, publicKey: key.publicKey }, key }] : []
    }),
  )
  const others = (policy?.witnesses ?? [])
    .map(({ verifier }): Known => ({ verifier }))
    .filter(({ verifier }) => !members.some((each) => isSame(each.verifier, verifier)))
  const known = Map.groupBy([...members, ...others], ({ verifier }) => verifier.name)

  return (note, member) => {
    const read = namesUnder(note).flatMap((name) =>
      (known.get(name) ?? []).map((witness) => ({ name, lines: linesOf(note, witness) })),
    )
    const lines = read
      .flatMap((each) => each.lines ?? [])
      .filter(isSound)
      .toSorted((one, other) => one.time - other.time)
    const foreign = lines.filter(({ key }) => key?.member !== member)
    const at = policy ? quorumTime(policy, note, foreign) : foreign[0]?.time
    const by = foreign.filter(({ time }) => at !== undefined && time <= at).map(({ name }) => name)
    return {
      cosigned: firstOfEach(lines),
      ...(at !== undefined && { seen: { at, by: [...new Set(by)] } }),
      wrong: read.filter((each) => each.lines === undefined).map(({ name }) => name),
    }
  }
}

/** Names on the signature lines of a note, each once; the form of the note has been checked by opening it. */
export function namesUnder(note: string): readonly string[] {
  const lines = note.slice(note.lastIndexOf('\n\n') + 2, -1).split('\n')
  return [...new Set(lines.map((line) => line.split(' ')[1] ?? ''))]
}

interface Known {
  readonly verifier: NoteVerifier
  /** By the directory; undefined for a witness that the policy alone knows. */
  readonly key?: DirectoryKey
}

interface Line {
  readonly name: string
  readonly time: number
  readonly line: string
  readonly key: DirectoryKey | undefined
}

/** The lines of one witness under a note; undefined if one of them is not by its key. */
function linesOf(note: string, { verifier, key }: Known): readonly Line[] | undefined {
  try {
    const { name } = verifier
    return readCosignatures(note, [verifier]).map(({ time, line }) => ({ name, time, line, key }))
  } catch (error) {
    if (!(error instanceof AuditError)) throw error
    return undefined
  }
}

/** A witness says itself when it signed, and so does whoever stole its key: of a key that was stolen no line counts. */
function isSound({ key, time }: Line): boolean {
  const claimed = { use: 'wit', alg: 'Ed25519', iss: key?.member ?? '', iat: time }
  return key === undefined || judgeThen(key, claimed, undefined) === undefined
}

function quorumTime(policy: Policy, note: string, lines: readonly Line[]): number | undefined {
  if (lines.length === 0) return undefined
  const text = note.slice(0, note.lastIndexOf('\n\n') + 2)
  return attested(policy, text + lines.map(({ line }) => line).join(''))?.time
}

function firstOfEach(lines: readonly Line[]): readonly Cosigner[] {
  return [...Map.groupBy(lines, ({ name }) => name)].flatMap(([name, [first]]) =>
    first ? [{ name, ...(first.key && { member: first.key.member }), at: timeOf(first.time) }] : [],
  )
}

function isSame(one: NoteVerifier, other: NoteVerifier): boolean {
  return one.name === other.name && one.publicKey.equals(other.publicKey)
}
