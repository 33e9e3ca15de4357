/** What is said once and reaches every recipient of a case: a correction, and a withdrawal (R20, R48). */
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { type Correction, correctionFor, type Told, type Wish, withdrawalFor } from '../../case/case-wide.ts'
import type { KnownReferral } from '../../case/known-referral.ts'
import type { Command, Refused, Submitted } from '../../submit.ts'
import { actorOf } from '../access.ts'
import { staff } from '../carry-out.ts'
import type { RunOnce } from '../idempotency.ts'
import { Problem, problemResponse, refusal } from '../problem.ts'
import { contractBody } from '../request-check.ts'
import { postHeaders } from '../request-headers.ts'
import { type CaseDeps, caseParams, noCase } from './cases.ts'

export interface CaseCommandDeps extends CaseDeps {
  readonly submit: (command: Command) => Promise<Submitted | Refused>
  readonly once: RunOnce
}

interface CaseRequest<Body> {
  readonly Params: { readonly id: string }
  readonly Body: Body
}

/** What became of it on one referral. */
interface Result {
  readonly referral: string
  readonly peer: string
  /** `before`: it had been said under the same Idempotency-Key. */
  readonly outcome: 'said' | 'before' | 'refused'
  readonly event?: string | null
  readonly sections?: unknown
  readonly code?: string
  readonly rule?: string | undefined
  readonly reason?: string
}

export function caseCommandRoutes(deps: CaseCommandDeps): FastifyPluginAsync {
  return async (app) => {
    app.post<CaseRequest<Correction>>(
      '/v1/cases/:id/corrections',
      { config: { roles: staff }, schema: correctionSchema },
      async (request) => {
        const { body, params } = request
        checkCorrection(body)
        const path = `/v1/cases/${params.id}/corrections`
        return await sayOnAll(deps, request, { id: params.id, path }, (known) => correctionFor(known, body))
      },
    )
    app.post<CaseRequest<Wish>>(
      '/v1/cases/:id/withdrawals',
      { config: { roles: staff }, schema: withdrawalSchema },
      async (request) => {
        const { body, params } = request
        if (body.kind !== 'withdrawal')
          throw wrongField('/kind', 'is not a withdrawal', 'Record it on one referral, by its commands.')
        const path = `/v1/cases/${params.id}/withdrawals`
        return await sayOnAll(deps, request, { id: params.id, path }, (known) =>
          withdrawalFor(known, deps.member, body),
        )
      },
    )
  }
}

function checkCorrection({ corrects, dataScope, sections }: Correction): void {
  if (corrects !== undefined)
    throw wrongField(
      '/corrects',
      'names an event of one referral',
      'Leave it out: each referral has its own.',
    )
  const named = [...dataScope].toSorted().join()
  if (named !== Object.keys(sections).toSorted().join())
    throw wrongField('/dataScope', 'differs from the sections that are there', 'Name exactly these sections.')
}

function wrongField(pointer: string, reason: string, remedy: string): Problem {
  return new Problem('SCHEMA_INVALID', 'Some fields are wrong; nothing was stored.', {
    errors: [{ pointer, reason, remedy }],
  })
}

/**
 * Says it on each referral of the case that ever carried content, one after the other. Each has its own place under the
 * Idempotency-Key: repeated after a crash in the middle, what was said stays said once and the rest follows.
 */
async function sayOnAll(
  { member, load, referralsOfCase, submit, once }: CaseCommandDeps,
  request: FastifyRequest,
  { id, path }: { readonly id: string; readonly path: string },
  tellingOf: (known: KnownReferral) => Told,
) {
  const referrals = await referralsOfCase(id)
  if (referrals.length === 0) throw noCase()
  const results: Result[] = []
  for (const { id: referral, sender, receiver } of referrals) {
    const known = await load(referral)
    const about = { referral, peer: sender === member ? receiver : sender }
    if (!known) continue
    if (known.erased) {
      // What is erased here may still be held there, so that it is not passed over in silence.
      results.push({ ...about, outcome: 'refused', code: 'ERASED', reason: 'The content is erased here.' })
      continue
    }
    const told = tellingOf(known)
    if (!told) continue
    const scope = 'dataScope' in told.data ? { sections: told.data.dataScope } : {}
    results.push({
      ...about,
      ...(await sayOn({ submit, once }, request, `${path}/${referral}`, { ...told, referral })),
      ...scope,
    })
  }
  return { case: id, results }
}

async function sayOn(
  { submit, once }: Pick<CaseCommandDeps, 'submit' | 'once'>,
  request: FastifyRequest,
  path: string,
  said: Pick<Command, 'verb' | 'data' | 'referral'>,
): Promise<Omit<Result, 'referral' | 'peer'>> {
  try {
    const outcome = await once(request, path, async (idempotency) => {
      const decision = await submit({ ...said, actor: actorOf(request), idempotency })
      if (!decision.accepted) throw refusal(decision, { data: '', conditional: false })
      return decision
    })
    return 'before' in outcome
      ? { outcome: 'before', event: outcome.before.event }
      : { outcome: 'said', event: outcome.done.event }
  } catch (error) {
    // A refusal on one referral stops no other; a wrong key, or a fault, stops them all.
    if (!(error instanceof Problem) || error.code.startsWith('IDEMPOTENCY_')) throw error
    return { outcome: 'refused', code: error.code, rule: error.facts.rule, reason: error.message }
  }
}

const results = {
  200: {
    description: 'What became of it on each referral of the case that ever carried content.',
    type: 'object',
    required: ['case', 'results'],
    properties: {
      case: { type: 'string' },
      results: {
        type: 'array',
        items: {
          type: 'object',
          required: ['referral', 'peer', 'outcome'],
          properties: {
            referral: { type: 'string' },
            peer: { type: 'string' },
            outcome: {
              type: 'string',
              enum: ['said', 'before', 'refused'],
              description: '`before`: it had been said under the same Idempotency-Key.',
            },
            event: { type: 'string', nullable: true },
            sections: {
              type: 'array',
              items: { type: 'string' },
              description: 'What this recipient was told of.',
            },
            code: { type: 'string', description: 'Why it was refused: reach this recipient in another way.' },
            rule: { type: 'string' },
            reason: { type: 'string' },
          },
        },
      },
    },
  },
  default: problemResponse,
} as const

const correctionSchema = {
  operationId: 'correctCase',
  summary: 'Correct what was sent, towards every recipient of the case',
  description:
    'Each recipient gets an event of its own, with only the sections that it was sent before. Its pseudonyms stay its own, and `correctionId` is only yours: each recipient is given another, so that they cannot join what they hold.',
  tags: ['cases'],
  params: caseParams,
  headers: postHeaders,
  body: contractBody('data.corrected'),
  response: results,
} as const

const withdrawalSchema = {
  operationId: 'withdrawCase',
  summary: 'Tell every recipient of the case what the person has withdrawn',
  description:
    'The body is what the person said, with `kind` `withdrawal`. Each recipient gets an event of its own: of the permission under which it was sent something, or a wish where this member is the receiver.',
  tags: ['cases'],
  params: caseParams,
  headers: postHeaders,
  body: contractBody('wishes.recorded'),
  response: results,
} as const
