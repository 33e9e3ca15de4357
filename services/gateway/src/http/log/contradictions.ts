/** What logs have signed that contradicts itself: both notes, so that anybody can check them with the log's key. */
import type { FastifyPluginAsync } from 'fastify'
import type { Contradiction } from '../../store/witness.ts'
import { problemResponse } from '../problem.ts'

export interface ContradictionRouteDeps {
  readonly contradictions: (limit: number) => Promise<readonly Contradiction[]>
}

const MOST = 200

export function contradictionRoutes({ contradictions }: ContradictionRouteDeps): FastifyPluginAsync {
  return async (app) => {
    const config = { roles: ['auditor', 'operator'] } as const
    app.get('/v1/audit/contradictions', { config, schema }, async () => ({
      contradictions: (await contradictions(MOST)).map(({ digest, at, ...rest }) => ({
        id: digest,
        at: at.toISOString(),
        ...rest,
      })),
    }))
  }
}

const text = (description: string) => ({ type: 'string', description }) as const

const schema = {
  operationId: 'listContradictions',
  summary: 'Checkpoints of peers’ logs that contradict each other',
  description:
    'The newest first, 200 at most. `fork`: one size and two roots, which the two notes prove by themselves. `inconsistent`: the smaller is no beginning of the larger, by the tiles that the log served. `rollback`: the log served the second after the first.',
  tags: ['audit'],
  response: {
    200: {
      description: 'Contradictions.',
      type: 'object',
      properties: {
        contradictions: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              id: text('Names the contradiction.'),
              at: text('When it was found here.'),
              origin: text('The log.'),
              kind: { type: 'string', enum: ['fork', 'rollback', 'inconsistent'] },
              first: text('The C2SP signed note that was seen first.'),
              second: text('The other one.'),
              seenBy: { type: 'string', enum: ['proof', 'witness', 'monitor'] },
            },
          },
        },
      },
    },
    default: problemResponse,
  },
} as const
