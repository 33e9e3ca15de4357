/**
 * The audit log as C2SP tlog-tiles: checkpoint and tiles under `/log`, open to all and cacheable. It tells how many
 * leaves there are and hashes of salted commitments, and nothing of what they commit to. Entry bundles are not served:
 * what is stored of an entry is its leaf hash.
 */
import { AuditError, parseTilePath, type TileRef } from '@onward/audit'
import type { FastifyPluginAsync, FastifyReply } from 'fastify'
import { Problem, problemResponse } from '../problem.ts'

export interface LogTileDeps {
  /** The newest checkpoint as a C2SP signed note, with the cosignatures it has; undefined before the first one. */
  readonly checkpoint: () => Promise<string | undefined>
  /** A tile's hashes; undefined where the newest checkpoint does not reach. */
  readonly tile: (tile: TileRef) => Promise<Uint8Array | undefined>
  /** The same of each log that this member had before, oldest first, as far as it is kept. */
  readonly formerLogs: readonly Pick<LogTileDeps, 'checkpoint' | 'tile'>[]
}

export function logTileRoutes({ formerLogs, ...own }: LogTileDeps): FastifyPluginAsync {
  type Log = (typeof formerLogs)[number]
  const formerOf = (nth: string): Log => {
    const log = formerLogs[Number(nth) - 1]
    if (log) return log
    throw new Problem('NOT_FOUND', 'This member has had no such log.')
  }
  const sendCheckpoint = async (reply: FastifyReply, { checkpoint }: Log) => {
    const note = await checkpoint()
    if (note === undefined) throw new Problem('NO_CHECKPOINT', 'The first checkpoint is not signed yet.')
    return reply.type('text/plain; charset=utf-8').send(note)
  }
  const sendTile = async (reply: FastifyReply, { tile }: Log, path: string) => {
    const ref = tileOf(path)
    const hashes = ref && (await tile(ref))
    if (!hashes) throw new Problem('NOT_FOUND', 'The log has no such tile.')
    // A tile never changes, a partial one neither: it is that of a smaller log.
    reply.header('cache-control', 'public, max-age=31536000, immutable').type('application/octet-stream')
    return reply.send(Buffer.from(hashes))
  }
  return async (app) => {
    // HEAD too (RFC 9110 §9.1): who mirrors a log asks so what is there.
    const open = { config: { roles: 'open' }, exposeHeadRoute: true } as const
    app.get('/log/checkpoint', { ...open, schema: checkpointSchema }, (_request, reply) =>
      sendCheckpoint(reply, own),
    )
    app.get<{ Params: { '*': string } }>(
      '/log/tile/*',
      { ...open, schema: tileSchema },
      ({ params }, reply) => sendTile(reply, own, params['*']),
    )
    app.get<{ Params: { nth: string } }>(
      '/log/:nth/checkpoint',
      { ...open, schema: former(checkpointSchema, 'readFormerLogCheckpoint') },
      ({ params }, reply) => sendCheckpoint(reply, formerOf(params.nth)),
    )
    app.get<{ Params: { nth: string; '*': string } }>(
      '/log/:nth/tile/*',
      { ...open, schema: former(tileSchema, 'readFormerLogTile') },
      ({ params }, reply) => sendTile(reply, formerOf(params.nth), params['*']),
    )
  }
}

function tileOf(path: string): TileRef | undefined {
  try {
    return parseTilePath(path)
  } catch (error) {
    if (error instanceof AuditError) return undefined
    throw error
  }
}

const checkpointSchema = {
  operationId: 'readLogCheckpoint',
  summary: 'The newest checkpoint, for monitors and witnesses',
  description: 'C2SP tlog-tiles. The note carries the cosignatures that witnesses have given.',
  tags: ['audit'],
  response: {
    200: { description: 'A C2SP signed note.', content: { 'text/plain': { schema: { type: 'string' } } } },
    default: problemResponse,
  },
} as const

const tileSchema = {
  operationId: 'readLogTile',
  summary: 'Hashes of the log, from which any proof can be made',
  description: 'C2SP tlog-tiles: `<L>/<N>[.p/<W>]`, such as `0/x001/234.p/17`. Never changes.',
  tags: ['audit'],
  params: {
    type: 'object',
    required: ['*'],
    properties: {
      '*': { type: 'string', maxLength: 64, description: 'Level, index and width of the tile.' },
    },
  },
  response: {
    200: {
      description: 'Its hashes, 32 bytes each.',
      content: { 'application/octet-stream': { schema: { type: 'string' } } },
    },
    default: problemResponse,
  },
} as const

/** The same of a log that ended when this member was restored (docs/restore.md), as far as it is kept. */
function former<Schema extends { readonly summary: string; readonly params?: object }>(
  schema: Schema,
  operationId: string,
) {
  const nth = { type: 'string', pattern: '^[1-9][0-9]{0,2}$', description: 'Number of the log, from 1.' }
  const { required = [], properties = {} } = Object(schema.params)
  return {
    ...schema,
    operationId,
    summary: `${schema.summary}, of a log before the present one`,
    params: { type: 'object', required: ['nth', ...required], properties: { nth, ...properties } },
  }
}
