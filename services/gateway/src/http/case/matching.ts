/**
 * Whether two referrals are of the same person (R51). Candidates with what speaks for them are shown to a human; nothing
 * is joined, or ruled out, but by a focal point's decision.
 */
import { refusalBy, ruleNamed } from '@onward/referral'
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { actorAttribute } from '../../actor.ts'
import { fewestSignals, type Signal, signalsOf } from '../../case/candidates.ts'
import type { NoteAccesses } from '../../rights/accesses.ts'
import type { MatchDecision } from '../../store/cases.ts'
import type { ReferralView } from '../../store/referrals.ts'
import { faultOf } from '../../store/transaction.ts'
import { actorOf } from '../access.ts'
import { staff } from '../carry-out.ts'
import type { IdempotencyNote, RunOnce } from '../idempotency.ts'
import { Problem, problemResponse } from '../problem.ts'
import { type LoadReferral, notYours, type Readable, readable } from '../readable.ts'
import { referralParams, uuidPattern } from '../referral-params.ts'
import { postHeaders } from '../request-headers.ts'

export interface MatchingDeps {
  readonly member: string
  readonly now: () => Date
  readonly load: LoadReferral
  readonly noteAccesses: NoteAccesses
  readonly once: RunOnce
  readonly matching: {
    /** Open referrals that changed since then, the newest change first. */
    readonly openSince: (since: string, limit: number) => Promise<readonly ReferralView[]>
    readonly notSamePerson: (referral: string) => Promise<ReadonlySet<string>>
    /** Records the decision and the Idempotency-Key in one transaction, and joins the cases of one person. */
    readonly record: (
      decision: MatchDecision,
      idempotency: IdempotencyNote & { readonly status: number },
    ) => Promise<void>
  }
}

interface Candidate {
  readonly referral: string
  readonly case: string
  readonly peer: string
  readonly status: string
  readonly signals: readonly Signal[]
}

/** The most referrals that one question opens, and how many at a time, so that other requests get their turn. */
const MOST = 500
const AT_A_TIME = 25
const YEARS = 2

export function matchingRoutes(deps: MatchingDeps): FastifyPluginAsync {
  return async (app) => {
    app.get<{ Params: { id: string } }>(
      '/v1/referrals/:id/candidates',
      { config: { roles: staff }, schema: candidatesSchema },
      async (request) => {
        const own = await readable(deps.load, request, request.params.id)
        if (own.reading.reach !== 'content') throw notYours()
        const found = await candidatesFor(deps, request, own)
        // What two referrals have in common tells of both.
        await deps.noteAccesses(
          [own.known.id, ...found.candidates.map(({ referral }) => referral)].map((referral) => ({
            ...{ kind: 'access.read' as const, referral, actor: actorOf(request), sections: ['person'] },
          })),
        )
        return { referral: own.known.id, ...found }
      },
    )

    app.post<MatchRequest>(
      '/v1/referrals/:id/match',
      { config: { roles: ['focal-point'] }, schema: matchSchema },
      async (request, reply) => {
        const { id } = request.params
        const { sameAs, decision } = request.body
        if (sameAs === id || (sameAs === null && decision === 'samePerson')) throw sameAsWhom()
        await readable(deps.load, request, id)
        if (sameAs !== null) await readable(deps.load, request, sameAs)
        const outcome = await deps.once(request, `/v1/referrals/${id}/match`, async (note) => {
          const by = actorAttribute(actorOf(request))
          const at = deps.now().toISOString()
          await deps.matching
            .record({ referral: id, other: sameAs, decision, by, at }, { ...note, status: 201 })
            .catch(toldOfCases)
        })
        if ('before' in outcome) reply.header('idempotency-replayed', 'true')
        reply.code(201)
        return { referral: id, sameAs, decision, case: (await deps.load(id))?.localCase }
      },
    )
  }
}

interface MatchRequest {
  readonly Params: { readonly id: string }
  readonly Body: { readonly sameAs: string | null; readonly decision: MatchDecision['decision'] }
}

async function candidatesFor(deps: MatchingDeps, request: FastifyRequest, own: Readable) {
  const since = deps.now()
  since.setUTCFullYear(since.getUTCFullYear() - YEARS)
  const [rows, decided] = await Promise.all([
    deps.matching.openSince(since.toISOString(), MOST + 1),
    deps.matching.notSamePerson(own.known.id),
  ])
  const others = rows
    .slice(0, MOST)
    .filter((row) => row.case !== own.known.localCase && !decided.has(row.id) && row.id !== own.known.id)
  const found: Candidate[] = []
  for (let at = 0; at < others.length; at += AT_A_TIME) {
    const compared = others.slice(at, at + AT_A_TIME).map((row) => compare(deps, request, own, row))
    found.push(...(await Promise.all(compared)).flatMap((candidate) => candidate ?? []))
  }
  const candidates = found.toSorted((one, other) => other.signals.length - one.signals.length)
  return { candidates, searched: { since: since.toISOString(), most: MOST, all: rows.length <= MOST } }
}

