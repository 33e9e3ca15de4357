// One person's software at one gateway: HTTP, JSON and a token, nothing else.
import { randomUUID } from 'node:crypto'
import type { Facets, Responsible, Status } from '@onward/referral'
import { pause } from '../pid-file.mjs'
import { type ProblemBody, StoryError } from './error.ts'

/** Somebody who calls the API of one gateway. A refusal is thrown: in the story nothing should be refused. */
export interface Caller {
  /** As the story names them: `NL nl-fp-02`. */
  readonly who: string
  readonly member: string
  get<Body>(path: string): Promise<Reply<Body>>
  /** An answer to the byte. */
  file(path: string): Promise<Uint8Array>
  /** With a new Idempotency-Key. */
  post<Body>(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Reply<Body>>
}

export interface Reply<Body> {
  /** What the documentation of the path (/docs) promises; text where it is not JSON. */
  readonly body: Body
  /** The version, to be sent as If-Match. */
  readonly etag: string | undefined
}

/** Answer to a command. */
export interface Done {
  readonly referral: string
  readonly event: string
  readonly lane: string
  readonly receipt: { readonly st: string; readonly at: string } | null
}

/** One referral with its content. */
export interface ReferralView {
  readonly id: string
  readonly caseRef: string
  /** The case at this side that it belongs to. */
  readonly case: string
  readonly status: Status
  readonly responsible?: Responsible
  readonly facets: Facets
  readonly sections: Readonly<Record<string, unknown>>
  /** The facts that are marked with the rules that were not kept before them. */
  readonly outside?: readonly { readonly type: string; readonly rules: readonly string[] }[]
  /** What the receiver has answered, and how: signed by itself, or attested by two workers of the sender. */
  readonly answers?: readonly { readonly answer: string; readonly kind: string }[]
  /** By member: how much it has said, and the digest of the last event. */
  readonly heads: Readonly<Record<string, { readonly sequence: number; readonly digest: string }>>
}

export interface CallerSettings {
  readonly member: string
  readonly url: string
  readonly token: string
  readonly staffId: string
}

export function callerAt({ member, url, token, staffId }: CallerSettings): Caller {
  const ask = async (path: string, request: RequestInit): Promise<Response> => {
    const headers = { ...request.headers, authorization: `Bearer ${token}` }
    const answer = await fetch(`${url}${path}`, { ...request, headers, signal: AbortSignal.timeout(40_000) })
    if (answer.status === 429) {
      await answer.body?.cancel()
      await pause(Number(answer.headers.get('retry-after') ?? 1) * 1_000)
      return ask(path, request)
    }
    if (!answer.ok) {
      throw refusedBy(member, `${request.method} ${path}`, answer.status, await bodyOf(answer))
    }
    return answer
  }
  const call = async <Body>(path: string, request: RequestInit): Promise<Reply<Body>> => {
    const answer = await ask(path, request)
    const body = await bodyOf(answer)
    // Sound as far as the gateway keeps to its documentation; where it does not, a check of the story fails.
    return { body: body as Body, etag: answer.headers.get('etag') ?? undefined }
  }
  return {
    who: `${member} ${staffId}`,
    member,
    get: (path) => call(path, { method: 'GET' }),
    file: async (path) => (await ask(path, { method: 'GET' })).bytes(),
    post: (path, body, headers = {}) =>
      call(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers },
        body: JSON.stringify(body),
      }),
  }
}

/**
 * Asks again and again, at short intervals, until there is an answer. Patiently: that a disk stands still for a while is
 * no fault of the story. @throws StoryError NOT_IN_TIME
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  { ms = 30_000, every = 20 } = {},
): Promise<T> {
  const end = Date.now() + ms
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    if (Date.now() > end) throw new StoryError('NOT_IN_TIME', `${what}: not within ${ms / 1_000} s`)
    await pause(every)
  }
}

async function bodyOf(answer: Response): Promise<unknown> {
  const text = await answer.text()
  return answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text
}

function refusedBy(member: string, what: string, status: number, body: unknown): StoryError {
  // Sound: every refusal of a gateway is a problem, and its documentation says so.
  const problem = { code: String(status), ...(body instanceof Object ? body : {}) } as ProblemBody
  const { code, detail = '', rule = '' } = problem
  return new StoryError('REFUSED', `${member} refused ${what}: ${code} ${rule} ${detail}`.trim(), { problem })
}
