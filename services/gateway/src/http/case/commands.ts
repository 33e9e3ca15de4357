/** Says something about a referral that exists. Parses and replies. */
import { isVerb } from '@onward/referral'
import type { FastifyPluginAsync } from 'fastify'
import { type CommandDeps, carryOut, done, staff } from '../carry-out.ts'
import { problemResponse } from '../problem.ts'
import { receiptWait } from '../receipt-wait.ts'
import { referralParams } from '../referral-params.ts'
import { contractBodyWith } from '../request-check.ts'
import { commandHeaders } from '../request-headers.ts'
import { type SealBody, sealBody, sealWith } from '../seal-body.ts'

export function commandRoutes({ submit, receiptOf, once }: CommandDeps): FastifyPluginAsync {
  return async (app) => {
    const deps = { submit, once, receipt: receiptWait(app, receiptOf) }
    app.post<CommandRequest>(
      '/v1/referrals/:id/commands',
      { config: { roles: staff }, schema: commandSchema },
      async (request, reply) => {
        const { params, body } = request
        if (!isVerb(body.verb)) throw new Error('the schema let an unknown verb pass')
        const path = `/v1/referrals/${params.id}/commands`
        return await carryOut(deps, request, reply, {
          verb: body.verb,
          data: body.data,
          seal: sealWith(body.verb, body.seal),
          referral: params.id,
          path,
        })
      },
    )
  }
}

interface CommandRequest {
  readonly Params: { readonly id: string }
  readonly Body: { readonly verb: string; readonly data: unknown; readonly seal?: SealBody }
}

const commandSchema = {
  operationId: 'commandReferral',
  summary: 'Say something about a referral',
  description:
    'Amend, acknowledge, accept, plan a journey, confirm an arrival, hand over, … `nextActions` of the referral lists what is open to you.',
  tags: ['referrals'],
  params: referralParams,
  headers: commandHeaders,
  body: contractBodyWith('command', { seal: sealBody }),
  response: { 201: done, default: problemResponse },
} as const
