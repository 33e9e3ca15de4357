/** Legal holds: what may not be erased, on which ground, who answers for it, and until when (GDPR Art. 17(3)). */
import { codes } from '@onward/contract'
import type { FastifyPluginAsync } from 'fastify'
import { v4 as uuidv4 } from 'uuid'
import { actorAttribute } from '../../actor.ts'
import { newLeaf } from '../../log/leaf.ts'
import type { Hold, HoldRow } from '../../store/rights/holds.ts'
import type { LeafRow } from '../../store/rows.ts'
import { actorOf } from '../access.ts'
import type { IdempotencyNote, RunOnce } from '../idempotency.ts'
import { Problem, problemResponse } from '../problem.ts'
import type { LoadReferral } from '../readable.ts'
import { referralParams, uuidPattern } from '../referral-params.ts'
import { postHeaders } from '../request-headers.ts'
import type { ErasureDeps } from './erasure.ts'

type Note = IdempotencyNote & { readonly status: number }

export interface HoldDeps extends Pick<ErasureDeps, 'erasure'> {
  readonly now: () => Date
  readonly load: LoadReferral
  readonly once: RunOnce
  readonly holds: {
    readonly of: (referral: string) => Promise<readonly HoldRow[]>
    /** Each with its leaf and the Idempotency-Key, or nothing. */
    readonly place: (hold: Hold, leaf: LeafRow, note: Note) => Promise<void>
    readonly end: (
      hold: Pick<Hold, 'id' | 'referral' | 'by' | 'at'>,
      leaf: LeafRow,
      note: Note,
    ) => Promise<void>
  }
}

interface Placing {
  readonly Params: { readonly id: string }
  readonly Body: { readonly ground: string; readonly until: string }
}

export function holdRoutes({ now, load, once, holds, erasure }: HoldDeps): FastifyPluginAsync {
  return async (app) => {
    const config = { roles: ['focal-point', 'dpo'] } as const
    app.post<Placing>('/v1/referrals/:id/holds', { config, schema: placeSchema }, async (request, reply) => {
      const { id: referral } = request.params
      const { ground, until } = request.body
      const known = await load(referral)
      if (!known) throw new Problem('NOT_FOUND', 'There is no such referral here.')
      if (known.erased) throw new Problem('ERASED', 'The content of this referral has been erased.')
      if ((await erasure.of(referral))?.state === 'told')
        throw new Problem('NOT_IN_THIS_STATE', 'The other side has been told that this is erased.')
      const at = now().toISOString()
      if (until <= at.slice(0, 10))
        throw new Problem('SCHEMA_INVALID', 'A hold ends on a day that is ahead.', {
          errors: [
            {
              pointer: '/until',
              reason: 'is not ahead',
              remedy: 'name the day on which it is looked at again',
            },
          ],
        })
      const by = actorAttribute(actorOf(request))
      const hold = { id: uuidv4(), referral, ground, by, at, until }
      const leaf = newLeaf({ kind: 'hold.placed', hold: hold.id, ground, until, by, at })
      await once(request, `/v1/referrals/${referral}/holds`, (note) =>
        holds.place(hold, leaf, { ...note, status: 201 }),
      )
      reply.code(201)
      return { referral, holds: await holds.of(referral) }
    })

    app.post<{ Params: { id: string; hold: string } }>(
      '/v1/referrals/:id/holds/:hold/end',
      { config, schema: endSchema },
      async (request) => {
        const { id: referral, hold: id } = request.params
        const found = (await holds.of(referral)).find((each) => each.id === id)
        if (!found) throw new Problem('NOT_FOUND', 'There is no such hold.')
        const at = now().toISOString()
        const by = actorAttribute(actorOf(request))
        if (found.endedAt === null)
          await once(request, `/v1/referrals/${referral}/holds/${id}/end`, (note) =>
            holds.end({ id, referral, by, at }, newLeaf({ kind: 'hold.ended', hold: id, by, at }), {
              ...note,
              status: 200,
            }),
          )
        return { referral, holds: await holds.of(referral) }
      },
    )

    app.get<{ Params: { id: string } }>(
      '/v1/referrals/:id/holds',
      { config: { roles: ['focal-point', 'dpo', 'auditor'] }, schema: listSchema },
      async ({ params }) => ({ referral: params.id, holds: await holds.of(params.id) }),
    )
  }
}

const held = {
  type: 'object',
  required: ['referral', 'holds'],
  properties: {
    referral: { type: 'string' },
    holds: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          id: { type: 'string' },
          ground: { type: 'string' },
          by: { type: 'string' },
          at: { type: 'string' },
          until: { type: 'string', description: 'The last day.' },
          endedAt: { type: 'string', nullable: true, description: 'When somebody ended it before its time.' },
        },
      },
    },
  },
} as const

const placeSchema = {
  operationId: 'placeHold',
  summary: 'Keep a referral from being erased, on a ground and until a day',
  description:
    'While it stands nothing of the referral is erased. When its retention is over the other side is told.',
  tags: ['erasure'],
  params: referralParams,
  headers: postHeaders,
  body: {
    type: 'object',
    required: ['ground', 'until'],
    additionalProperties: false,
    properties: {
      ground: { type: 'string', enum: codes.KeepGround },
      until: {
        type: 'string',
        pattern: '^\\d{4}-\\d\\d-\\d\\d$',
        description: 'The last day.',
        examples: ['2031-01-31'],
      },
    },
  },
  response: { 201: { description: 'It stands.', ...held }, default: problemResponse },
} as const

const endSchema = {
  operationId: 'endHold',
  summary: 'End a hold before its time',
  tags: ['erasure'],
  params: {
    type: 'object',
    required: ['id', 'hold'],
    properties: {
      ...referralParams.properties,
      hold: { type: 'string', pattern: uuidPattern, description: 'The id of the hold.' },
    },
  },
  headers: postHeaders,
  response: { 200: { description: 'It has ended.', ...held }, default: problemResponse },
} as const

const listSchema = {
  operationId: 'listHolds',
  summary: 'What keeps a referral from being erased',
  tags: ['erasure'],
  params: referralParams,
  response: { 200: { description: 'The oldest first.', ...held }, default: problemResponse },
} as const
