/** The headers that change what a request does: Idempotency-Key, If-Match, Prefer. */
import type { FastifyRequest } from 'fastify'

/** Headers of every POST. */
export const postHeaders = {
  type: 'object',
  required: ['idempotency-key'],
  properties: {
    'idempotency-key': {
      type: 'string',
      pattern: '^[\\x21-\\x7e]{1,255}$',
      description: 'A new random word for each new request; the same one when repeating it. Kept for 7 days.',
      examples: ['6f1c2d0e-8f53-4d59-9a0b-3f2d1f2b8a11'],
    },
  },
} as const

/** Headers of a command. */
export const commandHeaders = {
  ...postHeaders,
  properties: {
    ...postHeaders.properties,
    'if-match': {
      type: 'string',
      pattern: '^(\\*|"[1-9][0-9]{0,8}")$',
      description: 'The ETag that you saw: the command is refused (412) if the referral has changed since.',
      examples: ['"3"'],
    },
    prefer: {
      type: 'string',
      maxLength: 200,
      description:
        'wait=N (RFC 7240): answer when the receipt is here, after N seconds at the latest (30 at most).',
      examples: ['wait=10'],
    },
  },
} as const

/** The strong ETag of a version. */
export function etag(version: number): string {
  return `"${version}"`
}

/** The version that the caller had seen; undefined without If-Match, and for `*`, which any version matches. */
export function seenVersion({ headers }: FastifyRequest): number | undefined {
  const tag = headers['if-match']
  return tag === undefined || tag === '*' ? undefined : Number(tag.slice(1, -1))
}

const LONGEST = 30

/** The seconds of `Prefer: wait=N`, 30 at most. RFC 7240 §2: the first one counts, and one that is malformed is ignored. */
export function waitSeconds(prefer: string | string[] | undefined): number | undefined {
  if (prefer === undefined) return undefined
  for (const preference of String(prefer).split(',')) {
    const [word = ''] = preference.split(';')
    const [name = '', value = ''] = word.split('=')
    if (name.trim().toLowerCase() !== 'wait') continue
    const seconds = /^\s*"?(\d{1,6})"?\s*$/.exec(value)?.[1]
    return seconds === undefined ? undefined : Math.min(Number(seconds), LONGEST)
  }
  return undefined
}
