/**
 * Our witness over HTTP (C2SP tlog-witness v1.0.0). Open to all: what is asked is signed by the log it is about, and what
 * is answered tells a size that the log has told us.
 */
import { AuditError, type WitnessAnswer } from '@onward/audit'
import type { FastifyPluginAsync } from 'fastify'
import { Problem, type ProblemCode, problemResponse } from '../problem.ts'

export interface WitnessRouteDeps {
  /** Judges a request, and stores what it cosigns before it answers. @throws AuditError for one that cannot be read */
  readonly addCheckpoint: (body: string) => Promise<WitnessAnswer>
  /** The largest tree that a log has shown us, as a note; by the SHA-256 of its origin in hexadecimal digits. */
  readonly seenOf: (originHash: string) => Promise<string | undefined>
}

export function witnessRoutes({ addCheckpoint, seenOf }: WitnessRouteDeps): FastifyPluginAsync {
  return async (app) => {
    // The standard names no media type for a request, so any is read, and none.
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', { parseAs: 'string' }, async (_request: unknown, body: string) => body)
    app.get<{ Params: { log: string } }>(
      '/witness/:log/checkpoint',
      { config: { roles: 'open' }, schema: seenSchema },
      async ({ params }, reply) => {
        const note = await seenOf(params.log)
        if (note === undefined) throw new Problem('NOT_FOUND', 'This gateway has seen nothing of such a log.')
        return reply.type('text/plain; charset=utf-8').send(note)
      },
    )
    app.post('/witness/add-checkpoint', { config: { roles: 'open' }, schema }, async ({ body }, reply) => {
      const answer = await answerTo(addCheckpoint, typeof body === 'string' ? body : '')
      switch (answer.status) {
        case 200:
          return reply.type('text/plain; charset=utf-8').send(answer.line)
        case 409:
          return reply.code(answer.status).type('text/x.tlog.size').send(`${answer.size}\n`)
        default:
          throw new Problem(...refusals[answer.status])
      }
    })
  }
}

type Refusal = Exclude<WitnessAnswer, { readonly status: 200 | 409 }>

const refusals: Readonly<Record<Refusal['status'], readonly [code: ProblemCode, detail: string]>> = {
  400: ['WITNESS_REQUEST', 'The old size is larger than the checkpoint, or the request has another form.'],
  403: ['WITNESS_SIGNATURE', 'No key that is trusted for this log has signed the checkpoint.'],
  404: ['WITNESS_ORIGIN', 'This witness does not know the log.'],
  422: ['WITNESS_PROOF', 'The proof does not show that the log has only grown.'],
}

async function answerTo(ask: WitnessRouteDeps['addCheckpoint'], body: string): Promise<WitnessAnswer> {
  try {
    return await ask(body)
  } catch (error) {
    if (error instanceof AuditError) return { status: 400 }
    throw error
  }
}

const seenSchema = {
  operationId: 'readSeenCheckpoint',
  summary: 'The newest checkpoint of a peer’s log that this gateway has seen',
  description:
    'For monitors, and for the peer itself after a restore. The log is named by the SHA-256 of its origin.',
  tags: ['audit'],
  params: {
    type: 'object',
    required: ['log'],
    properties: {
      log: { type: 'string', pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the origin, hexadecimal.' },
    },
  },
  response: {
    200: { description: 'A C2SP signed note.', content: { 'text/plain': { schema: { type: 'string' } } } },
    default: problemResponse,
  },
} as const

const schema = {
  operationId: 'addCheckpoint',
  summary: 'Cosign a checkpoint of a peer’s log',
  description:
    'C2SP tlog-witness v1.0.0. The body is `old <size>`, the lines of a consistency proof, an empty line and the checkpoint.',
  tags: ['audit'],
  response: {
    200: { description: 'Signature lines.', content: { 'text/plain': { schema: { type: 'string' } } } },
    409: {
      description: 'The size that was cosigned last: prove from there.',
      content: { 'text/x.tlog.size': { schema: { type: 'string' } } },
    },
    default: problemResponse,
  },
} as const
