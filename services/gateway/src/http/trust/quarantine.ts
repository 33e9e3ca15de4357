/** Messages that could not be trusted or applied: to look at, and to try again when two people agree. */
import type { FastifyPluginAsync } from 'fastify'
import type { QuarantineEntry } from '../../store/lane/quarantine.ts'
import type { Refused } from '../../submit.ts'
import { actorOf } from '../access.ts'
import type { IdempotencyNote, RunOnce } from '../idempotency.ts'
import { limitOf, type PageQuery, page, pageQuery, readCursor } from '../page.ts'
import { Problem, problemResponse, refusal } from '../problem.ts'
import { uuidPattern } from '../referral-params.ts'
import { postHeaders } from '../request-headers.ts'

/** One person's agreement to a release. */
export interface Approval {
  readonly id: string
  readonly role: 'operator' | 'focal-point'
  /** Who, without the role: the same person in two roles is still one person. */
  readonly by: string
  readonly at: Date
  readonly idempotency: IdempotencyNote & { readonly status: number }
}

/** What became of a released message. */
export interface Release {
  readonly outcome: string
  readonly code?: string | undefined
}

export interface QuarantineDeps {
  readonly now: () => Date
  readonly once: RunOnce
  readonly quarantine: {
    /** `before` is the id of the last entry of the page before. */
    readonly list: (filter: QuarantineFilter) => Promise<readonly QuarantineEntry[]>
    readonly find: (id: string) => Promise<QuarantineEntry | undefined>
    /** Records the agreement and the Idempotency-Key in one transaction. Returns the roles of all who agree so far. */
    readonly approve: (approval: Approval) => Promise<readonly string[]>
    /** Runs every check but 12 and 13 again on the same bytes, and writes a leaf. */
    readonly release: (id: string) => Promise<Release | Refused>
  }
}

export interface QuarantineFilter {
  readonly code?: string | undefined
  readonly lane?: string | undefined
  readonly before?: string | undefined
  readonly limit: number
}

export function quarantineRoutes({ now, once, quarantine }: QuarantineDeps): FastifyPluginAsync {
  return async (app) => {
    const readers = { roles: ['operator', 'focal-point', 'auditor'] } as const
    app.get<{ Querystring: ListQuery }>(
      '/v1/quarantine',
      { config: readers, schema: listSchema },
      async (request, reply) => {
        const { query } = request
        const [before] = query.cursor === undefined ? [] : readCursor(query.cursor, [UUID])
        const rows = await quarantine.list({
          code: query.code,
          lane: query.lane,
          before,
          limit: limitOf(query) + 1,
        })
        const { rows: entries, next } = page(reply, rows, {
          query,
          path: '/v1/quarantine',
          after: ({ id }) => [id],
        })
        const isOperator = actorOf(request).role === 'operator'
        return { entries: entries.map((entry) => shown(entry, isOperator ? 'message' : 'referral')), next }
      },
    )

    const releasers = { roles: ['operator', 'focal-point'] } as const
    app.post<{ Params: { id: string } }>(
      '/v1/quarantine/:id/release',
      { config: releasers, schema: releaseSchema },
      async (request, reply) => {
        const { id } = request.params
        const entry = await quarantine.find(id)
        if (!entry) throw new Problem('NOT_FOUND', 'There is no such entry.')
        // Released before: the caller hears what became of it, however often it asks.
        if (entry.outcome !== null) return { outcome: entry.outcome, code: entry.outcomeCode ?? undefined }

        const { organisation, staffId, role } = actorOf(request)
        const agreeing = role === 'operator' ? role : ('focal-point' as const)
        const agreed = await once(request, `/v1/quarantine/${id}/release`, async (note) =>
          quarantine.approve({
            id,
            role: agreeing,
            by: `${organisation}/${staffId}`,
            at: now(),
            idempotency: { ...note, status: 202 },
          }),
        )
        const approvedBy = 'done' in agreed ? agreed.done : entry.approvedBy
        if (!approvedBy.includes('operator') || !approvedBy.includes('focal-point')) {
          reply.code(202)
          return { approvedBy }
        }
        const release = await quarantine.release(id)
        if ('accepted' in release) throw refusal(release, { data: '', conditional: false })
        return release
      },
    )
  }
}

interface ListQuery extends PageQuery {
  readonly code?: string
  readonly lane?: string
}

const UUID = new RegExp(uuidPattern)

/** The operator sees the message, not which referral it is about. */
function shown(
  { offset, referral, author, sequence, ...entry }: QuarantineEntry,
  view: 'message' | 'referral',
) {
  const about =
    view === 'referral' ? { referral, author, sequence } : { referral: null, author: null, sequence: null }
  return { ...entry, ...about, offset: Number(offset) }
}

const nullable = (type: 'string' | 'integer', description?: string) =>
  ({ type, nullable: true, ...(description ? { description } : {}) }) as const

const outcome =
  'What became of it: applied, rejected, failed, or superseded by a copy of it or by another entry of it.'

const listSchema = {
  operationId: 'listQuarantine',
  summary: 'List what waits in quarantine, newest first',
  description: 'Facts of the outside of messages only, never content.',
  tags: ['quarantine'],
  querystring: {
    type: 'object',
    additionalProperties: false,
    properties: {
      code: {
        type: 'string',
        pattern: '^[A-Z][A-Z0-9_]{1,40}$',
        description: 'Only with this code.',
        examples: ['SIG_INVALID'],
      },
      lane: {
        type: 'string',
        pattern: '^lane\\.[A-Z]{2,8}\\.[A-Z]{2,8}$',
        description: 'Only from this lane.',
        examples: ['lane.NL.RO'],
      },
      ...pageQuery,
    },
  },
  response: {
    200: {
      description: 'One page.',
      type: 'object',
      required: ['entries'],
      properties: {
        entries: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              id: { type: 'string' },
              lane: { type: 'string' },
              offset: { type: 'integer', description: "Kafka's offset." },
              arrivedAt: { type: 'string' },
              code: { type: 'string', description: 'Why it is here.' },
              state: { type: 'string', enum: ['quarantined', 'held', 'parked'] },
              until: nullable('string', 'Until when it waits by itself.'),
              kind: nullable('string'),
              jti: nullable('string'),
              digest: nullable('string'),
              referral: nullable('string', 'Not shown to an operator.'),
              author: nullable('string'),
              sequence: nullable('integer'),
              outcome: nullable('string', outcome),
              outcomeCode: nullable('string'),
              approvedBy: {
                type: 'array',
                items: { type: 'string' },
                description: 'The roles that agree to a release.',
              },
            },
          },
        },
        next: { type: 'string', description: 'The cursor of the next page; missing on the last.' },
      },
    },
    default: problemResponse,
  },
} as const

const releaseSchema = {
  operationId: 'releaseQuarantined',
  summary: 'Agree to try a quarantined message again',
  description:
    'Needs an operator and a focal point, two people. The second one’s call tries the message: same bytes, same checks.',
  tags: ['quarantine'],
  params: {
    type: 'object',
    required: ['id'],
    properties: { id: { type: 'string', pattern: uuidPattern, description: 'The id of the entry.' } },
  },
  headers: postHeaders,
  response: {
    200: {
      description: 'It was tried; this is what became of it.',
      type: 'object',
      required: ['outcome'],
      properties: { outcome: { type: 'string', description: outcome }, code: { type: 'string' } },
    },
    202: {
      description: 'Your agreement is recorded; the other role is still missing.',
      type: 'object',
      required: ['approvedBy'],
      properties: { approvedBy: { type: 'array', items: { type: 'string' } } },
    },
    default: problemResponse,
  },
} as const
