/**
 * The load, a process of its own: N callers, each posting a referral and waiting for its verified receipt before
 * the next. Told over IPC how many and for how long; answers with every latency. Bodies are unique.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Pool } from 'undici'

/** One window of load. `ms` 0 with a `count`: as many as that, however long it takes. */
export interface Window {
  readonly url: string
  readonly token: string
  readonly concurrency: number
  readonly ms: number
  readonly count?: number
  /** Wait for the receipt (the closed loop), or only for the commit. */
  readonly until: 'receipted' | 'committed'
}

export interface Measured {
  readonly done: number
  readonly failed: number
  readonly firstFailure?: string
  readonly ms: number
  readonly latencies: readonly number[]
}

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const example = readFileSync(
  new URL('../../schemas/examples/handover/first-case.json', import.meta.url),
  'utf8',
)
// With what the sender knows besides and never sends, as every offer has it.
const local = {
  protectionCheck: { informedOn: '2026-11-20', language: 'ro', outcome: 'none' },
  capacity: { channel: 'telephone' },
}
const [start = '', afterRef = ''] = JSON.stringify({ ...JSON.parse(example), local }).split('NL-R-7F3K9Q')
const bytes = Buffer.byteLength(start + afterRef)

process.on('message', (window: Window) => {
  run(window).then(
    (measured) => process.send?.(measured),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`)
      process.exit(1)
    },
  )
})
process.on('disconnect', () => process.exit(0))
process.send?.({ ready: true, bytes })

async function run({
  url,
  token,
  concurrency,
  ms,
  count = Number.POSITIVE_INFINITY,
  until,
}: Window): Promise<Measured> {
  const pool = new Pool(url, { connections: concurrency, pipelining: 1 })
  const latencies: number[] = []
  let begun = 0
  let failed = 0
  let firstFailure: string | undefined
  const from = performance.now()
  const end = ms === 0 ? Number.POSITIVE_INFINITY : from + ms

  const caller = async () => {
    while (begun < count && performance.now() < end) {
      begun += 1
      const at = performance.now()
      const { statusCode, body } = await pool.request({
        method: 'POST',
        path: '/v1/referrals',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
          ...(until === 'receipted' ? { prefer: 'wait=30' } : {}),
        },
        body: `${start}NL-R-${reference()}${afterRef}`,
      })
      const text = await body.text()
      const isDone = statusCode === 201 && (until === 'committed' || text.includes('"st":"stored"'))
      if (isDone) latencies.push(performance.now() - at)
      else {
        failed += 1
        firstFailure ??= `${statusCode} ${text.slice(0, 300)}`
      }
    }
  }
  await Promise.all(Array.from({ length: concurrency }, caller))
  const took = performance.now() - from
  await pool.close()
  return {
    done: latencies.length,
    failed,
    ...(firstFailure === undefined ? {} : { firstFailure }),
    ms: took,
    latencies,
  }
}

function reference(): string {
  return [...randomBytes(6)].map((byte) => ALPHABET[byte & 31]).join('')
}
