/** What a caseworker does: begin a referral, and say something about one. Parses and replies; every rule lives in @onward/referral. */
import { isVerb, type Verb } from '@onward/referral'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { Command, Refused, Submitted } from '../submit.ts'
import { actorOf } from './access.ts'
import type { RunOnce } from './idempotency.ts'
import { problemResponse, refusal } from './problem.ts'
import { type ReceiptOf, receiptWait } from './receipt-wait.ts'
import { referralParams } from './referral-params.ts'
import { contractBody } from './request-check.ts'
import { commandHeaders, etag, seenVersion, waitSeconds } from './request-headers.ts'

export interface CommandDeps {
  readonly submit: (command: Command) => Promise<Submitted | Refused>
  readonly receiptOf: ReceiptOf
  readonly once: RunOnce
}

const staff = ['caseworker', 'focal-point'] as const

export function commandRoutes({ submit, receiptOf, once }: CommandDeps): FastifyPluginAsync {
  return async (app) => {
    const deps = { submit, once, receipt: receiptWait(app, receiptOf) }
    app.post('/v1/referrals', { config: { roles: staff }, schema: submitSchema }, async (request, reply) =>
      carryOut(deps, request, reply, { verb: 'submit', data: request.body, path: '/v1/referrals' }),
    )

    app.post<CommandRequest>(
      '/v1/referrals/:id/commands',
      { config: { roles: staff }, schema: commandSchema },
      async (request, reply) => {
        const { params, body } = request
        if (!isVerb(body.verb)) throw new Error('the schema let an unknown verb pass')
        const path = `/v1/referrals/${params.id}/commands`
        return await carryOut(deps, request, reply, {
          verb: body.verb,
          data: body.data,
          referral: params.id,
          path,
        })
      },
    )
  }
}

interface CommandRequest {
  readonly Params: { readonly id: string }
  readonly Body: { readonly verb: string; readonly data: unknown }
}

interface Order {
  readonly verb: Verb
  readonly data: unknown
  readonly referral?: string
  readonly path: string
}

interface CarryOutDeps extends Pick<CommandDeps, 'submit' | 'once'> {
  readonly receipt: ReturnType<typeof receiptWait>
}

async function carryOut(
  { submit, receipt, once }: CarryOutDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  { verb, data, referral, path }: Order,
) {
  const seen = seenVersion(request)
  const outcome = await once(request, path, async (idempotency) => {
    const decision = await submit({ verb, data, referral, actor: actorOf(request), seen, idempotency })
    // Thrown and not returned: a refusal is not stored under the key, the caller may mend it and use the key again.
    if (!decision.accepted)
      throw refusal(decision, {
        data: referral === undefined ? '' : '/data',
        conditional: seen !== undefined,
      })
    return decision
  })
  if ('before' in outcome) return replay(reply, outcome.before)

  const { referral: id, event, digest, sequence, type, lane, version } = outcome.done
  const wait = waitSeconds(request.headers.prefer)
  const seenReceipt = wait === undefined ? undefined : await receipt(request, digest, wait * 1_000)
  if (wait !== undefined) reply.header('preference-applied', `wait=${wait}`)
  reply.code(201).header('location', `/v1/referrals/${id}`).header('etag', etag(version))
  return { referral: id, event, sequence, type, lane, version, receipt: seenReceipt ?? null }
}

/** What was done before under this key, told again; the state since then is for GET to tell. */
function replay(
  reply: FastifyReply,
  {
    status,
    referral,
    event,
  }: { readonly status: number; readonly referral: string | null; readonly event: string | null },
) {
  reply.code(status).header('idempotency-replayed', 'true')
  if (referral !== null) reply.header('location', `/v1/referrals/${referral}`)
  return { referral, event }
}

const done = {
  description: 'Recorded, signed, and on its way.',
  headers: {
    location: { type: 'string', description: 'The referral.' },
    etag: { type: 'string', description: 'Its version, for If-Match.' },
    'preference-applied': { type: 'string', description: 'The wait that was granted.' },
    'idempotency-replayed': {
      type: 'string',
      description: '`true` if this was done before; then only `referral` and `event` are told.',
    },
  },
  type: 'object',
  required: ['referral', 'event'],
  properties: {
    referral: { type: 'string', format: 'uuid' },
    event: { type: 'string', format: 'uuid' },
    sequence: { type: 'integer', description: "This member's own count in the referral." },
    type: { type: 'string', description: 'The type of the event.' },
    lane: { type: 'string', examples: ['lane.RO.NL'] },
    version: { type: 'integer' },
    receipt: {
      description: 'The other gateway has it; null while that is not known.',
      type: 'object',
      nullable: true,
      required: ['st', 'at'],
      properties: {
        st: { type: 'string', enum: ['stored', 'rejected', 'erased'] },
        code: { type: 'string' },
        at: { type: 'string' },
      },
    },
  },
} as const

const submitSchema = {
  operationId: 'submitReferral',
  summary: 'Offer a case to another member',
  description:
    'Records the offer, signs and encrypts it, and sends it. The body is the data of `referral.submitted`.',
  tags: ['referrals'],
  headers: commandHeaders,
  body: contractBody('referral.submitted'),
  response: { 201: done, default: problemResponse },
} as const

const commandSchema = {
  operationId: 'commandReferral',
  summary: 'Say something about a referral',
  description:
    'Amend, cancel, acknowledge, accept, decline, withdraw consent, … `nextActions` of the referral lists what is open to you.',
  tags: ['referrals'],
  params: referralParams,
  headers: commandHeaders,
  body: contractBody('command'),
  response: { 201: done, default: problemResponse },
} as const
