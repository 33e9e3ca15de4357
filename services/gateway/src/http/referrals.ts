/** Reading referrals: the list, without content, and one with its content. */
import { codes } from '@onward/contract'
import { fold, nextActions, responsible, status } from '@onward/referral'
import type { FastifyPluginAsync } from 'fastify'
import type { KnownReferral } from '../known-referral.ts'
import type { ReferralFilter, ReferralView } from '../store/referrals.ts'
import { actorOf } from './access.ts'
import { limitOf, type PageQuery, page, pageQuery, readCursor } from './page.ts'
import { Problem, problemResponse } from './problem.ts'
import { referralParams, uuidPattern } from './referral-params.ts'
import { etag } from './request-headers.ts'

export interface ReferralDeps {
  readonly member: string
  readonly now: () => Date
  readonly list: (filter: ReferralFilter) => Promise<readonly ReferralView[]>
  readonly load: (referral: string) => Promise<KnownReferral | undefined>
}

export function referralRoutes({ member, now, list, load }: ReferralDeps): FastifyPluginAsync {
  return async (app) => {
    const forLists = { roles: ['caseworker', 'focal-point', 'auditor'] } as const
    app.get<{ Querystring: ListQuery }>(
      '/v1/referrals',
      { config: forLists, schema: listSchema },
      async ({ query }, reply) => {
        const { status, urgency, party } = query
        const rows = await list({
          status,
          urgency,
          party,
          before: positionIn(query),
          limit: limitOf(query) + 1,
        })
        const { rows: referrals, next } = page(reply, rows, {
          query,
          path: '/v1/referrals',
          after: (last) => [last.updatedAt, last.id],
        })
        return { referrals, next }
      },
    )

    const forContent = { roles: ['caseworker', 'focal-point'] } as const
    app.get<{ Params: { id: string } }>(
      '/v1/referrals/:id',
      { config: forContent, schema: oneSchema },
      async (request, reply) => {
        const known = await load(request.params.id)
        if (!known) throw new Problem('NOT_FOUND', 'There is no such referral here.')
        const referral = fold(known.history)
        if (known.erased || !referral)
          throw new Problem('ERASED', 'The content of this referral has been erased; its evidence remains.')
        const { role } = actorOf(request)
        const who = {
          member,
          role: role === 'focal-point' ? role : ('caseworker' as const),
          now: now().toISOString(),
        }
        reply.header('etag', etag(known.version))
        const { id, version, sender, receiver } = known
        const { caseRef, purpose, facets, sections, heads } = referral
        const derived = {
          status: status(referral),
          responsible: responsible(referral),
          nextActions: nextActions(referral, who),
        }
        return { id, version, sender, receiver, caseRef, purpose, ...derived, facets, sections, heads }
      },
    )
  }
}

interface ListQuery extends PageQuery {
  readonly status?: string
  readonly urgency?: string
  readonly party?: string
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,6}Z$/
const UUID = new RegExp(uuidPattern)

function positionIn({ cursor }: PageQuery): ReferralFilter['before'] {
  if (cursor === undefined) return undefined
  const [updatedAt = '', id = ''] = readCursor(cursor, [TIME, UUID])
  return { updatedAt, id }
}

const view = {
  type: 'object',
  properties: {
    id: { type: 'string' },
    caseRef: { type: 'string' },
    sender: { type: 'string' },
    receiver: { type: 'string' },
    purpose: { type: 'string' },
    urgency: { type: 'string' },
    status: { type: 'string' },
    version: { type: 'integer' },
    createdAt: { type: 'string' },
    updatedAt: { type: 'string' },
  },
} as const

const listSchema = {
  operationId: 'listReferrals',
  summary: 'List referrals, newest change first',
  description: 'Metadata only, never content.',
  tags: ['referrals'],
  querystring: {
    type: 'object',
    additionalProperties: false,
    properties: {
      status: {
        type: 'string',
        pattern: '^[a-zA-Z]{1,40}$',
        description: 'Only those with this status.',
        examples: ['submitted'],
      },
      urgency: { type: 'string', enum: codes.Urgency, description: 'Only those of this urgency.' },
      party: {
        type: 'string',
        pattern: '^[A-Z]{2,8}$',
        description: 'Only those from or to this member.',
        examples: ['RO'],
      },
      ...pageQuery,
    },
  },
  response: {
    200: {
      description: 'One page.',
      headers: { link: { type: 'string', description: 'rel="next", if there is more.' } },
      type: 'object',
      required: ['referrals'],
      properties: {
        referrals: { type: 'array', items: view },
        next: { type: 'string', description: 'The cursor of the next page; missing on the last.' },
      },
    },
    default: problemResponse,
  },
} as const

const open = (description: string) => ({ type: 'object', additionalProperties: true, description }) as const

const oneSchema = {
  operationId: 'readReferral',
  summary: 'Read one referral with its content',
  tags: ['referrals'],
  params: referralParams,
  response: {
    200: {
      description: 'The referral as both sides see it.',
      headers: { etag: { type: 'string', description: 'Its version, for If-Match.' } },
      type: 'object',
      required: ['id', 'version', 'status', 'facets', 'sections'],
      properties: {
        id: { type: 'string' },
        version: { type: 'integer' },
        sender: { type: 'string' },
        receiver: { type: 'string' },
        caseRef: { type: 'string' },
        purpose: { type: 'string' },
        status: { type: 'string', description: 'The whole in one word; derived.' },
        responsible: open('Who answers for the case.'),
        nextActions: {
          type: 'array',
          description: 'What you may do now; send it to /commands.',
          items: { type: 'object', properties: { verb: { type: 'string' }, type: { type: 'string' } } },
        },
        facets: open('Offer, consent, wishes, acknowledgement, response, information: each with one writer.'),
        sections: open('The content: the latest text of each section.'),
        heads: open('The last event of each party.'),
      },
    },
    default: problemResponse,
  },
} as const