/** One other referral as a candidate; undefined if too little speaks for it, or this reader may not read it. */
async function compare(
  { member, load }: MatchingDeps,
  request: FastifyRequest,
  own: Readable,
  row: ReferralView,
): Promise<Candidate | undefined> {
  const other = await readable(load, request, row.id).catch(goneMeanwhile)
  if (other?.reading.reach !== 'content') return undefined
  const signals = signalsOf(
    { caseRef: own.referral.caseRef, person: own.referral.sections.person },
    { caseRef: other.referral.caseRef, person: other.referral.sections.person },
  )
  if (signals.length < fewestSignals) return undefined
  const peer = row.sender === member ? row.receiver : row.sender
  return { referral: row.id, case: row.case, peer, status: row.status, signals }
}

/** Erased since the list was read: no candidate, and no reason to end the search. */
function goneMeanwhile(error: unknown): undefined {
  if (error instanceof Problem) return undefined
  throw error
}

/** Both cases move responsibility, and one of them must end first: nobody can tell from here which. */
function toldOfCases(error: unknown): never {
  const rule = ruleNamed('one-responsible-per-case')
  if (faultOf(error) !== 'case-carried' || !rule) throw error
  const { requirements, law } = refusalBy(rule)
  throw new Problem(
    'RULE',
    'Both cases have an open referral that moves responsibility, and a case has one.',
    {
      rule: rule.name,
      requirements,
      law,
      remedy:
        'Settle first who answers for the person: cancel, decline or close the other referral, or hand that case back and close it. Then say again that it is the same person.',
    },
  )
}

function sameAsWhom(): Problem {
  return new Problem('SCHEMA_INVALID', 'Some fields are wrong; nothing was stored.', {
    errors: [
      {
        pointer: '/sameAs',
        reason: 'is not another referral',
        remedy: 'Name the other referral, or say notSamePerson with null if it is none of them.',
      },
    ],
  })
}

const candidatesSchema = {
  operationId: 'listCandidates',
  summary: 'Other referrals here that may be of the same person',
  description: `For a human to look at: at least ${fewestSignals} signals speak for each, and nothing is decided. Compared are the ${MOST} open referrals that changed last, of the last ${YEARS} years, as far as you read their content; not those of the same case, nor those that somebody has ruled out.`,
  tags: ['cases'],
  params: referralParams,
  response: {
    200: {
      description: 'The candidates; those with most signals first.',
      type: 'object',
      required: ['referral', 'candidates', 'searched'],
      properties: {
        referral: { type: 'string' },
        candidates: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              referral: { type: 'string' },
              case: { type: 'string' },
              peer: { type: 'string' },
              status: { type: 'string' },
              signals: {
                type: 'array',
                items: {
                  type: 'string',
                  enum: [
                    'sameBirthdate',
                    'sameDocumentNumber',
                    'similarName',
                    'sameCitizenship',
                    'sameCaseRef',
                  ],
                },
                description: 'What the two have in common, by codes and not by values.',
              },
            },
          },
        },
        searched: {
          type: 'object',
          properties: {
            since: { type: 'string' },
            most: { type: 'integer' },
            all: { type: 'boolean', description: 'False if there were more than could be compared.' },
          },
        },
      },
    },
    default: problemResponse,
  },
} as const

const matchSchema = {
  operationId: 'decideMatch',
  summary: 'Say whether two referrals are of the same person',
  description:
    '`samePerson` makes one case of their two, unless both have an open referral that moves responsibility; `notSamePerson` is remembered, and with `sameAs` null it means none of the candidates. Nothing of it is told to another member.',
  tags: ['cases'],
  params: referralParams,
  headers: postHeaders,
  body: {
    type: 'object',
    additionalProperties: false,
    required: ['sameAs', 'decision'],
    properties: {
      sameAs: { type: 'string', nullable: true, pattern: uuidPattern, description: 'The other referral.' },
      decision: { type: 'string', enum: ['samePerson', 'notSamePerson'] },
    },
  },
  response: {
    201: {
      description: 'Recorded.',
      type: 'object',
      required: ['referral', 'sameAs', 'decision', 'case'],
      properties: {
        referral: { type: 'string' },
        sameAs: { type: 'string', nullable: true },
        decision: { type: 'string' },
        case: { type: 'string', description: 'The case of the referral now.' },
      },
    },
    default: problemResponse,
  },
} as const
