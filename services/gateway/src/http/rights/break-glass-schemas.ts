/** How the routes of broken glass look, for their documentation and their checks. */
import { glassReasons } from '../../rights/break-glass.ts'
import { pageAnswer, pageQuery } from '../page.ts'
import { problemResponse } from '../problem.ts'
import { referralParams, uuidPattern } from '../referral-params.ts'
import { postHeaders } from '../request-headers.ts'

const text = (description: string) => ({ type: 'string', description }) as const

const who = {
  actor: text('The pseudonymous staff id.'),
  role: { type: 'string' },
  organisation: { type: 'string' },
} as const

const grant = {
  type: 'object',
  required: ['grant', 'referral', 'reason', 'at', 'state', 'confirmBefore', 'endsAt', 'review'],
  properties: {
    grant: text('Its id, which the leaves of what was read by it name.'),
    referral: { type: 'string' },
    reason: { type: 'string', enum: glassReasons },
    at: { type: 'string' },
    openedBy: { type: 'object', properties: who },
    state: {
      type: 'string',
      enum: ['waiting', 'confirmed', 'unconfirmed', 'ended'],
      description: 'It is read by while it waits, and once it is confirmed until its end.',
    },
    confirmBefore: text('15 minutes after it was broken; then it ends unless it is confirmed.'),
    endsAt: text('60 minutes after it was broken.'),
    confirmed: { type: 'object', nullable: true, properties: { ...who, at: { type: 'string' } } },
    review: {
      type: 'object',
      required: ['dueAt', 'state'],
      properties: {
        dueAt: text('72 hours after it was broken.'),
        state: { type: 'string', enum: ['due', 'overdue', 'done'] },
        ...who,
        at: { type: 'string' },
        finding: { type: 'string' },
      },
    },
    otherMember: {
      type: 'object',
      nullable: true,
      description: 'The event by which it was told, or the code for which it was not; null until then.',
      properties: {
        event: { type: 'string', nullable: true },
        code: { type: 'string', nullable: true },
      },
    },
    text: { type: 'string', nullable: true, description: 'What the caseworker wrote; null once erased.' },
  },
} as const

const oneGrant = {
  type: 'object',
  required: ['id', 'grant'],
  properties: {
    ...referralParams.properties,
    grant: { type: 'string', pattern: uuidPattern, description: 'The id of the grant.' },
  },
} as const

const responses = (status: 200 | 201, description: string) =>
  ({ [status]: { ...grant, description }, default: problemResponse }) as const

export const openSchema = {
  operationId: 'breakGlass',
  summary: 'Read a referral that is not yours to read, because it cannot wait',
  description:
    'For reading only, for 60 minutes, and for you alone. A second person confirms it within 15 minutes, or it ends. The other member and your data-protection officer are told, and it is reviewed within 72 hours. Needs a token of a sign-in that is at most five minutes old (`auth_time`) with `acr` `phr` or `phrh`.',
  tags: ['audit'],
  params: referralParams,
  headers: postHeaders,
  body: {
    type: 'object',
    additionalProperties: false,
    required: ['reason', 'text'],
    properties: {
      reason: { type: 'string', enum: glassReasons, description: 'Why it cannot wait.' },
      text: {
        type: 'string',
        minLength: 20,
        maxLength: 500,
        description: 'What happened, for who reviews it. It is kept sealed, with the referral.',
      },
    },
  },
  response: responses(201, 'Open. Read the referral now.'),
} as const

export const confirmSchema = {
  operationId: 'confirmBreakGlass',
  summary: 'Confirm, as a second person, that it could not wait',
  description: 'Within 15 minutes. Needs a fresh sign-in, as breaking the glass does.',
  tags: ['audit'],
  params: oneGrant,
  headers: postHeaders,
  response: responses(200, 'Confirmed. It ends 60 minutes after it was broken.'),
} as const

export const reviewSchema = {
  operationId: 'reviewBreakGlass',
  summary: 'Say, as somebody who had no part in it, whether it was justified',
  tags: ['audit'],
  params: oneGrant,
  headers: postHeaders,
  body: {
    type: 'object',
    additionalProperties: false,
    required: ['finding'],
    properties: { finding: { type: 'string', enum: ['justified', 'notJustified'] } },
  },
  response: responses(200, 'Reviewed.'),
} as const

export const glassSchema = {
  operationId: 'readBreakGlass',
  summary: 'Read why the glass was broken',
  tags: ['audit'],
  params: oneGrant,
  response: responses(200, 'With the words of who broke it. Reading them is in the audit log.'),
} as const

export const listSchema = {
  operationId: 'listBreakGlass',
  summary: 'Whoever read what was not theirs to read, the newest first',
  tags: ['audit'],
  querystring: { type: 'object', additionalProperties: false, properties: pageQuery },
  response: { 200: pageAnswer('grants', grant), default: problemResponse },
} as const
