/** A referral opened for one reader. Every route that tells of content takes it from here (reading.ts). */
import { excludes, fold, localOf, type Referral } from '@onward/referral'
import type { FastifyRequest } from 'fastify'
import type { Actor } from '../actor.ts'
import type { KnownReferral } from '../case/known-referral.ts'
import type { Access, NoteAccesses } from '../rights/accesses.ts'
import { type Reading, readingOf, readsAll } from '../rights/reading.ts'
import { actorOf } from './access.ts'
import { Problem } from './problem.ts'

export type LoadReferral = (referral: string) => Promise<KnownReferral | undefined>

export interface Readable {
  readonly known: KnownReferral
  /** For what is derived; its content is not the reader's to have. */
  readonly referral: Referral
  readonly reading: Reading
  /** The broken glass that it is read through. */
  readonly grant?: string
  /** Whether nothing of what was said is kept from this reader. */
  readonly readsAll: boolean
}

/** @throws Problem NOT_FOUND, or ERASED when the content is gone */
export async function readable(load: LoadReferral, request: FastifyRequest, id: string): Promise<Readable> {
  const known = await load(id)
  if (!known) throw new Problem('NOT_FOUND', 'There is no such referral here.')
  const referral = fold(known.history)
  if (known.erased || !referral)
    throw new Problem('ERASED', 'The content of this referral has been erased; its evidence remains.')
  const reader = readerFor(known, actorOf(request))
  const { isHosted } = request.server
  const reading = readingOf(referral, reader, isHosted)
  return {
    known,
    referral,
    reading,
    readsAll: readsAll(referral, reader, { history: known.history, isHosted }),
  }
}

/** Whether a reader has broken the glass before this referral, and it is still open: the id of the grant. */
export type OpenGrant = (referral: string, actor: Actor) => Promise<string | undefined>

/** The same for routes that only show: through glass that the reader has broken, if the rule gives no content. */
export async function readableThroughGlass(
  { load, openGrant }: { readonly load: LoadReferral; readonly openGrant: OpenGrant },
  request: FastifyRequest,
  id: string,
): Promise<Readable> {
  const found = await readable(load, request, id)
  const { known, referral, reading } = found
  const actor = actorOf(request)
  if (reading.reach === 'content' || actor.role !== 'caseworker' || isExcluded(known, actor)) return found
  const grant = await openGrant(known.id, actor)
  if (grant === undefined) return found
  return { ...found, grant, reading: readingOf(referral, actor, request.server.isHosted, 'content') }
}

/** Notes that the caller is about to be shown this; to be awaited before anything of it is answered. */
export function noteReading(
  note: NoteAccesses,
  request: FastifyRequest,
  { known, grant }: Pick<Readable, 'known' | 'grant'>,
  { kind = 'access.read', sections }: Pick<Access, 'sections'> & Partial<Pick<Access, 'kind'>>,
): Promise<void> {
  return note([{ kind, referral: known.id, actor: actorOf(request), sections, grant }])
}

/** Whom the person excluded reads no more than somebody who has nothing to do with the case (R19). */
function readerFor(known: KnownReferral, actor: Actor): Actor {
  return isExcluded(known, actor) ? { ...actor, role: 'auditor' } : actor
}

export function isExcluded({ kept }: KnownReferral, actor: Actor): boolean {
  return excludes(localOf(kept.map(({ said }) => said)), actor)
}

/** For a reader whom the rule gives nothing here; the same whether or not there is something. */
export function notYours(): Problem {
  return new Problem('FORBIDDEN', 'Your organisation does not read this part of the referral.', {
    remedy: 'Ask your focal point.',
  })
}
