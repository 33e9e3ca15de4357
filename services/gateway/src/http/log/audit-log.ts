/** The audit log's public side: the newest signed checkpoint, and proof that an older one is its beginning. */
import type { FastifyPluginAsync } from 'fastify'
import { roles } from '../../actor.ts'
import { Problem, problemResponse } from '../problem.ts'

export interface AuditLogDeps {
  /** The newest checkpoint as a C2SP signed note; undefined before the first one. */
  readonly checkpoint: () => Promise<string | undefined>
  /** RFC 6962 consistency proof between two sizes, hashes in standard base64; undefined when the log is not that large. */
  readonly consistency: (from: number, to: number) => Promise<readonly string[] | undefined>
}

export function auditLogRoutes({ checkpoint, consistency }: AuditLogDeps): FastifyPluginAsync {
  return async (app) => {
    const config = { roles }
    app.get('/v1/audit/checkpoint', { config, schema: checkpointSchema }, async (_request, reply) => {
      const note = await checkpoint()
      if (note === undefined) throw new Problem('NO_CHECKPOINT', 'The first checkpoint is not signed yet.')
      reply.type('text/plain; charset=utf-8')
      return note
    })

    app.get<{ Querystring: { from: string; to: string } }>(
      '/v1/audit/consistency',
      { config, schema: consistencySchema },
      async ({ query }) => {
        const from = Number(query.from)
        const to = Number(query.to)
        const hashes = from <= to ? await consistency(from, to) : undefined
        if (!hashes) {
          const reason = from <= to ? 'is beyond the newest checkpoint' : 'is smaller than from'
          throw new Problem('QUERY_INVALID', 'There is no such proof.', {
            errors: [{ pointer: '/to', reason, remedy: 'Take two sizes from checkpoints of this log.' }],
          })
        }
        return { from, to, hashes }
      },
    )
  }
}

const size = (description: string) =>
  ({ type: 'string', pattern: '^[1-9][0-9]{0,14}$', description, examples: ['128'] }) as const

const checkpointSchema = {
  operationId: 'readCheckpoint',
  summary: 'The newest signed checkpoint',
  tags: ['audit'],
  response: {
    200: { description: 'A C2SP signed note.', content: { 'text/plain': { schema: { type: 'string' } } } },
    default: problemResponse,
  },
} as const

const consistencySchema = {
  operationId: 'readConsistency',
  summary: 'Proof that one checkpoint continues another',
  tags: ['audit'],
  querystring: {
    type: 'object',
    additionalProperties: false,
    required: ['from', 'to'],
    properties: { from: size('The size in the older checkpoint.'), to: size('The size in the newer one.') },
  },
  response: {
    200: {
      description: 'RFC 6962 §2.1.2.',
      type: 'object',
      properties: {
        from: { type: 'integer' },
        to: { type: 'integer' },
        hashes: { type: 'array', items: { type: 'string' }, description: 'Base64, in order.' },
      },
    },
    default: problemResponse,
  },
} as const
