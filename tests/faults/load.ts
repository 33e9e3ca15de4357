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
  /** How long each sender rests after a case, in milliseconds. */
  readonly restMs?: number
  /** The sender's replicas, asked in turn; its only gateway unless given. */
  readonly urls?: readonly string[]
}

/**
 * Cases from the sender to the receiver: an offer, an amendment at once behind it, and the receiver's acknowledgement
 * as soon as it has the offer.
 */
export function startLoad(
  pair: Pair,
  { callers = 2, restMs = 100, urls = [pair.sender.member.url] }: LoadSettings = {},
): Load {
  const accepted: Accepted[] = []
  const offered: string[] = []
  let isOver = false
  let sending = callers

  const say = async (party: Party, apis: readonly Api[], path: string, body: unknown) => {
    const done = await persist(party.code, { apis, path, body })
    accepted.push(done)
    return done.referral
  }
  const send = async (first: number) => {
    for (let turn = first; !isOver; turn += 1) {
      const apis = urls.map((_, at) => pair.sender.as('caseworker', urls[(turn + at) % urls.length]))
      const referral = await say(pair.sender, apis, '/v1/referrals', await pair.offer())
      offered.push(referral)
      await say(pair.sender, apis, `/v1/referrals/${referral}/commands`, amend)
      await sleep(restMs)
    }
    sending -= 1
  }
  const answer = async () => {
    const body = acknowledge(pair.receiver.code)
    while (sending > 0 || offered.length > 0) {
      const referral = offered.shift()
      if (referral === undefined) await sleep(20)
      else
        await say(
          pair.receiver,
          [pair.receiver.as('focal-point')],
          `/v1/referrals/${referral}/commands`,
          body,
        )
    }
  }
  const everybody = Array.from({ length: callers }, (_, at) => [send(at), answer()])
  const done = Promise.all(everybody.flat())
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

/** Small offers, as fast as so many callers get them accepted. */
export async function offerMany(pair: Pair, count: number, callers = 24): Promise<readonly Accepted[]> {
  const accepted: Accepted[] = []
  const { sender } = pair
  const apis = [sender.as('caseworker')]
  let left = count
  const send = async () => {
    for (; left > 0; ) {
      left -= 1
      const body = await pair.offer(small)
      accepted.push(await persist(sender.code, { apis, path: '/v1/referrals', body }))
    }
  }
  await Promise.all(Array.from({ length: callers }, send))
  return accepted
}

interface Request {
  /** Replicas of one gateway: the next is asked when one does not answer. */
  readonly apis: readonly Api[]
  readonly path: string
  readonly body: unknown
}

/**
 * Repeats one request under one key until it is answered with 201: through a gateway that is not there, one whose
 * database is not there, and one that has not heard of the referral yet. Any other answer is an error.
 */
async function persist(by: string, { apis, path, body }: Request): Promise<Accepted> {
  const key = { 'idempotency-key': randomUUID() }
  for (let tries = 0; ; tries += 1) {
    const answer = await apis[tries % apis.length]?.post(path, body, key).catch(noAnswer)
    if (answer?.status === 201) {
      return { by, referral: answer.text('/referral'), event: answer.text('/event') }
    }
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

const needs = {
  needs: [{ needCode: 'SafeAccommodation', spl_Type: 'SocialCare', priority: 'soon' }],
} as const
const small = { dataScope: ['needs'], sections: { needs } } as const

const amend = {
  verb: 'amend',
  data: { ...small, reason: 'NeedsChanged' },
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
