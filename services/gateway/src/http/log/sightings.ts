/** What this gateway has seen of a peer, as one signed file, for the peer's people after a restore (docs/restore.md). */
import type { FastifyPluginAsync } from 'fastify'
import type { SightingAnswer } from '../../restore/sighting-of.ts'
import { Problem, problemResponse } from '../problem.ts'

export interface SightingRouteDeps {
  readonly sighting: (peer: string) => Promise<SightingAnswer>
}

export function sightingRoutes({ sighting }: SightingRouteDeps): FastifyPluginAsync {
  return async (app) => {
    const config = { roles: ['operator', 'auditor'] } as const
    app.get<{ Params: { member: string } }>(
      '/v1/sightings/:member',
      { config, schema },
      async ({ params }, reply) => {
        const answer = await sighting(params.member)
        if ('sighting' in answer) return reply.type('application/jwt').send(`${answer.sighting}\n`)
        throw answer.refused === 'NOT_FOUND'
          ? new Problem('NOT_FOUND', 'No lane comes from such a member.')
          : new Problem('NO_GATEWAY_KEY', 'No key of this gateway may sign now: /readyz says why.')
      },
    )
  }
}

const schema = {
  operationId: 'readSighting',
  summary: 'What this gateway has seen of a peer, for the peer after a restore',
  description:
    'The last token that was accepted on the lane from it, and the newest checkpoints of its log, signed by this gateway as a JWT of type onward-sighting+jwt. Give it to the people of that member only: it tells how much they have sent.',
  tags: ['audit'],
  params: {
    type: 'object',
    required: ['member'],
    properties: {
      member: { type: 'string', pattern: '^[A-Z]{2,8}$', description: 'Code of the peer.' },
    },
  },
  response: {
    200: { description: 'A compact JWS.', content: { 'application/jwt': { schema: { type: 'string' } } } },
    default: problemResponse,
  },
} as const
