/** Links for organisations without a system: issued, listed and revoked by the staff of the member that was asked (R52). */
import { codes } from '@onward/contract'
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { endLink, issueLink, type LinkDeps, type Wanted } from '../../receivers/links.ts'
import type { LinkRow } from '../../store/receivers.ts'
import { actorOf } from '../access.ts'
import { staff } from '../carry-out.ts'
import type { RunOnce } from '../idempotency.ts'
import { Problem, problemResponse, refusal } from '../problem.ts'
import { type LoadReferral, notYours, readable } from '../readable.ts'
import { referralParams, uuidPattern } from '../referral-params.ts'
import { postHeaders } from '../request-headers.ts'

export interface LinkRouteDeps {
  readonly load: LoadReferral
  readonly once: RunOnce
  readonly links: LinkDeps
}

export function linkRoutes({ load, once, links }: LinkRouteDeps): FastifyPluginAsync {
  const config = { roles: staff } as const

  async function opened(request: FastifyRequest, id: string) {
    const { known, reading } = await readable(load, request, id)
    if (reading.reach !== 'content') throw notYours()
    return known
  }

  return async (app) => {
    app.get<{ Params: { id: string } }>(
      '/v1/referrals/:id/links',
      { config, schema: listSchema },
      async (request) => {
        const known = await opened(request, request.params.id)
        const now = links.now().toISOString()
        const rows = await links.store.linksOf(known.id)
        return { referral: known.id, links: rows.map((row) => shown(row, now)) }
      },
    )

    app.post<{ Params: { id: string }; Body: Omit<Wanted, 'hours'> & { readonly hours?: number } }>(
      '/v1/referrals/:id/links',
      { config, schema: issueSchema },
      async (request, reply) => {
        const { id } = request.params
        const outcome = await once(request, `/v1/referrals/${id}/links`, async (idempotency) => {
          const known = await opened(request, id)
          const wanted = { ...request.body, hours: request.body.hours ?? LONGEST }
          const issued = await issueLink(links, { known, actor: actorOf(request), wanted, idempotency })
          if ('accepted' in issued) throw refusal(issued, { data: '', conditional: false })
          return issued
        })
        if ('before' in outcome)
          throw new Problem(
            'LINK_CLOSED',
            'This link was issued before; its address and code are told only once.',
            {
              remedy: 'Revoke it, and issue another under a new Idempotency-Key.',
            },
          )
        const { address, ...issued } = outcome.done
        reply.code(201)
        return { ...issued, path: `/links/${address}` }
      },
    )

    app.post<{ Params: { id: string; link: string } }>(
      '/v1/referrals/:id/links/:link/revocation',
      { config, schema: revokeSchema },
      async (request) => {
        const { id, link } = request.params
        const known = await opened(request, id)
        const isEnded = await endLink(links, { id: link, referral: known.id, actor: actorOf(request) })
        if (!isEnded) throw new Problem('NOT_FOUND', 'There is no such link that is still open.')
        return { id: link, state: 'revoked' }
      },
    )
  }
}

/** Hours, and as long as a link lasts unless told. */
const LONGEST = 72

function shown(row: LinkRow, now: string) {
  const { id, organisation, post, issuedBy, issuedAt, expiresAt, tries } = row
  return { id, organisation, post, issuedBy, issuedAt, expiresAt, tries, state: stateOf(row, now) }
}

function stateOf({ revokedAt, expiresAt, unlockedAt, tries }: LinkRow, now: string) {
  if (revokedAt !== null) return 'revoked'
  if (expiresAt <= now) return 'expired'
  if (unlockedAt !== null) return 'unlocked'
  return tries >= 5 ? 'outOfTries' : 'waiting'
}

const listSchema = {
  operationId: 'listLinks',
  summary: 'The links that were issued for a referral, and what became of them',
  tags: ['receivers'],
  params: referralParams,
  response: {
    200: {
      description: 'The newest first. Neither address nor code: those are told once.',
      type: 'object',
      required: ['referral', 'links'],
      properties: {
        referral: { type: 'string' },
        links: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              id: { type: 'string' },
              organisation: { type: 'string' },
              post: { type: 'string' },
              issuedBy: { type: 'string' },
              issuedAt: { type: 'string' },
              expiresAt: { type: 'string' },
              tries: { type: 'integer', description: 'How often a code was tried; five times at most.' },
              state: { type: 'string', enum: ['waiting', 'unlocked', 'outOfTries', 'expired', 'revoked'] },
            },
          },
        },
      },
    },
    default: problemResponse,
  },
} as const

const issueSchema = {
  operationId: 'issueLink',
  summary: 'Let an organisation without a system read and answer this referral by a link',
  description:
    'For one organisation of this member that the person has agreed to, for one post there, for 72 hours at most. The answer holds the address and the code, once: send the address, and tell the code by another way, for example by telephone. What is answered is signed here and counts as `link`.',
  tags: ['receivers'],
  params: referralParams,
  headers: postHeaders,
  body: {
    type: 'object',
    required: ['organisation', 'post', 'role'],
    additionalProperties: false,
    properties: {
      organisation: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' },
      post: {
        type: 'string',
        pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$',
        description:
          'The functional post there that you tell the code to; it answers under this post. Never a name.',
        examples: ['night-desk'],
      },
      role: { type: 'string', enum: codes.Role, description: 'What the organisation is in this referral.' },
      hours: { type: 'integer', minimum: 1, maximum: LONGEST },
    },
  },
  response: {
    201: {
      description: 'Issued. Keep neither address nor code.',
      type: 'object',
      required: ['id', 'path', 'code', 'expiresAt'],
      properties: {
        id: { type: 'string' },
        path: { type: 'string', description: 'The address, below that of this gateway.' },
        code: { type: 'string', description: 'To be told by another way than the address.' },
        expiresAt: { type: 'string' },
      },
    },
    default: problemResponse,
  },
} as const

const revokeSchema = {
  operationId: 'revokeLink',
  summary: 'End a link at once',
  tags: ['receivers'],
  params: {
    type: 'object',
    required: ['id', 'link'],
    properties: {
      ...referralParams.properties,
      link: { type: 'string', pattern: uuidPattern, description: 'The id of the link.' },
    },
  },
  headers: postHeaders,
  response: {
    200: {
      description: 'Ended. Whoever has it open reads nothing more.',
      type: 'object',
      required: ['id', 'state'],
      properties: { id: { type: 'string' }, state: { type: 'string' } },
    },
    default: problemResponse,
  },
} as const
