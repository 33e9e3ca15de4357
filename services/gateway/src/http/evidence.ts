/** What proves a referral's messages to somebody who trusts neither side. Tokens, digests and proofs, never content. */
import type { FastifyPluginAsync } from 'fastify'
import type { MessageEvidence } from '../store/evidence.ts'
import type { LeafRecord } from '../store/log.ts'
import { Problem, problemResponse } from './problem.ts'
import { referralParams } from './referral-params.ts'

export interface EvidenceDeps {
  readonly isKnown: (referral: string) => Promise<boolean>
  readonly evidence: (referral: string) => Promise<readonly MessageEvidence[]>
  readonly leafRecords: (leaves: readonly string[]) => Promise<ReadonlyMap<string, LeafRecord>>
  /** C2SP tlog-proof of a leaf against our newest checkpoint; undefined while no checkpoint covers it. */
  readonly proofOf: (leaf: string) => Promise<string | undefined>
}

export function evidenceRoutes({
  isKnown,
  evidence,
  leafRecords,
  proofOf,
}: EvidenceDeps): FastifyPluginAsync {
  return async (app) => {
    const config = { roles: ['caseworker', 'focal-point', 'dpo', 'auditor'] } as const
    app.get<{ Params: { id: string } }>(
      '/v1/referrals/:id/evidence',
      { config, schema },
      async ({ params }) => {
        const messages = await evidence(params.id)
        if (messages.length === 0 && !(await isKnown(params.id)))
          throw new Problem('NOT_FOUND', 'There is no such referral here.')
        const records = await leafRecords(messages.flatMap(({ leaf }) => leaf ?? []))
        const proven = await Promise.all(
          messages.map(async ({ leaf, ...message }) => {
            const record = leaf === null ? undefined : records.get(leaf)
            if (!record) return { ...message, leaf: null, proof: null }
            const { index, salt, record: opening } = record
            return {
              ...message,
              leaf: { hash: record.leaf, index, salt, record: opening },
              proof: (await proofOf(record.leaf)) ?? null,
            }
          }),
        )
        return { referral: params.id, messages: proven }
      },
    )
  }
}

const text = (description: string) => ({ type: 'string', nullable: true, description }) as const

const schema = {
  operationId: 'readEvidence',
  summary: 'Manifests, receipts, leaves and inclusion proofs',
  description:
    'Recompute each leaf from `salt` and `record`, climb the proof to the signed checkpoint, and check both signatures: `onward verify` does that.',
  tags: ['audit'],
  params: referralParams,
  response: {
    200: {
      description: 'One entry for each message that was sent or received.',
      type: 'object',
      properties: {
        referral: { type: 'string' },
        messages: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              direction: { type: 'string', enum: ['sent', 'received'] },
              event: { type: 'string', description: 'The digest of the signed event.' },
              author: { type: 'string' },
              sequence: { type: 'integer' },
              type: { type: 'string' },
              time: { type: 'string' },
              lane: { type: 'string' },
              ep: { type: 'integer' },
              seq: { type: 'integer' },
              manifest: { type: 'string', description: 'The signed token as it lay on the lane.' },
              manifestDigest: { type: 'string' },
              leaf: {
                type: 'object',
                nullable: true,
                description: 'Our leaf about this message.',
                properties: {
                  hash: { type: 'string' },
                  index: {
                    type: 'integer',
                    nullable: true,
                    description: 'Null until a checkpoint covers it.',
                  },
                  salt: text('Null once erased.'),
                  record: text('The RFC 8785 text behind the commitment; null once erased.'),
                },
              },
              proof: text('C2SP tlog-proof against our newest checkpoint.'),
              receipt: {
                type: 'object',
                nullable: true,
                properties: {
                  st: { type: 'string' },
                  code: text('The coarse code of a rejection.'),
                  at: { type: 'string' },
                  leaf: { type: 'string' },
                  salt: text('Null once erased.'),
                  token: text('The signed receipt.'),
                  proof: text("The receiver's inclusion proof of the leaf it promised."),
                },
              },
            },
          },
        },
      },
    },
    default: problemResponse,
  },
} as const
