/** RFC 9457: what a caller is told when a request ends otherwise than it hoped. Only this file knows status numbers. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Refused } from '../submit.ts'

/** Every code with its status and title. A code is public: add, never rename or reuse. */
const problems = {
  NOT_JSON: [400, 'The body is not JSON as this API reads it'],
  QUERY_INVALID: [400, 'A query parameter is wrong'],
  HEADER_INVALID: [400, 'A header is wrong'],
  CURSOR_INVALID: [400, 'The cursor is not one of ours'],
  IDEMPOTENCY_KEY_REQUIRED: [400, 'The header Idempotency-Key is missing'],
  BAD_REQUEST: [400, 'The request cannot be read'],
  TOKEN_MISSING: [401, 'A token is needed'],
  TOKEN_INVALID: [401, 'The token is not valid here'],
  FORBIDDEN: [403, 'This role may not do this'],
  STEP_UP_REQUIRED: [403, 'You must prove again who you are'],
  ROLE: [403, 'This role may not do this'],
  NOT_YOUR_PEN: [403, 'The other side writes this'],
  NOT_FOUND: [404, 'There is nothing here'],
  VERSION_CONFLICT: [409, 'The referral has changed'],
  IDEMPOTENCY_RUNNING: [409, 'The same request is still running'],
  NOT_IN_THIS_STATE: [409, 'This cannot be done in the present state'],
  RULE: [409, 'A rule does not allow this'],
  FOUR_EYES: [409, 'A second worker has to confirm this'],
  BREAK_GLASS_ENDED: [409, 'It ended before anybody confirmed it'],
  LINK_NOT_POSSIBLE: [409, 'This organisation cannot answer by a link'],
  LINK_CLOSED: [410, 'This link can no longer be used'],
  LINK_CODE_WRONG: [403, 'The code is not right'],
  FORM_INVALID: [422, 'Something on the form is missing or wrong'],
  FORM_FOREIGN: [403, 'This form was not sent from its own page'],
  NO_ORGANISATION_KEY: [409, 'The organisation has no key to sign with'],
  ORGANISATION_UNKNOWN: [422, 'The other member has no such organisation'],
  NO_SEALING_KEY: [409, 'The organisation has no key to seal to'],
  SEALING_KEY_EXPIRED: [409, 'The key of the organisation is not valid now'],
  SEALING_KEY_REVOKED: [409, 'The key of the organisation was revoked'],
  NO_ENCRYPTION_KEY: [409, 'The other member has no valid key'],
  MEMBER_SUSPENDED: [409, 'The lanes of this member are closed'],
  ERASURE_ASKED: [409, 'Its erasure has been asked for'],
  REJECTED_FINAL: [409, 'This message was rejected for good'],
  ERASED: [410, 'The content has been erased'],
  PRECONDITION_FAILED: [412, 'The referral has changed since you saw it'],
  BODY_TOO_LARGE: [413, 'The body is too large'],
  EVENT_TOO_LARGE: [413, 'The event is too large for the lane'],
  MEDIA_TYPE: [415, 'The body must be application/json'],
  SCHEMA_INVALID: [422, 'Some fields are wrong'],
  CASE_NOT_FOUND: [404, 'There is no such case here'],
  HTCDS_UNREADABLE: [422, 'This is no HTCDS record as it is read here'],
  NO_LANE: [422, 'There is no agreement with this member'],
  IDEMPOTENCY_CONFLICT: [422, 'This Idempotency-Key was used for another request'],
  RATE_LIMITED: [429, 'Too many requests'],
  INQUIRY_LIMIT: [429, 'Too many inquiries in a day'],
  WITNESS_REQUEST: [400, 'The request to the witness cannot be taken'],
  WITNESS_SIGNATURE: [403, 'The log has not signed this'],
  WITNESS_ORIGIN: [404, 'The log is not known here'],
  WITNESS_PROOF: [422, 'The log has not only grown'],
  INTERNAL: [500, 'Something went wrong here'],
  DATABASE_UNAVAILABLE: [503, 'The database cannot be reached'],
  DIRECTORY_ENDED: [503, 'The directory is too old to send by'],
  NO_GATEWAY_KEY: [503, 'No key of this gateway may sign now'],
  LANE_BEHIND: [503, 'This gateway was restored, and a lane needs a new epoch'],
  LANE_UNKNOWN: [503, 'This gateway was restored, and a receiver has not told how far its lane is'],
  LOG_BEHIND: [503, 'This gateway was restored and may sign nothing'],
  LOG_FORKED: [503, 'The audit log is not the one that was signed'],
  LOG_REPLACED: [503, 'The directory names another log: start this gateway again'],
  LAST_CHECKPOINT_UNKNOWN: [503, 'The last checkpoint is not known yet'],
  NO_CHECKPOINT: [503, 'The audit log has no checkpoint yet'],
} as const satisfies Record<string, readonly [status: number, title: string]>

export type ProblemCode = keyof typeof problems

/** One field that is wrong. It never repeats the value, which may be personal. */
export interface FieldFault {
  /** RFC 6901, into the body, or `/name` of a query parameter or header. */
  readonly pointer: string
  readonly reason: string
  readonly remedy?: string | undefined
}

