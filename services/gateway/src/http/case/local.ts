/**
 * What is known of a case here and never sent (practice §3, §4): that the person was told of asylum, whom she excluded,
 * and how long she has to recover and reflect. Whoever does not work on the case gets the same answer as an excluded
 * party, so that it learns nothing.
 */
import {
  type Exclusion,
  excludes,
  fold,
  localOf,
  type ProtectionCheck,
  type ReflectionPeriod,
} from '@onward/referral'
import type { FastifyPluginAsync, FastifyRequest, FastifySchema } from 'fastify'
import { actorAttribute } from '../../actor.ts'
import { type Kept, sealLocal } from '../../case/local-records.ts'
import { newLeaf } from '../../log/leaf.ts'
import type { NoteAccesses } from '../../rights/accesses.ts'
import { reachOf } from '../../rights/reading.ts'
import type { Keeping } from '../../store/local.ts'
import { faultOf } from '../../store/transaction.ts'
import type { Vault } from '../../trust/vault.ts'
import { actorOf } from '../access.ts'
import { staff } from '../carry-out.ts'
import type { RunOnce } from '../idempotency.ts'
import { Problem, problemResponse } from '../problem.ts'
import { postHeaders } from '../request-headers.ts'
import { type CaseDeps, caseParams, noCase } from './cases.ts'
import {
  exclusionBody,
  type LocalBody,
  protectionCheckBody,
  recordsOf,
  reflectionPeriodBody,
} from './local-body.ts'

export interface LocalDeps extends CaseDeps {
  readonly now: () => Date
  readonly noteAccesses: NoteAccesses
  readonly once: RunOnce
  readonly local: {
    /** The oldest first. */
    readonly ofCase: (localCase: string) => Promise<readonly Kept[]>
    /** With its leaf and the Idempotency-Key, or nothing. */
    readonly keep: (keeping: Keeping) => Promise<void>
    readonly vault: Vault
  }
}

type What = 'protection-checks' | 'exclusions' | 'reflection-periods'

export function localRoutes(deps: LocalDeps): FastifyPluginAsync {
  return async (app) => {
    const say = <Body>(what: What, schema: FastifySchema, said: (body: Body) => LocalBody) =>
      app.post<{ Params: { id: string } }>(
        `/v1/cases/:id/${what}`,
        { config: { roles: staff }, schema },
        async (request, reply) => {
          // Sound: the schema of the route has checked it.
          const body = said(request.body as Body)
          const { repeated, answer } = await keep(deps, request, request.params.id, what, body)
          return reply.headers(repeated).code(201).send(answer)
        },
      )
    say<ProtectionCheck>('protection-checks', checkSchema, (protectionCheck) => ({ protectionCheck }))
    say<Exclusion>('exclusions', exclusionSchema, (exclusion) => ({ exclusions: [exclusion] }))
    say<ReflectionPeriod>('reflection-periods', reflectionSchema, (period) => ({ reflectionPeriod: period }))
    app.get<{ Params: { id: string } }>(
      '/v1/cases/:id/local',
      { config: { roles: staff }, schema: localSchema },
      async (request) => {
        const { id } = request.params
        const kept = await keptFor(deps, request, id)
        const { protection, excluded, reflectionPeriod } = localOf(kept.map(({ said }) => said))
        const read = { kind: 'access.read', actor: actorOf(request), sections: ['local'] } as const
        // Of the person, so of each referral of the case: whichever is erased last has a reader to name.
        await deps.noteAccesses(
          (await deps.referralsOfCase(id)).map(({ id: referral }) => ({ ...read, referral })),
        )
        return {
          case: id,
          protectionCheck: protection ?? null,
          excluded,
          reflectionPeriod: reflectionPeriod ?? null,
          records: kept.map(({ id: record, at, by, said }) => ({ id: record, at, by, ...said })),
        }
      },
    )
  }
}

async function keep(
  deps: LocalDeps,
  request: FastifyRequest,
  localCase: string,
  what: What,
  body: LocalBody,
) {
  await keptFor(deps, request, localCase)
  const now = deps.now()
  const at = now.toISOString()
  const said = recordsOf(body, { now, at: () => '' })
  const outcome = await deps.once(request, `/v1/cases/${localCase}/${what}`, async (note) => {
    const { rows, digests } = sealLocal(deps.local.vault, said, { at, by: actorAttribute(actorOf(request)) })
    const leaf = newLeaf({ kind: 'local', local: digests, at })
    const idempotency = { ...note, status: 201 }
    await deps.local.keep({ localCase, rows, at, leaf, idempotency }).catch(toldOfCase)
  })
  const repeated: Record<string, string> = 'before' in outcome ? { 'idempotency-replayed': 'true' } : {}
  return { repeated, answer: { case: localCase } }
}

