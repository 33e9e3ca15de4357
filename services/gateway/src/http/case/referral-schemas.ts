/** What the routes that read referrals take and answer. */
import { codes } from '@onward/contract'
import { pageAnswer, pageQuery } from '../page.ts'
import { problemResponse } from '../problem.ts'
import { referralParams } from '../referral-params.ts'
import { openingKinds } from './openings.ts'

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

export const listSchema = {
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

export const oneSchema = {
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
        sealed: {
          type: 'array',
          description:
            'Sections that only their organisation can open, with `onward open` and its own key; with the content only. Hand this answer on to it.',
          items: {
            type: 'object',
            properties: {
              section: { type: 'string' },
              organisation: { type: 'string', description: 'Whose it is.' },
              kid: { type: 'string', description: 'The key of the organisation it is sealed to.' },
              jwe: { type: 'string', description: 'RFC 7516, compact.' },
              sequence: { type: 'integer', description: 'The number of the event that brought it.' },
            },
          },
        },
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
