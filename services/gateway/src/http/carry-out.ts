/** Carries out one statement of a caseworker and answers with what was recorded. Every rule lives in @onward/referral. */
import type { LocalRecord, Verb } from '@onward/referral'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Command, Refused, Submitted } from '../submit.ts'
import { actorOf } from './access.ts'
import type { RunOnce } from './idempotency.ts'
import { refusal } from './problem.ts'
import type { ReceiptOf, receiptWait } from './receipt-wait.ts'
import { etag, seenVersion, waitSeconds } from './request-headers.ts'

export interface CommandDeps {
  readonly submit: (command: Command) => Promise<Submitted | Refused>
  readonly receiptOf: ReceiptOf
  readonly once: RunOnce
}

/** Who may say something about a case. */
export const staff = ['caseworker', 'focal-point'] as const

interface Order {
  readonly verb: Verb
  readonly data: unknown
  /** What is to be sealed to an organisation of the receiver. */
  readonly seal?: Command['seal']
  /** Absent for what begins a referral. */
  readonly referral?: string
  /** The local case that a new referral belongs to. */
  readonly localCase?: string | undefined
  /** What is to be known of it here and is never sent; with what begins a referral only. */
  readonly local?: readonly LocalRecord[]
  readonly path: string
}

interface CarryOutDeps extends Pick<CommandDeps, 'submit' | 'once'> {
  readonly receipt: ReturnType<typeof receiptWait>
}

export async function carryOut(
  { submit, receipt, once }: CarryOutDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  { verb, data, seal, referral, localCase, local, path }: Order,
) {
  const seen = seenVersion(request)
  const outcome = await once(request, path, async (idempotency) => {
    const decision = await submit({
      verb,
      data,
      seal,
      referral,
      localCase,
      local,
      actor: actorOf(request),
      seen,
      idempotency,
    })
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

/** The good answer. */
export const done = {
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