/** It was joined with another while this was said. */
function toldOfCase(error: unknown): never {
  if (faultOf(error) === 'case-unknown') throw noCase()
  if (faultOf(error) === 'case-erased')
    throw new Problem('ERASED', 'All content of this case has been erased.')
  throw error
}

/** @throws Problem CASE_NOT_FOUND, or FORBIDDEN for whoever does not work on the case, and for whom the person excluded */
async function keptFor(
  { member, load, referralsOfCase, local }: LocalDeps,
  request: FastifyRequest,
  id: string,
): Promise<readonly Kept[]> {
  const actor = actorOf(request)
  const referrals = await referralsOfCase(id)
  if (referrals.length === 0) throw noCase()
  const kept = await local.ofCase(id)
  const isExcluded = excludes(localOf(kept.map(({ said }) => said)), {
    member,
    organisation: actor.organisation,
  })
  if (isExcluded) throw notOnCase()
  if (actor.role === 'focal-point') return kept
  for (const each of referrals) {
    const referral = fold((await load(each.id))?.history ?? [])
    if (referral && reachOf(referral, actor) === 'content') return kept
  }
  throw notOnCase()
}

function notOnCase(): Problem {
  return new Problem('FORBIDDEN', 'Your organisation does not work on this case.', {
    remedy: 'Ask your focal point.',
  })
}

const recorded = {
  description: 'Recorded here. Nothing was sent.',
  headers: { 'idempotency-replayed': { type: 'string', description: '`true` if this was done before.' } },
  type: 'object',
  required: ['case'],
  properties: { case: { type: 'string' } },
} as const

const checkSchema = {
  operationId: 'recordProtectionCheck',
  summary: 'Record that the person was told of asylum, and what she wants',
  description:
    'Until it is recorded, nothing that names the person goes to a country of citizenship, former residence or feared harm. It is kept here and never sent; the last one counts.',
  tags: ['cases'],
  params: caseParams,
  headers: postHeaders,
  body: protectionCheckBody,
  response: { 201: recorded, default: problemResponse },
} as const

const exclusionSchema = {
  operationId: 'excludeParty',
  summary: 'Record whom the person excludes, or that she takes it back',
  description:
    'Nothing about the person goes to an excluded body, nor through a gateway that it runs. The list is kept here and never sent.',
  tags: ['cases'],
  params: caseParams,
  headers: postHeaders,
  body: exclusionBody,
  response: { 201: recorded, default: problemResponse },
} as const

const reflectionSchema = {
  operationId: 'recordReflectionPeriod',
  summary: 'Record where the recovery and reflection period stands',
  description:
    'While it runs no journey is planned into it, unless the person wishes that date (R28). It is kept here and never sent; the last one counts.',
  tags: ['cases'],
  params: caseParams,
  headers: postHeaders,
  body: reflectionPeriodBody,
  response: { 201: recorded, default: problemResponse },
} as const

const check = {
  type: 'object',
  properties: {
    informedOn: { type: 'string' },
    language: { type: 'string' },
    outcome: { type: 'string' },
    countries: { type: 'array', items: { type: 'string' } },
  },
} as const

const period = {
  type: 'object',
  properties: { status: { type: 'string' }, start: { type: 'string' }, end: { type: 'string' } },
} as const

const body = {
  type: 'object',
  properties: { member: { type: 'string' }, organisation: { type: 'string' } },
} as const

const localSchema = {
  operationId: 'readLocal',
  summary: 'Read what is known of a case here and never sent',
  description: 'For those who work on the case; never for a body that the person excluded.',
  tags: ['cases'],
  params: caseParams,
  response: {
    200: {
      description: 'What counts now, and every record, the oldest first.',
      type: 'object',
      required: ['case', 'protectionCheck', 'excluded', 'reflectionPeriod', 'records'],
      properties: {
        case: { type: 'string' },
        protectionCheck: { ...check, nullable: true },
        excluded: { type: 'array', items: body },
        reflectionPeriod: { ...period, nullable: true },
        records: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              id: { type: 'string' },
              at: { type: 'string' },
              by: { type: 'string', description: 'Who recorded it: organisation, role and staff id.' },
              kind: {
                type: 'string',
                enum: ['protectionCheck', 'exclusion', 'reflectionPeriod', 'capacity'],
              },
              ...check.properties,
              ...body.properties,
              ...period.properties,
              lifted: { type: 'boolean' },
              channel: { type: 'string' },
              confirmedAt: { type: 'string' },
            },
          },
        },
      },
    },
    default: problemResponse,
  },
} as const