interface ProblemFacts {
  readonly remedy?: string | undefined
  readonly rule?: string | undefined
  readonly requirements?: readonly string[] | undefined
  readonly law?: readonly string[] | undefined
  readonly errors?: readonly FieldFault[]
  /** Seconds. */
  readonly retryAfter?: number
  /** Stays in the log. */
  readonly cause?: unknown
}

/** Ends a request. `detail` and `remedy` are for a person: which field, why, and what to do. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: string
  readonly facts: ProblemFacts

  constructor(code: ProblemCode | Refused['code'], detail: string, facts: ProblemFacts = {}) {
    super(detail, { cause: facts.cause })
    this.code = code
    this.facts = facts
  }
}

/**
 * A command's refusal as a problem.
 *
 * @param at.data where the command's data stands in the body, since a refusal points into the data
 * @param at.conditional true when If-Match was given: then a changed version is a failed precondition
 */
export function refusal(
  refused: Refused,
  at: { readonly data: string; readonly conditional: boolean },
): Problem {
  const { code, reason, remedy, rule, requirements, law, pointer } = refused
  const told = code === 'VERSION_CONFLICT' && at.conditional ? 'PRECONDITION_FAILED' : code
  // What is to be sealed stands beside the data.
  const prefix = pointer?.startsWith('/seal/') ? '' : at.data
  const errors = pointer === undefined ? [] : [{ pointer: `${prefix}${pointer}`, reason, remedy }]
  return new Problem(told, reason, { remedy, rule, requirements, law, errors })
}

/** Answers with a problem and returns its status. A 5xx carries the request id and nothing else. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  { code, message, facts }: Problem,
): number {
  // A refusal of a later version of the rules is still a refusal.
  const [status, title] = shownAs(code)
  const retryAfter = facts.retryAfter ?? (status === 503 ? 5 : undefined)
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter))
  if (status === 401)
    reply.header(
      'www-authenticate',
      `Bearer realm="onward"${code === 'TOKEN_INVALID' ? ', error="invalid_token"' : ''}`,
    )
  const known = {
    type: `https://onward.example/problems/${code}`,
    title,
    status,
    code,
    instance: `urn:uuid:${request.id}`,
  }
  const { remedy, rule, requirements, law, errors = [] } = facts
  const told =
    status >= 500
      ? known
      : {
          ...known,
          detail: message,
          remedy,
          rule,
          requirements,
          law,
          errors: errors.length > 0 ? errors.slice(0, MOST_ERRORS) : undefined,
        }
  request.problem = code
  reply.code(status).type('application/problem+json').send(told)
  return status
}

/** What any error of the server itself is called: the parser's, the router's, and all that nobody expected. */
export function problemFrom(error: unknown): Problem {
  if (error instanceof Problem) return error
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : 500
  switch (status) {
    case 400:
      return new Problem('BAD_REQUEST', 'The request line, a header or the length of the body is wrong.')
    case 413:
      return new Problem('BODY_TOO_LARGE', 'The body has more than 32 KiB.', {
        remedy: 'Shorten the longest fields.',
      })
    case 415:
      return new Problem('MEDIA_TYPE', 'This type of body is not read here.', {
        remedy: 'Send Content-Type: application/json.',
      })
    default:
      return new Problem('INTERNAL', 'unexpected', { cause: error })
  }
}

/** The status and the title of a code, for pages; the same as in JSON. */
export function shownAs(code: string): readonly [status: number, title: string] {
  return isProblemCode(code) ? problems[code] : [409, 'The command was refused']
}

/** How a problem looks, for the documentation and for the serialiser. */
export const problemSchema = {
  $id: 'Problem',
  title: 'Problem',
  description: 'Why a request was not carried out (RFC 9457). A 5xx carries the request id and nothing else.',
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'instance'],
  properties: {
    type: { type: 'string', description: 'A URI that ends in the code.' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable: act on this, not on the words.' },
    instance: { type: 'string', description: 'The request id, to be told when asking for help.' },
    detail: { type: 'string' },
    remedy: { type: 'string', description: 'What to do about it.' },
    rule: {
      type: 'string',
      description: 'The named rule that does not hold; GET /v1/rules tells all of them.',
    },
    requirements: {
      type: 'array',
      items: { type: 'string' },
      description: 'The numbers of what it holds, in docs/requirements.md.',
    },
    law: {
      type: 'array',
      items: { type: 'string' },
      description: 'The law or practice behind it, in words.',
    },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'reason'],
        properties: {
          pointer: { type: 'string', description: 'JSON Pointer to the field.' },
          reason: { type: 'string' },
          remedy: { type: 'string' },
        },
      },
    },
  },
} as const

/** The answer of every route but the good one. */
export const problemResponse = {
  description: 'A problem',
  content: { 'application/problem+json': { schema: { $ref: 'Problem#' } } },
} as const

const MOST_ERRORS = 50

function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problems, code)
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The code of the problem that ended this request, for the log line. */
    problem: string | undefined
  }
}
