/** What a person is told of her data, and what is told of a breach (R56): metadata, never content. */
import type { FastifyPluginAsync } from 'fastify'
import { pageHeaders } from '../../pages/layout.ts'
import { reportPage } from '../../pages/report-page.ts'
import { personReport, type Reported } from '../../rights/person-report.ts'
import type { Affected, AffectedRow } from '../../store/rights/report.ts'
import { actorOf } from '../access.ts'
import { caseParams, noCase } from '../case/cases.ts'
import { Problem, problemResponse } from '../problem.ts'

export interface ReportDeps {
  readonly now: () => Date
  readonly report: {
    /** The referrals of a case, the oldest first; none for a case that is not here. */
    readonly ofCase: (id: string) => Promise<readonly Reported[]>
    readonly affected: (by: Affected) => Promise<readonly AffectedRow[]>
    /** What a key of the directory was for, and from when to when (seconds) it could be used. */
    readonly keyOf: (kid: string) => KeyFacts | undefined
  }
}

export interface KeyFacts {
  readonly member: string
  readonly use: string
  readonly nbf: number
  readonly naf: number
}

interface BreachQuery {
  readonly key?: string
  readonly member?: string
  readonly from?: string
  readonly to?: string
}

/** Referrals that one report lists; its counts are of these, and `more` says that there are others. */
const MOST = 1_000

export function reportRoutes({ now, report }: ReportDeps): FastifyPluginAsync {
  return async (app) => {
    const config = { roles: ['focal-point', 'dpo'] } as const
    app.get<{ Params: { id: string } }>(
      '/v1/cases/:id/report',
      { config, schema: reportSchema },
      async (request, reply) => {
        const { id } = request.params
        const reported = await report.ofCase(id)
        if (reported.length === 0) throw noCase()
        const made = personReport(id, reported, now().toISOString())
        if (!/\btext\/html\b/.test(request.headers.accept ?? '')) return made
        // Sent as it is: the serialiser of the route is for the other form.
        return reply.headers(pageHeaders).serializer(String).send(reportPage(made))
      },
    )

    const forBreach = { roles: ['dpo', 'operator'] } as const
    app.get<{ Querystring: BreachQuery }>(
      '/v1/breach-report',
      { config: forBreach, schema: breachSchema },
      async (request) => {
        const by = affectedBy(request.query, report.keyOf, now())
        const rows = await report.affected({ ...by, limit: MOST + 1 })
        const listed = rows.slice(0, MOST)
        const recipients = Map.groupBy(
          listed.flatMap(({ sender, receiver, referral }) =>
            [sender, receiver].map((member) => ({ member, referral })),
          ),
          ({ member }) => member,
        )
        const { member, from, to } = by
        return {
          ...{ member: member?.code ?? null, as: member?.as ?? null, from, to },
          cases: new Set(listed.map((row) => row.case)).size,
          referrals: listed.length,
          messages: listed.reduce((sum, { messages }) => sum + messages, 0),
          more: rows.length > MOST,
          recipients: [...recipients].map(([code, of]) => ({ member: code, referrals: of.length })),
          // An operator is told how many, not which.
          references: actorOf(request).role === 'dpo' ? listed : [],
        }
      },
    )
  }
}

/** A key counts for as long as it could be used: who broke it need not have used it where we saw. */
function affectedBy(
  { key, member, from, to }: BreachQuery,
  keyOf: ReportDeps['report']['keyOf'],
  now: Date,
): Omit<Affected, 'limit'> {
  const span = { from: from ?? new Date(0).toISOString(), to: to ?? now.toISOString() }
  if (key === undefined) {
    if (member === undefined && from === undefined)
      throw new Problem('QUERY_INVALID', 'Name a key, a member, or a time since when.', {
        errors: [{ pointer: '/key', reason: 'is missing, as are member and from' }],
      })
    return { ...span, ...(member !== undefined && { member: { code: member, as: 'either' as const } }) }
  }
  const known = keyOf(key)
  if (!known) throw new Problem('NOT_FOUND', 'The directory has no such key.')
  const usable = { from: seconds(known.nbf), to: seconds(known.naf) }
  return {
    member: { code: known.member, as: known.use === 'enc' ? 'recipient' : 'author' },
    from: span.from > usable.from ? span.from : usable.from,
    to: span.to < usable.to ? span.to : usable.to,
  }
}

const seconds = (since1970: number) => new Date(since1970 * 1_000).toISOString()

const texts = { type: 'array', items: { type: 'string' } } as const
const nullable = { type: 'string', nullable: true } as const
const listOf = (properties: object) => ({ type: 'array', items: { type: 'object', properties } }) as const
const text = { type: 'string' } as const

const reportSchema = {
  operationId: 'readPersonReport',
  summary: 'What was done with a person’s data, for the person',
  description:
    'What was said to whom, when, why, on which permission, in which sections, who read it here, what was decided, kept and erased. No content. With `Accept: text/html` a page to print.',
  tags: ['erasure'],
  params: caseParams,
  response: {
    200: {
      description: 'The report.',
      type: 'object',
      required: ['case', 'at', 'referrals'],
      properties: {
        case: text,
        at: text,
        referrals: listOf({
          ...{
            referral: text,
            caseRef: text,
            sender: text,
            receiver: text,
            purpose: text,
            status: text,
            since: text,
          },
          permissions: listOf({
            id: text,
            kind: text,
            givenBy: text,
            givenAt: text,
            validUntil: text,
            sections: texts,
          }),
          statements: listOf({
            ...{ time: text, type: text, from: text, to: text, by: text, sections: texts, sealedTo: texts },
            ...{ permission: nullable, receivedAt: nullable, counts: { type: 'boolean' } },
          }),
          decisions: listOf({ time: text, type: text, by: text }),
          readings: listOf({ kind: text, at: text, by: nullable, organisation: nullable, reason: nullable }),
          kept: listOf({ ground: text, until: text }),
          erased: { type: 'object', nullable: true, properties: { at: text, ground: text } },
        }),
      },
    },
    default: problemResponse,
  },
} as const

const count = { type: 'integer' } as const
const instant = {
  type: 'string',
  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?Z$',
  examples: ['2026-01-31T00:00:00Z'],
} as const

const breachSchema = {
  operationId: 'readBreachReport',
  summary: 'Which cases and members a breach concerns',
  description:
    'By a key (as long as it could be used), a member, a span of time, or the span within one of the others. Counts and references, no content; an operator gets the counts.',
  tags: ['erasure'],
  querystring: {
    type: 'object',
    additionalProperties: false,
    properties: {
      key: {
        type: 'string',
        pattern: '^[A-Za-z0-9_-]{1,64}$',
        description: 'The id of a key of the directory.',
      },
      member: { type: 'string', pattern: '^[A-Z]{2,8}$', examples: ['RO'] },
      from: { ...instant, description: 'What was said from then on.' },
      to: { ...instant, description: 'And before then; until now unless told.' },
    },
  },
  response: {
    200: {
      description: 'What is concerned.',
      type: 'object',
      properties: {
        ...{ member: nullable, as: nullable, from: text, to: text },
        ...{ cases: count, referrals: count, messages: count, more: { type: 'boolean' } },
        recipients: listOf({ member: text, referrals: count }),
        references: listOf({
          ...{ referral: text, case: text, caseRef: text, sender: text, receiver: text },
          ...{ messages: count, first: text, last: text, erased: { type: 'boolean' } },
        }),
      },
    },
    default: problemResponse,
  },
} as const
