/** Whether this process lives, whether it can work, and how it is doing. */
import type { FastifyPluginAsync } from 'fastify'
import type { Registry } from 'prom-client'
import type { Readiness } from '../readiness.ts'
import { problemResponse } from './problem.ts'

export interface HealthDeps {
  /** Never throws: what cannot be asked is not ready. */
  readonly readiness: () => Promise<Readiness>
  readonly metrics: Pick<Registry, 'contentType' | 'metrics'>
}

export function healthRoutes({ readiness, metrics }: HealthDeps): FastifyPluginAsync {
  return async (app) => {
    const probe = { roles: 'open', use: 'probe' } as const
    // Only the process: a broker or database that is away is no reason to kill a gateway that waits for it.
    app.get('/livez', { config: probe, schema: liveSchema }, async () => ({ live: true }))

    app.get('/readyz', { config: probe, schema: readySchema }, async (_request, reply) => {
      const state = await readiness()
      if (!state.ready) reply.code(503).header('retry-after', '5')
      return state
    })

    const config = { roles: ['operator', 'auditor'] } as const
    app.get('/metrics', { config, schema: metricsSchema }, async (_request, reply) => {
      reply.type(metrics.contentType)
      return await metrics.metrics()
    })
  }
}

const liveSchema = {
  operationId: 'live',
  summary: 'The process runs',
  tags: ['operation'],
  response: { 200: { description: 'It does.', type: 'object', properties: { live: { type: 'boolean' } } } },
} as const

const readiness = {
  type: 'object',
  required: ['ready', 'checks'],
  properties: {
    ready: { type: 'boolean' },
    checks: {
      type: 'object',
      description: 'For each part `ok`, or what is wrong.',
      properties: {
        database: { type: 'string' },
        kafka: { type: 'string' },
        lanes: { type: 'string' },
        checkpoint: { type: 'string' },
        directory: {
          type: 'string',
          description:
            '`DIRECTORY_STALE`: nobody vouches for it any more, and in three days nothing is sent.',
        },
        keys: { type: 'string' },
      },
    },
    witnesses: {
      type: 'object',
      description:
        'Only where witnesses are asked: whether enough of them still cosign the log, and how many seconds ago they last did. Counts not towards `ready`.',
      properties: { quorum: { type: 'string' }, ageSeconds: { type: ['integer', 'null'] } },
    },
    exercise: {
      type: 'object',
      description: 'In an exercise only: the time it is there.',
      properties: { clock: { type: 'string' } },
    },
  },
} as const

const readySchema = {
  operationId: 'ready',
  summary: 'The gateway can do its work',
  tags: ['operation'],
  response: {
    200: { description: 'It can.', ...readiness },
    503: { description: 'It cannot, and this is why.', ...readiness },
  },
} as const

const metricsSchema = {
  operationId: 'metrics',
  summary: 'Figures for Prometheus',
  tags: ['operation'],
  response: {
    200: { description: 'Prometheus text.', content: { 'text/plain': { schema: { type: 'string' } } } },
    default: problemResponse,
  },
} as const
