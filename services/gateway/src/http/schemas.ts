/** The contract's schemas, for clients that build their forms from them. Open: they are published to everybody. */
import { createHash } from 'node:crypto'
import { type SchemaDocument, schemaDocuments } from '@onward/contract'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { Problem, problemResponse } from './problem.ts'

export function schemaRoutes(): FastifyPluginAsync {
  return async (app) => {
    const config = { roles: 'open' } as const
    app.get<{ Params: { name: string } }>(
      '/v1/schemas/:name',
      { config, schema: topSchema },
      (request, reply) => answer(request, reply, request.params.name),
    )
    app.get<{ Params: { folder: string; name: string } }>(
      '/v1/schemas/:folder/:name',
      { config, schema: folderSchema },
      (request, reply) => answer(request, reply, `${request.params.folder}/${request.params.name}`),
    )
  }
}

async function answer({ headers }: FastifyRequest, reply: FastifyReply, name: string) {
  const found = published().get(name.replace(/\.schema\.json$/, ''))
  if (!found) throw new Problem('NOT_FOUND', 'There is no such schema.')
  // The onRequest hook forbids to keep answers; this one holds nothing of anybody.
  reply.headers({ 'cache-control': 'public, max-age=3600', etag: found.etag })
  if (headers['if-none-match'] === found.etag) return reply.code(304).send()
  return reply.type('application/schema+json').send(found.text)
}

const BASE = 'https://onward.example/schemas/v1/'

interface Published {
  readonly text: string
  readonly etag: string
}

let documents: ReadonlyMap<string, Published> | undefined

/** By the name after the base of its `$id`; made when first asked for, since most gateways are never asked. */
function published(): ReadonlyMap<string, Published> {
  documents ??= new Map(schemaDocuments.map((document) => [nameOf(document), publishedOf(document)]))
  return documents
}

function nameOf({ $id }: Pick<SchemaDocument, '$id'>): string {
  return $id.slice(BASE.length).replace(/\.schema\.json$/, '')
}

function publishedOf(document: SchemaDocument): Published {
  const text = JSON.stringify(document)
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` }
}

const name = {
  type: 'string',
  pattern: '^[a-z0-9-]{1,60}(\\.schema\\.json)?$',
  description: 'Its name, with or without `.schema.json`.',
  examples: ['journey-planned'],
} as const

const response = {
  200: {
    description: 'The schema. Its references are relative to its own address.',
    headers: { etag: { type: 'string', description: 'For If-None-Match.' } },
    content: { 'application/schema+json': { schema: { type: 'object', additionalProperties: true } } },
  },
  304: { description: 'You have it already.', type: 'null' },
  default: problemResponse,
} as const

const summary = 'Read a schema of the contract (JSON Schema 2020-12)'

const topSchema = {
  operationId: 'readSchema',
  summary,
  tags: ['schemas'],
  params: { type: 'object', required: ['name'], properties: { name: { ...name, examples: ['permission'] } } },
  response,
} as const

const folderSchema = {
  operationId: 'readSchemaIn',
  summary,
  description:
    '`nextActions` names the schema of each action by its `$id`; what follows `/schemas/v1/` there is its address here.',
  tags: ['schemas'],
  params: {
    type: 'object',
    required: ['folder', 'name'],
    properties: {
      folder: { type: 'string', pattern: '^[a-z]{1,20}$', examples: ['event'] },
      name,
    },
  },
  response,
} as const
