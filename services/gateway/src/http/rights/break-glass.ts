/** Broken glass over HTTP: broken by a caseworker, confirmed by a second person, reviewed by a third, and listed. */
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { holderOf } from '../../actor.ts'
import type { NoteAccesses } from '../../rights/accesses.ts'
import {
  type BreakGlassDeps,
  breakGlass,
  confirmGlass,
  type GlassRefusal,
  glassText,
  grantStanding,
  reviewGlass,
} from '../../rights/break-glass.ts'
import type { GrantFilter, GrantRow } from '../../store/rights/break-glass.ts'
import { actorOf } from '../access.ts'
import type { RunOnce } from '../idempotency.ts'
import { limitOf, type PageQuery, page, readCursor } from '../page.ts'
import { Problem } from '../problem.ts'
import { isExcluded, type LoadReferral, noteReading, notYours, readable } from '../readable.ts'
import { uuidPattern } from '../referral-params.ts'
import { requireStepUp } from '../step-up.ts'
import { confirmSchema, glassSchema, listSchema, openSchema, reviewSchema } from './break-glass-schemas.ts'

export interface BreakGlassRouteDeps {
  readonly load: LoadReferral
  readonly once: RunOnce
  readonly noteAccesses: NoteAccesses
  readonly glass: BreakGlassDeps
}

interface OneGrant {
  readonly Params: { readonly id: string; readonly grant: string }
}

export function breakGlassRoutes({
  load,
  once,
  noteAccesses,
  glass,
}: BreakGlassRouteDeps): FastifyPluginAsync {
  async function found({ id, grant }: OneGrant['Params']): Promise<GrantRow> {
    const row = await glass.store.find(grant)
    if (row?.referral !== id) throw new Problem('NOT_FOUND', 'There is no such broken glass.')
    return row
  }

  return async (app) => {
    app.post<{ Params: { id: string }; Body: { readonly reason: string; readonly text: string } }>(
      '/v1/referrals/:id/break-glass',
      { config: { roles: ['caseworker'] }, schema: openSchema },
      async (request, reply) => {
        requireStepUp(request)
        const { id } = request.params
        const outcome = await once(request, `/v1/referrals/${id}/break-glass`, async (idempotency) => {
          const { known, reading } = await readable(load, request, id)
          const actor = actorOf(request)
          // The person said so, and nobody here is to know better.
          if (isExcluded(known, actor)) throw notYours()
          if (reading.reach === 'content')
            throw new Problem('NOT_IN_THIS_STATE', 'You read this referral without breaking anything.')
          return await breakGlass(glass, { known, actor, idempotency, ...request.body })
        })
        reply.code(201)
        if ('done' in outcome) return shown(outcome.done, glass)
        reply.header('idempotency-replayed', 'true')
        return shown(await found({ id, grant: outcome.before.event ?? '' }), glass)
      },
    )

    app.post<OneGrant>(
      '/v1/referrals/:id/break-glass/:grant/confirm',
      { config: { roles: ['focal-point', 'supervisor'] }, schema: confirmSchema },
      async (request) => {
        requireStepUp(request)
        return told(await confirmGlass(glass, await found(request.params), actorOf(request)), glass)
      },
    )

    app.post<OneGrant & { Body: { readonly finding: string } }>(
      '/v1/referrals/:id/break-glass/:grant/review',
      { config: { roles: ['focal-point', 'dpo'] }, schema: reviewSchema },
      async (request) => {
        const { finding } = request.body
        return told(await reviewGlass(glass, await found(request.params), actorOf(request), finding), glass)
      },
    )

    app.get<OneGrant>(
      '/v1/referrals/:id/break-glass/:grant',
      { config: { roles: ['focal-point', 'supervisor', 'dpo'] }, schema: glassSchema },
      async (request) => {
        const row = await found(request.params)
        const known = await load(row.referral)
        const text = known && glassText(glass, known, row)
        if (known && text !== undefined)
          await noteReading(noteAccesses, request, { known }, { sections: ['breakGlass'] })
        return { ...shown(row, glass), text: text ?? null }
      },
    )

    app.get<{ Querystring: PageQuery }>(
      '/v1/break-glass',
      { config: { roles: ['focal-point', 'supervisor', 'dpo', 'auditor'] }, schema: listSchema },
      async (request: FastifyRequest<{ Querystring: PageQuery }>, reply) => {
        const { query } = request
        const rows = await glass.store.list({ limit: limitOf(query) + 1, before: positionIn(query) })
        const listed = page(reply, rows, { query, path: '/v1/break-glass', after: ({ at, id }) => [at, id] })
        return { grants: listed.rows.map((row) => shown(row, glass)), next: listed.next }
      },
    )
  }
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const UUID = new RegExp(uuidPattern)

function positionIn({ cursor }: PageQuery): GrantFilter['before'] {
  if (cursor === undefined) return undefined
  const [at = '', id = ''] = readCursor(cursor, [TIME, UUID])
  return { at, id }
}

/** @throws Problem with the code of a refusal */
function told(outcome: GrantRow | GlassRefusal, glass: BreakGlassDeps) {
  switch (outcome) {
    case 'FOUR_EYES':
      throw new Problem('FOUR_EYES', 'Whoever is concerned does not decide on it.', {
        remedy: 'Ask a colleague who had no part in it.',
      })
    case 'BREAK_GLASS_ENDED':
      throw new Problem('BREAK_GLASS_ENDED', 'Nobody confirmed it within 15 minutes, so it has ended.', {
        remedy: 'If it still cannot wait, the caseworker breaks the glass again.',
      })
    case 'NOT_IN_THIS_STATE':
      throw new Problem('NOT_IN_THIS_STATE', 'Somebody has done this before.')
    default:
      return shown(outcome, glass)
  }
}

function shown(row: GrantRow, { now }: Pick<BreakGlassDeps, 'now'>) {
  const { review, ...standing } = grantStanding(row, now())
  const { referral, reason, at, confirmed, reviewed, notice } = row
  return {
    ...{ grant: row.id, referral, reason, at, ...standing, openedBy: who(row.by) },
    confirmed: confirmed && { ...who(confirmed.by), at: confirmed.at },
    review: {
      ...review,
      ...(reviewed && { ...who(reviewed.by), at: reviewed.at, finding: reviewed.finding }),
    },
    otherMember: notice,
  }
}

function who(attribute: string) {
  const { staffId, role, organisation } = holderOf(attribute)
  return { actor: staffId, role, organisation }
}
