/** What stolen keys of peers brought here before they were revoked: for people to look at, by ids alone. */
import type { FastifyPluginAsync } from 'fastify'
import { problemResponse } from '../problem.ts'

export interface KeyReviewDeps {
  /** The newest first, at most so many. */
  readonly underReview: (limit: number) => Promise<
    readonly {
      readonly key: string
      readonly event: string
      readonly referral: string
      readonly author: string
      readonly type: string
      readonly recordedAt: string
      readonly foundAt: string
    }[]
  >
}

const MOST = 1_000

export function keyReviewRoutes({ underReview }: KeyReviewDeps): FastifyPluginAsync {
  return async (app) => {
    const config = { roles: ['focal-point', 'operator', 'auditor'] } as const
    app.get('/v1/key-review', { config, schema }, async () => ({ events: await underReview(MOST) }))
  }
}

const text = (description: string) => ({ type: 'string', description }) as const

const schema = {
  operationId: 'listKeyReview',
  summary: 'List events that came by a key which was stolen',
  description: `Applied before a peer's key was revoked for compromise, and recorded from the time on from which it is not trusted. The ${MOST} newest; nothing of what they say. They stand until a person does something about them.`,
  tags: ['operation'],
  response: {
    200: {
      description: 'The events.',
      type: 'object',
      required: ['events'],
      properties: {
        events: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              key: text('The kid of the stolen key.'),
              event: text('The id of the event.'),
              referral: text('The referral it belongs to.'),
              author: text('The member in whose name it was said.'),
              type: text('What kind of statement it is.'),
              recordedAt: text('When it was recorded here.'),
              foundAt: text('When it was listed.'),
            },
          },
        },
      },
    },
    default: problemResponse,
  },
} as const
