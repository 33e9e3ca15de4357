/** With what two members may begin: one path for each verb that opens. Its body is the data of the verb's event. */
import { type Body, moves, type Verb } from '@onward/referral'
import type { FastifyPluginAsync } from 'fastify'
import { type CommandDeps, carryOut, done, staff } from '../carry-out.ts'
import { problemResponse } from '../problem.ts'
import { receiptWait } from '../receipt-wait.ts'
import { uuidPattern } from '../referral-params.ts'
import { contractBody, contractBodyWith } from '../request-check.ts'
import { commandHeaders } from '../request-headers.ts'
import { type SealBody, sealBody, sealingVerbs } from '../seal-body.ts'
import { type InquiryLimitDeps, inquiryLimit } from './inquiry-limit.ts'
import { type LocalBody, localBody, recordsOf } from './local-body.ts'

export interface Opening {
  readonly path: string
  readonly verb: Verb
  /** What a referral that begins so is called in the filter of the list. */
  readonly kind: 'referral' | 'inquiry' | 'alert' | 'notice'
  /** What it is about; only what is about a person belongs to a case. */
  readonly about: 'person' | 'gateway'
  readonly operationId: string
  readonly summary: string
}

// biome-ignore format: a table is read as a table
export const openings: readonly Opening[] = [
  { path: '/v1/referrals', verb: 'submit', kind: 'referral', about: 'person', operationId: 'submitReferral', summary: 'Offer a case to another member' },
  { path: '/v1/inquiries', verb: 'inquire', kind: 'inquiry', about: 'person', operationId: 'askInquiry', summary: 'Ask whether there is a place, before any name is said' },
  { path: '/v1/alerts', verb: 'raiseAlert', kind: 'alert', about: 'person', operationId: 'raiseAlert', summary: 'Alert another member to somebody who may be a victim there' },
  { path: '/v1/child-notifications', verb: 'notifyChild', kind: 'notice', about: 'person', operationId: 'notifyChild', summary: 'Tell a child-protection authority that a child was found' },
  { path: '/v1/identifications', verb: 'reportIdentification', kind: 'notice', about: 'person', operationId: 'reportIdentification', summary: 'Tell the country of exploitation that a person was identified after leaving it' },
  { path: '/v1/services', verb: 'publishServices', kind: 'notice', about: 'gateway', operationId: 'publishServices', summary: 'Tell another member which services there are here' },
  { path: '/v1/outages', verb: 'announceOutage', kind: 'notice', about: 'gateway', operationId: 'announceOutage', summary: 'Tell another member that this gateway is, or will be, out of service' },
]

/** The kinds that the list can be narrowed to. */
export const openingKinds = ['referral', 'inquiry', 'alert', 'notice'] as const

/** The types of event that open this kind. */
export function openingTypes(kind: Opening['kind']): readonly string[] {
  return openings.filter((opening) => opening.kind === kind).map(({ verb }) => moves[verb].type)
}

export interface OpeningDeps extends CommandDeps, InquiryLimitDeps {}

interface OpeningRequest {
  readonly Querystring: { readonly case?: string }
  readonly Body: { readonly local?: LocalBody; readonly seal?: SealBody; readonly to?: Body }
}

export function openingRoutes(given: OpeningDeps): FastifyPluginAsync {
  const { submit, receiptOf, once, now } = given
  return async (app) => {
    const deps = { submit, once, receipt: receiptWait(app, receiptOf) }
    const counted = inquiryLimit(given)
    for (const opening of openings) {
      const { path, verb } = opening
      app.post<OpeningRequest>(
        path,
        {
          config: { roles: staff },
          schema: schemaOfOpening(opening),
          // What is not even a question is not counted.
          ...(verb === 'inquire' && { preHandler: counted }),
        },
        async (request, reply) => {
          // What is known here is taken off first: what is left is what the event says.
          const { local = {}, seal, ...data } = request.body
          return carryOut(deps, request, reply, {
            verb,
            data,
            seal,
            local: recordsOf(local, { now: now(), at: (part) => `/local/${part}`, to: data.to }),
            localCase: request.query.case,
            path,
          })
        },
      )
    }
  }
}

const ownCase = {
  case: {
    type: 'string',
    pattern: uuidPattern,
    description:
      'The case here that it belongs to. Without it, the case of `previousReferral`, or else a new one. It is never told to another member.',
  },
} as const

function schemaOfOpening({ verb, about, operationId, summary }: Opening) {
  const { type } = moves[verb]
  return {
    operationId,
    summary,
    description: `Records it, signs and encrypts it, and sends it. The body is the data of \`${type}\`. What it begins is read and continued under \`/v1/referrals/{id}\`.${about === 'person' ? ' `local` is kept here and never sent.' : ''}`,
    tags: ['openings'],
    querystring: {
      type: 'object',
      additionalProperties: false,
      properties: about === 'person' ? ownCase : {},
    },
    headers: commandHeaders,
    body: about === 'person' ? contractBodyWith(type, ownMembers(verb)) : contractBody(type),
    response: { 201: done, default: problemResponse },
  } as const
}

/** What stands beside the data: what is kept here, and with an offer what is to be sealed. */
function ownMembers(verb: Verb) {
  return { local: localBody, ...(sealingVerbs.includes(verb) && { seal: sealBody }) }
}
