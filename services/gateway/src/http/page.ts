/** Lists a page at a time: how many, and from where on. The cursor is opaque: callers hand it back as it is. */
import type { FastifyReply } from 'fastify'
import { Problem } from './problem.ts'

/** Query parameters of every list. */
export const pageQuery = {
  limit: {
    type: 'string',
    pattern: '^([1-9]|[1-9][0-9]|100)$',
    description: 'How many, 1 to 100; 50 unless told.',
    examples: ['50'],
  },
  cursor: {
    type: 'string',
    pattern: '^[A-Za-z0-9_-]{1,200}$',
    description: 'The `next` of the page before.',
  },
} as const

export interface PageQuery {
  readonly limit?: string
  readonly cursor?: string
}

/** The answer of a list: its rows under `name`, and where the next page is. */
export function pageAnswer(name: string, items: object) {
  return {
    description: 'One page.',
    headers: { link: { type: 'string', description: 'rel="next", if there is more.' } },
    type: 'object',
    required: [name],
    properties: {
      [name]: { type: 'array', items },
      next: { type: 'string', description: 'The cursor of the next page; missing on the last.' },
    },
  } as const
}

/** How many rows a page has. */
export function limitOf({ limit }: PageQuery): number {
  return limit === undefined ? 50 : Number(limit)
}

/** A cursor out of the values that the next page begins behind. */
export function writeCursor(values: readonly string[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

/**
 * The values in a cursor, each of which must match its pattern: they go into a query.
 *
 * @throws Problem CURSOR_INVALID
 */
export function readCursor(cursor: string, patterns: readonly RegExp[]): readonly string[] {
  const values = parsed(cursor)
  if (Array.isArray(values) && values.length === patterns.length) {
    const texts = values.filter(
      (value, index): value is string => typeof value === 'string' && patterns[index]?.test(value) === true,
    )
    if (texts.length === patterns.length) return texts
  }
  throw new Problem('CURSOR_INVALID', 'This cursor is not one of ours.', {
    remedy: 'Begin again without a cursor.',
  })
}

/** One page of rows, of which one more than the page was asked for; tells the next page in a Link header (RFC 8288). */
export function page<Row>(
  reply: FastifyReply,
  rows: readonly Row[],
  {
    query,
    path,
    after,
  }: { readonly query: PageQuery; readonly path: string; readonly after: (last: Row) => readonly string[] },
): { readonly rows: readonly Row[]; readonly next?: string } {
  const shown = rows.slice(0, limitOf(query))
  const last = shown.at(-1)
  if (rows.length === shown.length || !last) return { rows: shown }
  const next = writeCursor(after(last))
  reply.header('link', `<${path}?${new URLSearchParams({ ...query, cursor: next })}>; rel="next"`)
  return { rows: shown, next }
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    return undefined
  }
}
