/** A case as this member holds it: its referrals, to and from whomever, and who answers for it. Metadata only. */
import type { FastifyPluginAsync } from 'fastify'
import { caseStanding } from '../../case/standing.ts'
import type { CaseReferral } from '../../store/cases.ts'
import { staff } from '../carry-out.ts'
import { Problem, problemResponse } from '../problem.ts'
import type { LoadReferral } from '../readable.ts'
import { uuidPattern } from '../referral-params.ts'

export interface CaseDeps {
  readonly member: string
  readonly load: LoadReferral
  /** The oldest first; none for a case that is not here. */
  readonly referralsOfCase: (id: string) => Promise<readonly CaseReferral[]>
}

export function caseRoutes({ member, load, referralsOfCase }: CaseDeps): FastifyPluginAsync {
  return async (app) => {
    app.get<{ Params: { id: string } }>(
      '/v1/cases/:id',
      { config: { roles: staff }, schema },
      async ({ params: { id } }) => {
        const referrals = await referralsOfCase(id)
        if (referrals.length === 0) throw noCase()
        const standing = await caseStanding(referrals, load)
        return { id, ...standing, referrals: referrals.map((each) => shown(each, member)) }
      },
    )
  }
}

export function noCase(): Problem {
  return new Problem('CASE_NOT_FOUND', 'There is no such case here.')
}

function shown({ sender, receiver, case: _case, ...row }: CaseReferral, member: string) {
  const sent = sender === member
  return { ...row, direction: sent ? 'sent' : 'received', peer: sent ? receiver : sender }
}

export const caseParams = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'string', pattern: uuidPattern, description: 'The id of the case here.' } },
} as const

const schema = {
  operationId: 'readCase',
  summary: 'Read which referrals a case has, and who answers for it',
  description: 'The id of a case stays here: no other member is ever told it.',
  tags: ['cases'],
  params: caseParams,
  response: {
    200: {
      description: 'The case.',
      type: 'object',
      required: ['id', 'responsible', 'carriedBy', 'referrals'],
      properties: {
        id: { type: 'string' },
        responsible: {
          type: 'object',
          nullable: true,
          description: 'Who answers for the case; null while that cannot be told.',
          properties: { member: { type: 'string' }, organisation: { type: 'string' } },
        },
        carriedBy: {
          type: 'array',
          items: { type: 'string' },
          description:
            'The open referrals that move responsibility. More than one only after two cases were joined: end one.',
        },
        referrals: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              id: { type: 'string' },
              direction: { type: 'string', enum: ['sent', 'received'] },
              peer: { type: 'string' },
              caseRef: { type: 'string' },
              purpose: { type: 'string' },
              urgency: { type: 'string' },
              status: { type: 'string' },
              open: { type: 'boolean', description: 'Something is still to be done.' },
              transfers: { type: 'boolean', description: 'It is to move responsibility.' },
              version: { type: 'integer' },
              createdAt: { type: 'string' },
              updatedAt: { type: 'string' },
              erased: { type: 'boolean', description: 'Its content is gone; timeline and evidence remain.' },
            },
          },
        },
      },
    },
    default: problemResponse,
  },
} as const
