/**
 * An answer of a receiver without a gateway needs two workers (practice §9): the first notes it, the second confirms it
 * with a credential of its own, and only then it is said, signed and sent.
 */
import { isDeepStrictEqual } from 'node:util'
import { digest, type EventData } from '@onward/contract'
import { v4 as uuidv4 } from 'uuid'
import { type Actor, actorAttribute, actorIn } from '../actor.ts'
import type { KnownReferral } from '../case/known-referral.ts'
import { newLeaf } from '../log/leaf.ts'
import type { NotedRow } from '../store/receivers.ts'
import type { LeafRow } from '../store/rows.ts'
import type { Command, Refused, Submitted } from '../submit.ts'
import type { Vault } from '../trust/vault.ts'

/** What the first worker notes: everything but who the second is. */
export type Noted = Omit<EventData['answer.attested'], 'secondWorker'>

/** A note that waits for its second worker. */
export interface Note {
  readonly id: string
  readonly by: Actor
  readonly at: string
  readonly said: Noted
}

export interface AttestationDeps {
  readonly now: () => Date
  readonly vault: Pick<Vault, 'lock' | 'unlock'>
  readonly store: {
    /** The note and its leaf, in one transaction. */
    readonly insert: (row: NotedRow, leaf: LeafRow) => Promise<void>
    readonly notesOf: (referral: string) => Promise<readonly NotedRow[]>
  }
  readonly submit: (command: Command) => Promise<Submitted | Refused>
}

/** A second worker who was there remembers it for so long. */
const HOURS = 72

/** Keeps what the first worker says under the referral's own key, with a leaf of the audit log. */
export async function noteAnswer(
  { now, vault, store }: Omit<AttestationDeps, 'submit'>,
  { known, actor, said }: { readonly known: KnownReferral; readonly actor: Actor; readonly said: Noted },
): Promise<Note> {
  if (!known.dataKey) throw new Error('a note on an erased referral')
  const id = uuidv4()
  const at = now().toISOString()
  const content = vault.lock(known.dataKey, id, JSON.stringify(said))
  const row = { id, referral: known.id, by: actorAttribute(actor), at, content }
  await store.insert(row, newLeaf({ kind: 'answer.noted', digest: digest(content), at }))
  return { id, by: actor, at, said }
}

/** The notes on a referral that nobody has confirmed yet and that are not too old to be. */
export async function waitingNotes(
  { now, vault, store }: Omit<AttestationDeps, 'submit'>,
  known: KnownReferral,
  member: string,
): Promise<readonly Note[]> {
  const { dataKey } = known
  if (!dataKey) return []
  const since = new Date(now().getTime() - HOURS * 3_600_000).toISOString()
  const rows = await store.notesOf(known.id)
  return rows.flatMap(({ id, by, at, content }) => {
    const actor = actorIn(member, by)
    // Sound: what is locked there was checked when it was noted, and the vault vouches for the bytes.
    const said = JSON.parse(vault.unlock(dataKey, id, content).toString()) as Noted
    return actor && at >= since && !isSaid(known, by, said) ? [{ id, by: actor, at, said }] : []
  })
}

/**
 * Says what was noted: the first worker is the event's actor, the one who confirms is its second. `FOUR_EYES` if they are
 * one, or of two organisations.
 */
export async function confirmAnswer(
  { submit }: Pick<AttestationDeps, 'submit'>,
  about: {
    readonly known: KnownReferral
    readonly note: Note
    readonly second: Actor
    readonly idempotency: NonNullable<Command['idempotency']>
  },
): Promise<Submitted | Refused> {
  const { known, note, second, idempotency } = about
  if (note.by.staffId === second.staffId || note.by.organisation !== second.organisation) {
    return {
      accepted: false,
      code: 'FOUR_EYES',
      reason: 'an answer is confirmed by a second worker of the same organisation',
      remedy: 'let a colleague who heard or read the answer confirm it',
    }
  }
  return await submit({
    verb: 'attestAnswer',
    data: { ...note.said, secondWorker: second.staffId },
    referral: known.id,
    actor: note.by,
    // On the version in which the note still waited: of two who confirm at once, one finds it said.
    seen: known.version,
    idempotency,
  })
}

function isSaid({ history }: KnownReferral, by: string, said: Noted): boolean {
  return history.some(({ event }) => {
    if (event.type !== 'answer.attested' || event.actor !== by) return false
    const { secondWorker: _second, ...rest } = event.data
    return isDeepStrictEqual(rest, said)
  })
}
