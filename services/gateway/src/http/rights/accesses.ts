/** Who read what of a referral, each with its leaf: for whoever answers for its confidentiality. Never content. */
import type { FastifyPluginAsync } from 'fastify'
import type { AccessFilter, RecordedAccess } from '../../store/rights/accesses.ts'
import { limitOf, type PageQuery, page, pageQuery, readCursor } from '../page.ts'
import { Problem, problemResponse } from '../problem.ts'
import { referralParams } from '../referral-params.ts'

export interface AccessDeps {
  readonly isKnown: (referral: string) => Promise<boolean>
  /** The newest first. */
  readonly accessesOf: (referral: string, filter: AccessFilter) => Promise<readonly RecordedAccess[]>
}

export function accessRoutes({ isKnown, accessesOf }: AccessDeps): FastifyPluginAsync {
  return async (app) => {
    app.get<{ Params: { id: string }; Querystring: PageQuery }>(
      '/v1/referrals/:id/accesses',
      { config: { roles: ['focal-point', 'auditor', 'dpo'] }, schema },
      async ({ params: { id }, query }, reply) => {
        if (!(await isKnown(id))) throw new Problem('NOT_FOUND', 'There is no such referral here.')
        const filter = { limit: limitOf(query) + 1, before: positionIn(query) }
        const { rows, next } = page(reply, await accessesOf(id, filter), {
          query,
          path: `/v1/referrals/${id}/accesses`,
          after: (last) => [last.at, last.seq],
        })
        return { referral: id, accesses: rows.map(shown), next }
      },
    )
  }
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const SEQ = /^\d{1,18}$/

function positionIn({ cursor }: PageQuery): AccessFilter['before'] {
  if (cursor === undefined) return undefined
  const [at = '', seq = ''] = readCursor(cursor, [TIME, SEQ])
  return { at, seq }
}

/** What the record says, and beside it what proves that the record is the one in the log. */
function shown({ leaf, index, salt, at, record }: RecordedAccess) {
  const said: object = record === null ? {} : JSON.parse(record)
  return { ...said, at, leaf: { hash: leaf, index, salt, record } }
}

const text = (description: string) => ({ type: 'string', description }) as const

const schema = {
  operationId: 'listAccesses',
  summary: 'Who read what of a referral, and who took something away',
  description:
    'Readings of content and exports, the newest first; reading where a referral stands is none. The log commits to each: recompute `leaf.hash` from `leaf.salt` and `leaf.record`.',
  tags: ['audit'],
  params: referralParams,
  querystring: { type: 'object', additionalProperties: false, properties: pageQuery },
  response: {
    200: {
      description: 'One page.',
      headers: { link: { type: 'string', description: 'rel="next", if there is more.' } },
      type: 'object',
      required: ['referral', 'accesses'],
      properties: {
        referral: { type: 'string' },
        accesses: {
          type: 'array',
          items: {
            type: 'object',
            required: ['at', 'leaf'],
            properties: {
              kind: text(
                '`access.read`, `export`, or `access.breakglass`; nothing of it is told once erased.',
              ),
              at: { type: 'string' },
              actor: text('The pseudonymous staff id.'),
              role: { type: 'string' },
              organisation: { type: 'string' },
              sections: {
                description: 'The names of what was shown; `content` for all of it.',
                anyOf: [
                  { type: 'array', items: { type: 'string' } },
                  { type: 'string', enum: ['content'] },
                ],
              },
              grant: text('The broken glass that it was read through.'),
              leaf: {
                type: 'object',
                required: ['hash', 'index', 'salt', 'record'],
                properties: {
                  hash: { type: 'string' },
                  index: {
                    type: 'integer',
                    nullable: true,
                    description: 'Null until a checkpoint covers it.',
                  },
                  salt: { type: 'string', nullable: true, description: 'Null once erased.' },
                  record: { type: 'string', nullable: true, description: 'Null once erased.' },
                },
              },
            },
          },
        },
        next: text('The cursor of the next page; missing on the last.'),
      },
    },
    default: problemResponse,
  },
} as const
