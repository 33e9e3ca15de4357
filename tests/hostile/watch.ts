// Listens on a lane as the member it leads to, and keeps what was said.
import { groupName, type LaneConsumer, openConsumer } from '@onward/bus'
import type { Claims } from '@onward/seal'
import type { LocalMember } from '../../infra/setup/members.ts'

/** One message as it lay on the lane; the claims are read, not checked. */
export interface Heard {
  readonly type: string
  readonly token: string
  readonly value: Uint8Array
  readonly claims: Claims['receipt'] & Claims['resend'] & Claims['envelope']
}

export interface Watch {
  readonly messages: readonly Heard[]
  /** Receipts by the digest of the manifest that they answer. */
  receipts(manifest: string): readonly Heard[]
  /** What the sender of a manifest was told about it, each time: `stored`, or `rejected <code>`. */
  told(manifest: string): readonly string[]
  stop(): Promise<void>
}

export function watchLane(member: LocalMember, lane: string): Watch {
  const messages: Heard[] = []
  let next = -1n
  const consumer: LaneConsumer = openConsumer({
    settings: member.bus,
    group: groupName(member.code),
    lanes: [lane],
    position: async () => next,
    onState: () => {},
    async deliver(batch) {
      for (const { offset, value } of batch.messages) {
        messages.push(heard(value))
        next = offset + 1n
      }
    },
  })
  const receipts = (manifest: string) =>
    messages.filter(({ type, claims }) => type === 'onward.receipt.v1' && claims.sub === manifest)
  return {
    messages,
    receipts,
    told: (manifest) =>
      receipts(manifest).map(({ claims: { st, code } }) => (code === undefined ? st : `${st} ${code}`)),
    stop: () => consumer.stop(),
  }
}

function heard(value: Uint8Array): Heard {
  const outer: Record<string, string> = JSON.parse(Buffer.from(value).toString())
  const token = outer.manifest ?? outer.token ?? ''
  const [, payload = ''] = token.split('.')
  return {
    type: outer.type ?? '',
    token,
    value,
    claims: JSON.parse(Buffer.from(payload, 'base64url').toString()),
  }
}
