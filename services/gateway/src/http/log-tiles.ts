/**
 * The audit log as C2SP tlog-tiles: checkpoint and tiles under `/log`, open to all and cacheable. It tells how many
 * leaves there are and hashes of salted commitments, and nothing of what they commit to. Entry bundles are not served:
 * what is stored of an entry is its leaf hash.
 */
import { AuditError, parseTilePath, type TileRef } from '@onward/audit'
import type { FastifyPluginAsync } from 'fastify'
import { Problem, problemResponse } from './problem.ts'

export interface LogTileDeps {
  /** The newest checkpoint as a C2SP signed note, with the cosignatures it has; undefined before the first one. */
  readonly checkpoint: () => Promise<string | undefined>
  /** A tile's hashes; undefined where the newest checkpoint does not reach. */
  readonly tile: (tile: TileRef) => Promise<Uint8Array | undefined>
}

export function logTileRoutes({ checkpoint, tile }: LogTileDeps): FastifyPluginAsync {
  return async (app) => {
    const config = { roles: 'open' } as const
    app.get('/log/checkpoint', { config, schema: checkpointSchema }, async (_request, reply) => {
      const note = await checkpoint()
      if (note === undefined) throw new Problem('NO_CHECKPOINT', 'The first checkpoint is not signed yet.')
      reply.type('text/plain; charset=utf-8')
      return note
    })

    app.get<{ Params: { '*': string } }>(
      '/log/tile/*',
      { config, schema: tileSchema },
      async ({ params }, reply) => {
        const ref = tileOf(params['*'])
        const hashes = ref && (await tile(ref))
        if (!hashes) throw new Problem('NOT_FOUND', 'The log has no such tile.')
        // A tile never changes, a partial one neither: it is that of a smaller log.
        reply.header('cache-control', 'public, max-age=31536000, immutable').type('application/octet-stream')
        return Buffer.from(hashes)
      },
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
