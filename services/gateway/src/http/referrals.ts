/** Reading referrals: the list, without content, and one with its content. */
import { codes, type SchemaDocument, schemaDocuments, schemaOf } from '@onward/contract'
import { moves, type NextAction, nextActions, responsible, status } from '@onward/referral'
import type { FastifyPluginAsync } from 'fastify'
import type { NoteAccesses } from '../accesses.ts'
import { type Answer, answersOf, type Hosts } from '../answers.ts'
import type { Reach } from '../reading.ts'
import type { ReferralFilter, ReferralView } from '../store/referrals.ts'
import { actorOf } from './access.ts'
import { staff } from './carry-out.ts'
import { type Opening, openingKinds, openingTypes } from './openings.ts'
import { limitOf, type PageQuery, page, pageAnswer, pageQuery, readCursor } from './page.ts'
import { problemResponse } from './problem.ts'
import { type LoadReferral, noteReading, type OpenGrant, readableThroughGlass } from './readable.ts'
import { referralParams, uuidPattern } from './referral-params.ts'
import { etag } from './request-headers.ts'
import { listFor } from './seats.ts'

export interface ReferralDeps {
  readonly member: string
  readonly now: () => Date
  readonly list: (filter: ReferralFilter) => Promise<readonly ReferralView[]>
  readonly load: LoadReferral
  readonly noteAccesses: NoteAccesses
  readonly openGrant: OpenGrant
  readonly directory: () => Hosts
}

export function referralRoutes(deps: ReferralDeps): FastifyPluginAsync {
  const { member, now, list, load, noteAccesses, openGrant, directory } = deps
  return async (app) => {
    const forLists = { roles: ['caseworker', 'focal-point', 'dpo', 'auditor'] } as const
    app.get<{ Querystring: ListQuery }>(
      '/v1/referrals',
      { config: forLists, schema: listSchema },
      async (request, reply) => {
        const { query } = request
        const { status, urgency, party, purpose, kind } = query
        const rows = await listFor(
          request,
          { list, load },
          {
            status,
            urgency,
            party,
            purpose,
            openedWith: kind && openingTypes(kind),
            before: positionIn(query),
            limit: limitOf(query) + 1,
          },
        )
        const { rows: referrals, next } = page(reply, rows, {
          query,
          path: '/v1/referrals',
          after: (last) => [last.updatedAt, last.id],
        })
        return { referrals, next }
      },
    )

    const forContent = { roles: staff } as const
    app.get<{ Params: { id: string } }>(
      '/v1/referrals/:id',
      { config: forContent, schema: oneSchema },
      async (request, reply) => {
        const found = await readableThroughGlass({ load, openGrant }, request, request.params.id)
        const { known, referral, reading } = found
        const { role } = actorOf(request)
        const who = {
          member,
          role: role === 'focal-point' ? role : ('caseworker' as const),
          now: now().toISOString(),
        }
        reply.header('etag', etag(known.version))
        const { id, localCase, version, sender, receiver } = known
        const { caseRef, purpose, heads } = referral
        const { reach, facets, sections, outside } = reading
        const derived = {
          status: status(referral),
          responsible: responsible(referral),
          answers: answersOf(referral, known.history, directory()).map(within(reach)),
          nextActions: nextActions(referral, who).map(toOffer),
        }
        const about = { id, case: localCase, version, sender, receiver, caseRef, purpose }
        if (reach !== 'metadata')
          await noteReading(noteAccesses, request, found, {
            sections: reach === 'content' ? 'content' : Object.keys(sections),
          })
        return { ...about, ...derived, reading: reach, grant: found.grant, facets, sections, outside, heads }
      },
    )
  }
}

/** Without content: what was answered, when and how, and not by whom. */
const within = (reach: Reach) => (given: Answer) => {
  const { answer, kind, at } = given
  return reach === 'content' ? given : { answer, kind, at }
}

/** An action as it is offered to a person: what it does, and where the schema of its data is. */
function toOffer({ verb, type }: NextAction) {
  const { uri } = schemaOf(type)
  return { verb, type, about: moves[verb].about, schema: uri, title: titles.get(uri) }
}

const titles = new Map(schemaDocuments.map((document) => [String(document.$id), titleOf(document)]))

function titleOf(document: SchemaDocument): string {
  return 'title' in document ? String(document.title) : document.$id
}

