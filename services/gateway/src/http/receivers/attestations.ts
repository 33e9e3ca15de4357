/** Answers of receivers without a gateway, noted by one worker and confirmed by a second (R52). */
import { codes, validateStrictly } from '@onward/contract'
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import {
  type AttestationDeps,
  confirmAnswer,
  type Note,
  type Noted,
  noteAnswer,
  waitingNotes,
} from '../../receivers/attestations.ts'
import type { NoteAccesses } from '../../rights/accesses.ts'
import { actorOf } from '../access.ts'
import { staff } from '../carry-out.ts'
import type { RunOnce } from '../idempotency.ts'
import { Problem, problemResponse, refusal } from '../problem.ts'
import { type LoadReferral, noteReading, notYours, readable } from '../readable.ts'
import { referralParams, uuidPattern } from '../referral-params.ts'
import { postHeaders } from '../request-headers.ts'

export interface AttestationRouteDeps {
  readonly member: string
  readonly load: LoadReferral
  readonly noteAccesses: NoteAccesses
  readonly once: RunOnce
  readonly attestations: Omit<AttestationDeps, 'submit'>
  readonly submit: AttestationDeps['submit']
}

export function attestationRoutes(deps: AttestationRouteDeps): FastifyPluginAsync {
  const { member, load, noteAccesses, once, attestations, submit } = deps
  const config = { roles: staff } as const

  async function opened(request: FastifyRequest, id: string) {
    const { known, referral, reading } = await readable(load, request, id)
    if (reading.reach !== 'content') throw notYours()
    if (known.sender !== member)
      throw new Problem('NOT_YOUR_PEN', 'Only the sender records what the other side answered.', {
        remedy: 'Answer as the receiver does.',
      })
    return { known, referral }
  }

  return async (app) => {
    app.get<{ Params: { id: string } }>(
      '/v1/referrals/:id/attestations',
      { config, schema: listSchema },
      async (request) => {
        const { known } = await opened(request, request.params.id)
        const notes = await waitingNotes(attestations, known, member)
        await noteReading(noteAccesses, request, { known }, { sections: ['attestations'] })
        return { referral: known.id, waiting: notes.map(shown) }
      },
    )

    app.post<{ Params: { id: string }; Body: Noted }>(
      '/v1/referrals/:id/attestations',
      { config, schema: noteSchema },
      async (request, reply) => {
        const said = request.body
        checkNoted(said)
        const { known } = await opened(request, request.params.id)
        const note = await noteAnswer(attestations, { known, actor: actorOf(request), said })
        reply.code(201)
        return shown(note)
      },
    )

    app.post<{ Params: { id: string; attestation: string } }>(
      '/v1/referrals/:id/attestations/:attestation/confirmation',
      { config, schema: confirmSchema },
      async (request, reply) => {
        const { id, attestation } = request.params
        const path = `/v1/referrals/${id}/attestations/${attestation}/confirmation`
        const outcome = await once(request, path, async (idempotency) => {
          const { known } = await opened(request, id)
          const note = (await waitingNotes(attestations, known, member)).find(
            (each) => each.id === attestation,
          )
          if (!note)
            throw new Problem('NOT_FOUND', 'Nothing under this id waits for a second worker.', {
              remedy:
                'It may have been confirmed already, or be older than 72 hours: then note the answer again.',
            })
          const second = actorOf(request)
          const decision = await confirmAnswer({ submit }, { known, note, second, idempotency })
          if (!decision.accepted) throw refusal(decision, { data: '', conditional: false })
          return decision
        })
        reply.code(201)
        if ('before' in outcome) {
          reply.header('idempotency-replayed', 'true')
          return { referral: outcome.before.referral, event: outcome.before.event }
        }
        const { referral, event, sequence, version } = outcome.done
        return { referral, event, sequence, version }
      },
    )
  }
}

/** By the contract, as if the second worker were there: who that is only the confirmation tells. */
function checkNoted(said: Noted): void {
  const faults = validateStrictly('answer.attested', { ...said, secondWorker: 'second-worker' })
  if (faults.length === 0) return
  throw new Problem('SCHEMA_INVALID', 'Some fields are wrong; nothing was stored.', {
    errors: faults.map(({ pointer, reason, hint }) => ({ pointer, reason, remedy: hint })),
  })
}

function shown({ id, by, at, said }: Note) {
  return { id, notedBy: by.staffId, organisation: by.organisation, at, said }
}

const noted = {
  type: 'object',
  required: ['id', 'notedBy', 'at', 'said'],
  properties: {
    id: { type: 'string' },
    notedBy: { type: 'string', description: 'The first worker. Another one confirms.' },
    organisation: { type: 'string' },
    at: { type: 'string' },
    said: { type: 'object', additionalProperties: true },
  },
} as const

const noteSchema = {
  operationId: 'noteAttestedAnswer',
  summary: 'Note what a receiver without a gateway answered by word or on paper',
  description:
    'Nothing is said yet: a second worker of the same organisation confirms it within 72 hours, with a credential of its own. The fields are those of `answer.attested`, but for `secondWorker`.',
  tags: ['receivers'],
  params: referralParams,
  headers: postHeaders,
  body: {
    type: 'object',
    required: ['answer', 'receivedFrom', 'organisation', 'at', 'channel', 'evidenceHash'],
    additionalProperties: false,
    properties: {
      answer: { type: 'string', enum: codes.AttestedAnswer },
      receivedFrom: { type: 'string', description: 'Who answered, by role or post; never a name.' },
      organisation: { type: 'string', description: 'For which organisation: one that was asked.' },
      at: { type: 'string', description: 'When it was answered.' },
      channel: { type: 'string', enum: ['telephone', 'inPerson', 'paper', 'email'] },
      evidenceHash: {
        type: 'string',
        description: 'SHA-256 of the note, letter or recording, which stays here.',
      },
      reason: { type: 'string', enum: codes.DeclineReason, description: 'Why the case is not taken.' },
    },
  },
  response: {
    201: { description: 'Noted; it waits for a second worker.', ...noted },
    default: problemResponse,
  },
} as const

const listSchema = {
  operationId: 'listNotedAnswers',
  summary: 'What was noted and waits for a second worker',
  tags: ['receivers'],
  params: referralParams,
  response: {
    200: {
      description: 'The oldest first.',
      type: 'object',
      required: ['referral', 'waiting'],
      properties: { referral: { type: 'string' }, waiting: { type: 'array', items: noted } },
    },
    default: problemResponse,
  },
} as const

const confirmSchema = {
  operationId: 'confirmAttestedAnswer',
  summary: 'Confirm, as the second worker, what a colleague has noted',
  description:
    'Now it is said: an event with both workers, signed and sent. It counts as attested, never as signed.',
  tags: ['receivers'],
  params: {
    type: 'object',
    required: ['id', 'attestation'],
    properties: {
      ...referralParams.properties,
      attestation: { type: 'string', pattern: uuidPattern, description: 'The id of the note.' },
    },
  },
  headers: postHeaders,
  response: {
    201: {
      description: 'Recorded, signed, and on its way.',
      type: 'object',
      required: ['referral', 'event'],
      properties: {
        referral: { type: 'string' },
        event: { type: 'string' },
        sequence: { type: 'integer' },
        version: { type: 'integer' },
      },
    },
    default: problemResponse,
  },
} as const
