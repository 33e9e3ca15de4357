// Work for both gateways, from callers who repeat each request under its key until it is answered.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer, Api, Pair, Party } from '@onward/testing'

/** A command that was answered with 201. */
export interface Accepted {
  readonly by: string
  readonly referral: string
  readonly event: string
}

export interface Load {
  /** What has been accepted so far. */
  readonly accepted: readonly Accepted[]
  /** Begins no new case, finishes those under way, and resolves with all that was accepted. */
  stop(): Promise<readonly Accepted[]>
}

export interface LoadSettings {
  /** Senders at the same time; as many answer at the receiver. */
  readonly callers?: number
  /** Where each sender rests after a case, in milliseconds. */
  readonly restMs?: number
  /** The sender's replicas, in turn; its only gateway unless given. */
  readonly senderUrls?: readonly string[]
}

/**
 * Cases from the sender to the receiver: an offer, an amendment at once behind it, and the receiver's acknowledgement
 * as soon as it has the offer.
 */
export function startLoad(
  pair: Pair,
  { callers = 4, restMs = 0, senderUrls = [pair.sender.member.url] }: LoadSettings = {},
): Load {
  const accepted: Accepted[] = []
  const offered: string[] = []
  let isOver = false
  let sending = callers

  const say = async (party: Party, request: Omit<Request, 'api'>, role: Role, at?: string) => {
    const { body } = await persist({ api: party.as(role, at), ...request })
    // Sound: a 201 has both, as the API's schema says.
    const { referral, event } = body as { referral: string; event: string }
    accepted.push({ by: party.code, referral, event })
    return referral
  }
  const send = async (turn: number) => {
    for (let i = turn; !isOver; i += 1) {
      const at = senderUrls[i % senderUrls.length]
      const referral = await say(
        pair.sender,
        { path: '/v1/referrals', body: await pair.offer() },
        'caseworker',
        at,
      )
      offered.push(referral)
      await say(pair.sender, { path: `/v1/referrals/${referral}/commands`, body: amend }, 'caseworker', at)
      await sleep(restMs)
    }
    sending -= 1
  }
  const answer = async () => {
    while (sending > 0 || offered.length > 0) {
      const referral = offered.shift()
      if (referral === undefined) await sleep(20)
      else
        await say(
          pair.receiver,
          { path: `/v1/referrals/${referral}/commands`, body: acknowledge(pair.receiver.code) },
          'focal-point',
        )
    }
  }
  const callersOf = (work: (turn: number) => Promise<void>) =>
    Array.from({ length: callers }, (_, i) => work(i))
  const done = Promise.all([...callersOf(send), ...callersOf(answer)])
  // Whoever stops the load hears of it; until then it must not end the process.
  done.catch(() => {})

  return {
    accepted,
    async stop() {
      isOver = true
      await done
      return accepted
    },
  }
}

type Role = 'caseworker' | 'focal-point'

export interface Request {
  readonly api: Api
  readonly path: string
  readonly body: unknown
}

/**
 * Repeats one request under one key until it is answered with 201: through a gateway that is not there, one whose
 * database is not there, and one that has not heard of the referral yet. Any other answer is an error.
 */
export async function persist({ api, path, body }: Request): Promise<Answer> {
  const key = { 'idempotency-key': randomUUID() }
  for (let tries = 0; ; tries += 1) {
    const answer = await api.post(path, body, key).catch(noAnswer)
    if (answer?.status === 201) return answer
    if (answer && !mayChange(answer)) {
      throw new Error(`${path} was answered with ${answer.status}: ${JSON.stringify(answer.body)}`)
    }
    await sleep(Math.min(20 * 2 ** tries, 250))
  }
}

/** What fetch throws when nobody is there, or dies in the middle; everything else is a fault of the test. */
function noAnswer(error: unknown): undefined {
  if (error instanceof TypeError || error instanceof SyntaxError) return undefined
  throw error
}

function mayChange({ status, body }: Answer): boolean {
  const code = body instanceof Object && 'code' in body ? body.code : undefined
  return status === 503 || status === 404 || code === 'IDEMPOTENCY_RUNNING' || code === 'VERSION_CONFLICT'
}

const amend = {
  verb: 'amend',
  data: {
    dataScope: ['needs'],
    sections: {
      needs: { needs: [{ needCode: 'SafeAccommodation', spl_Type: 'SocialCare', priority: 'soon' }] },
    },
    reason: 'NeedsChanged',
  },
}

function acknowledge(code: string) {
  const contact = { organisation: `${code.toLowerCase()}-focal-point`, role: 'FocalPoint' }
  return {
    verb: 'acknowledge',
    data: {
      responsible: { ...contact, staffId: 'fp-07' },
      alternate: { ...contact, staffId: 'fp-11' },
      reviewDate: '2031-11-25',
    },
  }
}
