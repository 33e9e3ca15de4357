/** HTCDS 2.0 (IOM), in and out (R59). What an import gives is a draft for a human; what an export leaves out is listed. */
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import type { NoteAccesses } from '../../rights/accesses.ts'
import { staff } from '../carry-out.ts'
import { maxBody } from '../json-body.ts'
import { Problem, problemResponse } from '../problem.ts'
import { type LoadReferral, noteReading, notYours, readable } from '../readable.ts'
import { referralParams } from '../referral-params.ts'

export interface HtcdsDeps {
  readonly load: LoadReferral
  readonly noteAccesses: NoteAccesses
}

export function htcdsRoutes({ load, noteAccesses }: HtcdsDeps): FastifyPluginAsync {
  return async (app) => {
    app.get<{ Params: { id: string }; Querystring: { format?: 'json' | 'csv' } }>(
      '/v1/referrals/:id/htcds',
      { config: { roles: staff }, schema: exportSchema },
      async (request) => {
        const { id } = request.params
        const { format = 'json' } = request.query
        const found = await readable(load, request, id)
        const { reading } = found
        if (reading.reach === 'metadata') throw notYours()
        await noteReading(noteAccesses, request, found, {
          kind: 'export',
          sections: Object.keys(reading.sections),
        })
        const { exportHtcds } = await htcds()
        const { text, loss, version } = exportHtcds(reading.sections, { format })
        return { referral: id, standard: `HTCDS ${version}`, format, text, loss }
      },
    )

    // Only here is a body of CSV read; every other route still takes JSON alone.
    app.addContentTypeParser(
      'text/csv',
      { parseAs: 'buffer' },
      async (_: FastifyRequest, body: Buffer) => body,
    )
    app.post<{ Body: unknown }>(
      '/v1/htcds/imports',
      { config: { roles: staff }, schema: importSchema },
      async ({ body, bodyText }) => ({
        records: await (Buffer.isBuffer(body) ? imported(body, 'csv') : imported(bodyText, 'json')),
      }),
    )
  }
}

/** Loaded when first asked for: its lists of languages and countries are a sixth of an idle gateway. */
const htcds = () => import('@onward/htcds')

async function imported(input: string | Buffer, format: 'json' | 'csv') {
  const { HtcdsError, importHtcds } = await htcds()
  try {
    return importHtcds(input, format).records
  } catch (error) {
    if (!(error instanceof HtcdsError)) throw error
    throw new Problem('HTCDS_UNREADABLE', error.message, {
      rule: error.code,
      remedy: 'Send records of HTCDS 2.0: JSON with its field names, or CSV with them in the first line.',
    })
  }
}

const text = (description?: string) => ({ type: 'string', ...(description ? { description } : {}) }) as const

const exportSchema = {
  operationId: 'exportHtcds',
  summary: 'Export what you read of a referral as an HTCDS record',
  description:
    'One answer holds the file, in `text`, and beside it the list of all that the standard has no place for. No field that you do not read here is in it.',
  tags: ['htcds'],
  params: referralParams,
  querystring: {
    type: 'object',
    additionalProperties: false,
    properties: {
      format: { type: 'string', enum: ['json', 'csv'], description: 'Of the file; json unless told.' },
    },
  },
  response: {
    200: {
      description: 'The file and its loss report.',
      type: 'object',
      required: ['referral', 'standard', 'format', 'text', 'loss'],
      properties: {
        referral: text(),
        standard: text('Its version.'),
        format: text(),
        text: text('The file: write it down as it is.'),
        loss: {
          type: 'array',
          items: {
            type: 'object',
            properties: { pointer: text('JSON Pointer into the sections.'), reason: text('A code.') },
          },
        },
      },
    },
    default: problemResponse,
  },
} as const

const report = (properties: object) => ({ type: 'array', items: { type: 'object', properties } }) as const

const importSchema = {
  operationId: 'importHtcds',
  summary: 'Read HTCDS records into drafts of sections',
  description: `Stores nothing, so it needs no Idempotency-Key. At most ${maxBody / 1024} KiB. A draft is not whole: a pseudonym, a region and consent have no place in HTCDS, and a human adds them.`,
  tags: ['htcds'],
  consumes: ['application/json', 'text/csv'],
  // The package reads both formats itself, tolerantly, and says what it made of each field.
  body: { description: 'One record, or a list of them; or CSV.' },
  response: {
    200: {
      description: 'One entry for each record. No report repeats a value.',
      type: 'object',
      required: ['records'],
      properties: {
        records: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              sections: { type: 'object', additionalProperties: true, description: 'The draft.' },
              loss: report({ field: text(), reason: text() }),
              repairs: report({ field: text(), from: text(), code: text() }),
              faults: report({
                field: text(),
                code: text(),
                item: { type: 'integer' },
                found: text(),
                became: text(),
              }),
            },
          },
        },
      },
    },
    default: problemResponse,
  },
} as const
