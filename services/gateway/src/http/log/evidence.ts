/** What proves a referral's messages to somebody who trusts neither side: one file, checked by `onward verify`. */
import type { FastifyPluginAsync } from 'fastify'
import type { EvidenceContent } from '../../log/evidence.ts'
import { contractAnswer } from '../documented-schemas.ts'
import { Problem, problemResponse } from '../problem.ts'
import { type LoadReferral, notYours, readable } from '../readable.ts'
import { referralParams } from '../referral-params.ts'

export interface EvidenceRouteDeps {
  readonly load: LoadReferral
  readonly isKnown: (referral: string) => Promise<boolean>
  /** The bundle of a referral that is known here, exactly as it is signed; undefined while no key may sign it. */
  readonly evidence: (referral: string, content: EvidenceContent) => Promise<Uint8Array | undefined>
}

export function evidenceRoutes({ load, isKnown, evidence }: EvidenceRouteDeps): FastifyPluginAsync {
  return async (app) => {
    const config = { roles: ['caseworker', 'focal-point', 'dpo', 'auditor'] } as const
    app.get<{ Params: { id: string }; Querystring: { content?: '1' } }>(
      '/v1/referrals/:id/evidence',
      { config, schema },
      async (request, reply) => {
        const { id } = request.params
        const content = request.query.content === undefined ? 'without content' : 'with content'
        if (!(await isKnown(id))) throw new Problem('NOT_FOUND', 'There is no such referral here.')
        if (content === 'with content' && !(await readable(load, request, id)).readsAll) throw notYours()
        const bundle = await evidence(id, content)
        if (!bundle)
          throw new Problem('NO_GATEWAY_KEY', 'No key of this gateway may sign now: /readyz says why.')
        // As it was signed: printed anew it could be another file.
        return reply.type('application/json').send(Buffer.from(bundle))
      },
    )
  }
}

const schema = {
  operationId: 'readEvidence',
  summary: 'Everything that proves the messages of a referral, in one file',
  description:
    'Manifests, receipts, leaves, inclusion and consistency proofs, signed checkpoints and the public keys, signed as a whole by this gateway. Keep the file to the byte: `onward verify` checks it offline. With `content=1` the signed events are in it, for whoever reads all of the referral.',
  tags: ['audit'],
  params: referralParams,
  querystring: {
    type: 'object',
    additionalProperties: false,
    properties: {
      content: { type: 'string', enum: ['1'], description: 'With the events themselves.' },
    },
  },
  response: {
    200: contractAnswer('EvidenceBundle', 'The bundle, in its RFC 8785 form.'),
    default: problemResponse,
  },
} as const
