/** A referral opened for one reader. Every route that tells of content takes it from here (reading.ts). */
import { excludes, fold, localOf, type Referral } from '@onward/referral'
import type { FastifyRequest } from 'fastify'
import type { Actor } from '../actor.ts'
import type { KnownReferral } from '../known-referral.ts'
import { type Reading, readingOf, readsAll } from '../reading.ts'
import { actorOf } from './access.ts'
import { Problem } from './problem.ts'

export type LoadReferral = (referral: string) => Promise<KnownReferral | undefined>

export interface Readable {
  readonly known: KnownReferral
  /** For what is derived; its content is not the reader's to have. */
  readonly referral: Referral
  readonly reading: Reading
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

/** Whom the person excluded reads no more than somebody who has nothing to do with the case (R19). */
function readerFor({ kept }: KnownReferral, actor: Actor): Actor {
  const isExcluded = excludes(localOf(kept.map(({ said }) => said)), actor)
  return isExcluded ? { ...actor, role: 'auditor' } : actor
}

/** For a reader whom the rule gives nothing here; the same whether or not there is something. */
export function notYours(): Problem {
  return new Problem('FORBIDDEN', 'Your organisation does not read this part of the referral.', {
    remedy: 'Ask your focal point.',
  })
}
