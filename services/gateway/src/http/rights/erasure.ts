/** Erasing a referral (R55): a focal point asks, the data-protection officer approves, and anybody concerned sees how far it is. */
import type { FastifyPluginAsync } from 'fastify'
import { v4 as uuidv4 } from 'uuid'
import { actorAttribute } from '../../actor.ts'
import type { ErasureRow } from '../../store/rights/erasure.ts'
import { constraintOf } from '../../store/transaction.ts'
import { actorOf } from '../access.ts'
import type { IdempotencyNote, RunOnce } from '../idempotency.ts'
import { Problem, problemResponse } from '../problem.ts'
import type { LoadReferral } from '../readable.ts'
import { referralParams } from '../referral-params.ts'
import { postHeaders } from '../request-headers.ts'

type Note = IdempotencyNote & { readonly status: number }

export interface ErasureDeps {
  readonly now: () => Date
  readonly load: LoadReferral
  readonly once: RunOnce
  readonly erasure: {
    readonly of: (referral: string) => Promise<ErasureRow | undefined>
    /** Not carried out yet, the oldest first. */
    readonly waiting: () => Promise<readonly ErasureRow[]>
    /** Each with the Idempotency-Key, or nothing. */
    readonly ask: (
      asked: {
        readonly id: string
        readonly referral: string
        readonly ground: string
        readonly by: string
        readonly at: string
      },
      note: Note,
    ) => Promise<void>
    readonly approve: (
      approved: { readonly id: string; readonly referral: string; readonly by: string; readonly at: string },
      note: Note,
    ) => Promise<void>
  }
}

interface Asking {
  readonly Params: { readonly id: string }
  readonly Body: { readonly ground: string }
}

export function erasureRoutes({ now, load, once, erasure }: ErasureDeps): FastifyPluginAsync {
  async function found(referral: string): Promise<ErasureRow> {
    const row = await erasure.of(referral)
    if (!row) throw new Problem('NOT_FOUND', 'Nobody has asked for this referral to be erased.')
    return row
  }

  return async (app) => {
    app.post<Asking>(
      '/v1/referrals/:id/erasure',
      { config: { roles: ['focal-point'] }, schema: askSchema },
      async (request, reply) => {
        const { id: referral } = request.params
        const { ground } = request.body
        const known = await load(referral)
        if (!known) throw new Problem('NOT_FOUND', 'There is no such referral here.')
        if (known.erased) throw new Problem('ERASED', 'The content of this referral has been erased.')
        const asked = { id: uuidv4(), referral, ground, by: actorAttribute(actorOf(request)) }
        await once(request, `/v1/referrals/${referral}/erasure`, (note) =>
          erasure.ask({ ...asked, at: now().toISOString() }, { ...note, status: 202 }).catch(toldOnce),
        )
        reply.code(202)
        return await found(referral)
      },
    )

    app.post<{ Params: { id: string } }>(
      '/v1/referrals/:id/erasure/approval',
      { config: { roles: ['dpo'] }, schema: approveSchema },
      async (request, reply) => {
        const { id: referral } = request.params
        const { id, askedBy, state } = await found(referral)
        const actor = actorOf(request)
        const [organisation, , staffId] = askedBy.split('/')
        if (organisation === actor.organisation && staffId === actor.staffId)
          throw new Problem('FOUR_EYES', 'Whoever asked for an erasure cannot approve it.', {
            remedy: 'Ask a colleague who has the role dpo.',
          })
        if (state === 'asked')
          await once(request, `/v1/referrals/${referral}/erasure/approval`, (note) =>
            erasure.approve(
              { id, referral, by: actorAttribute(actor), at: now().toISOString() },
              { ...note, status: 202 },
            ),
          )
        reply.code(202)
        return await found(referral)
      },
    )

    app.get(
      '/v1/erasures',
      { config: { roles: ['focal-point', 'dpo', 'auditor'] }, schema: listSchema },
      async () => ({ erasures: await erasure.waiting() }),
    )

    app.get<{ Params: { id: string } }>(
      '/v1/referrals/:id/erasure',
      { config: { roles: ['caseworker', 'focal-point', 'dpo', 'auditor'] }, schema: readSchema },
      ({ params }) => found(params.id),
    )
  }
}

/** Two ask at once: the first one's ground counts. */
function toldOnce(error: unknown): never {
  if (constraintOf(error) === 'erasure_referral_key')
    throw new Problem('ERASURE_ASKED', 'Somebody has asked for this referral to be erased.', {
      remedy: 'GET /v1/referrals/{id}/erasure tells how far it is.',
    })
  throw error
}

const nullable = (type: 'string' | 'integer', description?: string) =>
  ({ type, nullable: true, ...(description ? { description } : {}) }) as const

const erasureSchema = {
  type: 'object',
  required: ['id', 'referral', 'ground', 'state', 'askedBy', 'askedAt'],
  properties: {
    id: { type: 'string' },
    referral: { type: 'string' },
    ground: { type: 'string' },
    state: {
      type: 'string',
      enum: ['asked', 'approved', 'told', 'erased'],
      description: '`told`: the other side knows, or cannot be told; the eraser destroys it next.',
    },
    askedBy: { type: 'string', description: 'Who asked, or the agreement whose retention is over.' },
    askedAt: { type: 'string' },
    approvedBy: nullable('string'),
    approvedAt: nullable('string'),
    told: nullable('string', 'Digest of the event that told the other side.'),
    erasedAt: nullable('string'),
    leaf: nullable('string', 'The leaf of the audit log that says so.'),
    openings: nullable('integer', 'How many leaves lost their opening.'),
  },
} as const

const responses = (status: 200 | 202, description: string) => ({
  [status]: { description, ...erasureSchema },
  default: problemResponse,
})

const askSchema = {
  operationId: 'askErasure',
  summary: 'Ask for all content of a referral to be erased',
  description:
    'Nothing happens until a data-protection officer, another person, approves. Then the other side is told, and the data key, what waits and what names people is destroyed for good. Evidence remains.',
  tags: ['erasure'],
  params: referralParams,
  headers: postHeaders,
  body: {
    type: 'object',
    required: ['ground'],
    additionalProperties: false,
    properties: {
      ground: {
        type: 'string',
        enum: ['withdrawal', 'request', 'neverNeeded'],
        description: 'Why. What has been kept long enough is proposed by itself.',
      },
    },
  },
  response: responses(202, 'It waits for approval.'),
} as const

const approveSchema = {
  operationId: 'approveErasure',
  summary: 'Approve that a referral is erased',
  description: 'By another person than the one who asked. It cannot be taken back.',
  tags: ['erasure'],
  params: referralParams,
  headers: postHeaders,
  response: responses(202, 'The other side is told, then it is destroyed.'),
} as const

const readSchema = {
  operationId: 'readErasure',
  summary: 'How far the erasure of a referral is',
  tags: ['erasure'],
  params: referralParams,
  response: responses(200, 'Who asked, who approved, and what was destroyed.'),
} as const

const listSchema = {
  operationId: 'listErasures',
  summary: 'What waits to be approved or erased, the oldest first',
  description: 'What the retention of an agreement proposes is among it, with the agreement as who asked.',
  tags: ['erasure'],
  response: {
    200: {
      description: 'Two hundred at most.',
      type: 'object',
      required: ['erasures'],
      properties: { erasures: { type: 'array', items: erasureSchema } },
    },
    default: problemResponse,
  },
} as const
