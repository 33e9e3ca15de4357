/** What happened to a referral, by whom and when, on both sides: metadata, never content. */
import type { FastifyPluginAsync } from 'fastify'
import { Problem, problemResponse } from '../problem.ts'
import { referralParams } from '../referral-params.ts'

/** One event as it is told. Signed times are the author's; `recordedAt` is ours. */
export interface TimelineEntry {
  readonly event: string
  readonly digest: string
  readonly author: string
  readonly sequence: number
  readonly type: string
  readonly time: string
  readonly recordedAt: string
  /** `<organisation>/<role>/<staff id>`; null once erased. */
  readonly actor: string | null
  readonly standing: 'applied' | 'void'
  /** The other gateway's receipt for ours, our receipt for theirs; null while there is none. */
  readonly receipt: { readonly st: string; readonly code: string | null; readonly at: string } | null
}

export interface Timeline {
  /** Oldest first by `recordedAt`. */
  readonly events: readonly TimelineEntry[]
  /** When the content was erased and why; null while it is there. */
  readonly erased: { readonly at: string; readonly ground: string; readonly leaf: string } | null
}

export interface TimelineDeps {
  /** Undefined for an unknown referral. */
  readonly timeline: (referral: string) => Promise<Timeline | undefined>
}

export function timelineRoutes({ timeline }: TimelineDeps): FastifyPluginAsync {
  return async (app) => {
    const config = { roles: ['caseworker', 'focal-point', 'dpo', 'auditor'] } as const
    app.get<{ Params: { id: string } }>(
      '/v1/referrals/:id/timeline',
      { config, schema },
      async ({ params }) => {
        const told = await timeline(params.id)
        if (!told) throw new Problem('NOT_FOUND', 'There is no such referral here.')
        return { referral: params.id, ...told }
      },
    )
  }
}

const schema = {
  operationId: 'readTimeline',
  summary: 'What happened, who said it, and what the other side has',
  tags: ['referrals'],
  params: referralParams,
  response: {
    200: {
      description: 'Every event of both sides, oldest first.',
      type: 'object',
      properties: {
        referral: { type: 'string' },
        erased: {
          type: 'object',
          nullable: true,
          description: 'When the content was erased, why, and the leaf that says so; null while it is there.',
          properties: { at: { type: 'string' }, ground: { type: 'string' }, leaf: { type: 'string' } },
        },
        events: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              event: { type: 'string' },
              digest: { type: 'string' },
              author: { type: 'string' },
              sequence: { type: 'integer' },
              type: { type: 'string' },
              time: { type: 'string' },
              recordedAt: { type: 'string' },
              actor: { type: 'string', nullable: true },
              standing: { type: 'string', enum: ['applied', 'void'] },
              receipt: {
                type: 'object',
                nullable: true,
                properties: {
                  st: { type: 'string' },
                  code: { type: 'string', nullable: true },
                  at: { type: 'string' },
                },
              },
            },
          },
        },
      },
    },
    default: problemResponse,
  },
} as const
