/** What is due, for whom, and how far silence has been made visible: metadata, never content. */
import { clocks, type DeadlineName } from '@onward/referral'
import type { FastifyPluginAsync } from 'fastify'
import type { Actor } from '../../actor.ts'
import type { DeadlineFilter, ListedDeadline } from '../../store/deadlines.ts'
import { organisationOf, personOf } from '../../time/due.ts'
import { actorOf } from '../access.ts'
import { limitOf, type PageQuery, page, pageAnswer, pageQuery, readCursor } from '../page.ts'
import { problemResponse } from '../problem.ts'
import { uuidPattern } from '../referral-params.ts'

export interface DeadlineDeps {
  readonly now: () => Date
  /** In order of time; what stands still comes last. */
  readonly deadlines: (filter: DeadlineFilter) => Promise<readonly ListedDeadline[]>
}

export function deadlineRoutes({ now, deadlines }: DeadlineDeps): FastifyPluginAsync {
  return async (app) => {
    const config = { roles: ['caseworker', 'focal-point', 'auditor'] } as const
    app.get<{ Querystring: ListQuery }>('/v1/deadlines', { config, schema }, async (request, reply) => {
      const { query } = request
      const actor = actorOf(request)
      const rows = await deadlines({
        concern: concernOf(query.whose ?? (actor.role === 'auditor' ? 'all' : 'organisation'), actor),
        state: query.state,
        party: query.party,
        referral: query.referral,
        now: now().toISOString(),
        after: positionIn(query),
        limit: limitOf(query) + 1,
      })
      const listed = page(reply, rows, {
        query,
        path: '/v1/deadlines',
        after: (last) => [last.due ?? STANDS_STILL, last.referral, last.id],
      })
      return { deadlines: listed.rows.map((row) => ({ ...row, what: whatIs(row.name) })), next: listed.next }
    })
  }
}

interface ListQuery extends PageQuery {
  readonly whose?: 'mine' | 'organisation' | 'all'
  readonly state?: ListedDeadline['state']
  readonly party?: string
  readonly referral?: string
}

/** What PostgreSQL calls the time that is after every other. */
const STANDS_STILL = 'infinity'
const TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z|infinity)$/
const UUID = new RegExp(uuidPattern)
const ID = /^[\w:.-]{1,128}$/

function positionIn({ cursor }: PageQuery): DeadlineFilter['after'] {
  if (cursor === undefined) return undefined
  const [due = '', referral = '', id = ''] = readCursor(cursor, [TIME, UUID, ID])
  return { due, referral, id }
}

function concernOf(whose: NonNullable<ListQuery['whose']>, actor: Actor): string | undefined {
  switch (whose) {
    case 'mine':
      return personOf(actor.member, actor)
    case 'organisation':
      return organisationOf(actor.member, actor.organisation)
    case 'all':
      return undefined
    default:
      return whose satisfies never
  }
}

/** In plain words; a name that this version does not know any more stands for itself. */
function whatIs(name: string): string {
  return Object.hasOwn(clocks, name) ? clocks[name as DeadlineName].what : name // sound: it is a key of the table
}

const time = { type: 'string', format: 'date-time' } as const

const row = {
  type: 'object',
  properties: {
    referral: { type: 'string' },
    caseRef: { type: 'string' },
    id: { type: 'string', description: 'The name, and what tells it from others of that name.' },
    name: { type: 'string', examples: ['acknowledge'] },
    what: { type: 'string', description: 'What is waited for, in plain words.' },
    owedBy: { type: 'string', description: 'The member that must act.', examples: ['RO'] },
    since: time,
    due: { ...time, nullable: true, description: 'null while it stands still.' },
    pausedSince: { ...time, nullable: true, description: 'Since when it stands still, if it does.' },
    state: { type: 'string', enum: ['running', 'paused', 'overdue'] },
    stages: {
      type: 'array',
      description: 'What has been made of the silence so far.',
      items: {
        type: 'object',
        properties: {
          stage: { type: 'string', enum: ['reminder', 'escalation', 'overdue'] },
          at: { ...time, description: 'When it came.' },
          firedAt: { ...time, description: 'When this gateway noted it.' },
        },
      },
    },
    escalatedTo: {
      type: 'string',
      nullable: true,
      description:
        'Who should look at it now: who stands in here, or the next recipient that the person agreed to. Advice: nothing has been sent there.',
    },
  },
} as const

const schema = {
  operationId: 'listDeadlines',
  summary: 'What is due: overdue first, then soonest',
  description: 'Metadata only, never content. Silence is never taken for an answer.',
  tags: ['referrals'],
  querystring: {
    type: 'object',
    additionalProperties: false,
    properties: {
      whose: {
        type: 'string',
        enum: ['mine', 'organisation', 'all'],
        description:
          '`mine`: those I offered or answer for. `organisation`: those my organisation is a party of; unless told, and for auditors `all`.',
      },
      state: {
        type: 'string',
        enum: ['running', 'paused', 'overdue'],
        description: 'Only those in this state.',
      },
      party: {
        type: 'string',
        pattern: '^[A-Z]{2,8}$',
        description: 'Only those of referrals from or to this member.',
        examples: ['RO'],
      },
      referral: {
        type: 'string',
        pattern: uuidPattern,
        description: 'Only those of this referral.',
      },
      ...pageQuery,
    },
  },
  response: {
    200: pageAnswer('deadlines', row),
    default: problemResponse,
  },
} as const
