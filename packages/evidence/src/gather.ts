/** Makes the parts of a bundle from what a gateway keeps: C2SP proofs, checkpoints, the documents of its directory. */
import { parseCheckpoint, parseProof } from '@onward/audit'
import type { EvidenceInclusion } from '@onward/contract'
import { type DirectoryDocuments, digestOfAgreement } from '@onward/directory'
import type { BundleDirectory, BundleLog } from './bundle.ts'
import { noteOfLog } from './stamps.ts'

/** A C2SP tlog-proof as a bundle has it: the path, and apart from it the checkpoint, which many paths share. */
export interface SplitProof {
  readonly proof: EvidenceInclusion
  readonly note: string
}

/** Takes a tlog-proof apart. @throws AuditError */
export function splitProof(text: string): SplitProof {
  const { index, hashes, checkpoint } = parseProof(text)
  const { origin, size } = headOf(checkpoint)
  return {
    proof: { origin, index, size, hashes: hashes.map(base64url) },
    note: checkpoint,
  }
}

/**
 * The logs that these checkpoints belong to, each with its checkpoints in order.
 *
 * @param notes Of two notes of one checkpoint the later is shown.
 * @param grown The consistency proof between two sizes of a log, hashes as bytes; undefined where one does not have it.
 * @param stamps Answers of a time-stamping authority, as they came (RFC 3161), each by the note that only its log had signed.
 * @throws AuditError for a note that is no checkpoint
 */
export async function joinLogs(
  notes: readonly string[],
  grown: (origin: string, from: number, size: number) => Promise<readonly Uint8Array[] | undefined>,
  stamps: ReadonlyMap<string, Uint8Array> = new Map(),
): Promise<readonly BundleLog[]> {
  const heads = [
    ...new Map(notes.map(headOf).map((head) => [`${head.origin} ${head.size} ${head.root}`, head])).values(),
  ]
  const byOrigin = Map.groupBy(
    heads.toSorted((one, other) => one.size - other.size),
    ({ origin }) => origin,
  )
  return Promise.all(
    [...byOrigin].map(async ([origin, all]) => ({
      origin,
      checkpoints: await Promise.all(
        all.map(async ({ note, size }, at) => {
          const from = all[at - 1]?.size
          const hashes = from === undefined || from === size ? undefined : await grown(origin, from, size)
          const stamp = stamps.get(noteOfLog(note, origin))
          return {
            note,
            ...(stamp && { timeStamp: base64url(stamp) }),
            ...(hashes && { consistency: hashes.map(base64url) }),
          }
        }),
      ),
    })),
  )
}

/** The documents that these members, lanes and agreements need: whole, as they are in the directory. */
export function pickDocuments(
  { policy, members, lanes, agreements }: DirectoryDocuments,
  needed: {
    readonly members: readonly string[]
    readonly lanes: readonly string[]
    /** By digest; the ones of the lanes are taken as well. */
    readonly agreements: readonly string[]
  },
): BundleDirectory {
  const named = (documents: readonly unknown[], member: string, names: readonly unknown[]) =>
    documents.map(asDocument).filter((document) => names.includes(document[member]))
  const picked = named(lanes, 'name', needed.lanes)
  const digests: readonly unknown[] = [...needed.agreements, ...picked.map(({ agreement }) => agreement)]
  return {
    version: Number(asDocument(policy).version),
    members: named(members, 'code', needed.members),
    lanes: picked,
    agreements: agreements
      .map(asDocument)
      .filter((document) => digests.includes(digestOfAgreement(document))),
  }
}

function headOf(note: string): {
  readonly origin: string
  readonly size: number
  readonly root: string
  readonly note: string
} {
  const { origin, size, root } = parseCheckpoint(note.slice(0, note.lastIndexOf('\n\n') + 1))
  return { origin, size, root: base64url(root), note }
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}

/** Sound for any document of a directory: it was read as an object, or the directory would not have loaded. */
function asDocument(document: unknown): Readonly<Record<string, unknown>> {
  return Object(document)
}
