// What a gateway shows an auditor: which referrals it holds, what was said about them, and what proves it.
import { type Caller, until } from './api.ts'

/** A leaf and what is behind it. */
export interface LeafEvidence {
  readonly hash: string
  readonly salt: string | null
  readonly record: string | null
}

/** One message as one side can prove it. */
export interface MessageEvidence {
  readonly direction: 'sent' | 'received'
  readonly event: string
  readonly manifest: string
  readonly manifestDigest: string
  readonly leaf: LeafEvidence | null
  readonly proof: string | null
  readonly receipt: {
    readonly st: string
    readonly at: string
    readonly leaf: string
    readonly token: string | null
    readonly proof: string | null
  } | null
}

/** A message whose every proof has arrived. */
export interface ProvenMessage extends MessageEvidence {
  readonly leaf: LeafEvidence
  readonly proof: string
  readonly receipt: NonNullable<MessageEvidence['receipt']> & { readonly token: string }
}

export async function evidenceOf(caller: Caller, referral: string): Promise<readonly MessageEvidence[]> {
  const { body } = await caller.get<{ readonly messages: readonly MessageEvidence[] }>(
    `/v1/referrals/${referral}/evidence`,
  )
  return body.messages
}

/** The digests of all events of a referral, both members'. */
export async function eventsOf(caller: Caller, referral: string): Promise<readonly string[]> {
  const { body } = await caller.get<{ readonly events: readonly { readonly digest: string }[] }>(
    `/v1/referrals/${referral}/timeline`,
  )
  return body.events.map(({ digest }) => digest)
}

/** Every referral that this side holds, the one last heard of first, however many pages that are. */
export async function referralsOf(caller: Caller): Promise<Page['referrals']> {
  const held: Page['referrals'][number][] = []
  for (let cursor = ''; ; ) {
    const { body } = await caller.get<Page>(`/v1/referrals?limit=100${cursor}`)
    held.push(...body.referrals)
    if (body.next === undefined) return held
    cursor = `&cursor=${body.next}`
  }
}

interface Page {
  readonly referrals: readonly { readonly id: string; readonly updatedAt: string }[]
  readonly next?: string
}

/**
 * The evidence of one referral once it is complete: a message is proved when the next checkpoints of both logs are
 * signed, a second or two after it was sent.
 *
 * @throws StoryError NOT_IN_TIME
 */
export function completeEvidence(caller: Caller, referral: string): Promise<readonly ProvenMessage[]> {
  const proven = async () => {
    const messages = await evidenceOf(caller, referral)
    return messages.every(isProven) ? messages : undefined
  }
  return until(`${caller.member} proves every message`, proven, { ms: 30_000, every: 100 })
}

function isProven(message: MessageEvidence): message is ProvenMessage {
  const { direction, leaf, proof, receipt } = message
  if (leaf === null || proof === null || receipt?.token == null) return false
  // The receiver's own proof comes to the sender by the lane.
  return direction === 'received' || receipt.proof !== null
}