interface ListQuery extends PageQuery {
  readonly status?: string
  readonly urgency?: string
  readonly party?: string
  readonly purpose?: string
  readonly kind?: Opening['kind']
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
    case: { type: 'string', description: 'The case here that it belongs to.' },
    sender: { type: 'string' },
    receiver: { type: 'string' },
    purpose: { type: 'string' },
    urgency: { type: 'string' },
    status: { type: 'string' },
    version: { type: 'integer' },
    createdAt: { type: 'string' },
    updatedAt: { type: 'string' },
    erased: { type: 'boolean', description: 'Its content is gone; timeline and evidence remain.' },
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
      purpose: { type: 'string', enum: codes.Purpose, description: 'Only those for this purpose.' },
      kind: {
        type: 'string',
        enum: openingKinds,
        description: 'Only what was begun as an offer, an inquiry, an alert, or a notice of another kind.',
      },
      ...pageQuery,
    },
  },
  response: {
    200: pageAnswer('referrals', view),
    default: problemResponse,
  },
} as const

const open = (description: string) => ({ type: 'object', additionalProperties: true, description }) as const

const nextAction = {
  type: 'object',
  properties: {
    verb: { type: 'string' },
    type: { type: 'string', description: 'The type of the event that it makes.' },
    about: {
      type: 'string',
      enum: ['content', 'record', 'fact'],
      description:
        'What needs the content; a step that needs none; or what has already happened, which is never refused.',
    },
    schema: { type: 'string', description: 'The $id of the schema of its data; see /v1/schemas.' },
    title: { type: 'string', description: 'The title of that schema.' },
  },
} as const

const answerGiven = {
  type: 'object',
  required: ['answer', 'kind', 'at'],
  properties: {
    answer: { type: 'string', examples: ['accepted'] },
    kind: { type: 'string', enum: ['gateway', 'hosted', 'link', 'attested'] },
    organisation: { type: 'string' },
    by: { type: 'string', description: 'The id or post of who answered.' },
    at: { type: 'string' },
    channel: { type: 'string', description: 'Of an attested answer: how it came.' },
    attestedBy: {
      type: 'array',
      items: { type: 'string' },
      description: 'The two workers who stand for it.',
    },
  },
} as const

const oneSchema = {
  operationId: 'readReferral',
  summary: 'Read one referral, with as much of its content as is yours to read',
  description:
    'Focal points and the offering organisation read what was sent, at the receiver the organisations that the permission names. Who only provides a service reads what that takes. All others of the member read where it stands.',
  tags: ['referrals'],
  params: referralParams,
  response: {
    200: {
      description: 'The referral as both sides see it.',
      headers: { etag: { type: 'string', description: 'Its version, for If-Match.' } },
      type: 'object',
      required: ['id', 'version', 'status', 'reading', 'facets', 'sections'],
      properties: {
        id: { type: 'string' },
        case: { type: 'string', description: 'The case here that it belongs to.' },
        version: { type: 'integer' },
        sender: { type: 'string' },
        receiver: { type: 'string' },
        caseRef: { type: 'string' },
        purpose: { type: 'string' },
        status: { type: 'string', description: 'The whole in one word; derived.' },
        responsible: open('Who answers for the case.'),
        answers: {
          type: 'array',
          description:
            'What the receiver has answered, and how: signed at its gateway, by a hosted organisation, or through a link; or attested by the sender, which is never its signed word.',
          items: answerGiven,
        },
        nextActions: {
          type: 'array',
          description: 'What you may do now; send it to /commands, and an attested answer to /attestations.',
          items: nextAction,
        },
        reading: {
          type: 'string',
          enum: ['content', 'service', 'metadata'],
          description:
            'How much of it you read: all content; what providing a service takes; or only where it stands.',
        },
        grant: { type: 'string', description: 'The broken glass that you read it through.' },
        facets: open('The parts of its state, each with one writer. Without content, their states only.'),
        sections: open('The content that you read: the latest text of each section.'),
        outside: {
          type: 'array',
          description:
            'What happened though a plan for it would have been refused, the rules by their names; with the content only. Say what was done about it with `actOnIncident` and its `incident`.',
          items: {
            type: 'object',
            properties: {
              incident: { type: 'string' },
              type: { type: 'string', description: 'The type of the event that told it.' },
              side: { type: 'string', enum: ['sender', 'receiver'], description: 'Who told it.' },
              sequence: { type: 'integer' },
              at: { type: 'string' },
              rules: { type: 'array', items: { type: 'string' } },
            },
          },
        },
        heads: open('The last event of each party.'),
      },
    },
    default: problemResponse,
  },
} as const
