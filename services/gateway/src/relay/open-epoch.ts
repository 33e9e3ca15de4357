/**
 * A new epoch of a lane (protocol §2): the way back from a fork, a compromise, a restore. The directory begins it, and the
 * relay numbers from 1 in it. What the peer has not accepted before is said anew: events without a receipt are sealed anew,
 * receipts, proofs and requests to send again that came after the last accepted number are repeated.
 */
import { randomUUID } from 'node:crypto'
import type { Anew, SentToken, Unreceipted } from '../store/lane/outbox.ts'
import { type RepublishDeps, sealAnew } from './republish.ts'

export interface OpenEpochDeps
  extends Pick<
    RepublishDeps,
    'member' | 'now' | 'directory' | 'signedEvent' | 'commitAnew' | 'wake' | 'alarm'
  > {
  readonly unreceiptedBefore: (lane: string, ep: number) => Promise<readonly Unreceipted[]>
  readonly unheardBefore: (
    lane: string,
    ep: number,
    last: { readonly epoch: number; readonly seq: number },
    limit: number,
  ) => Promise<readonly SentToken[]>
  readonly sayAnew: (lane: string, messages: readonly Anew[]) => Promise<void>
}

const BATCH = 500

/**
 * One round over a lane, safe to repeat: what was numbered in the old epoch while this one began is found by the next.
 * Resolves with how much was said anew.
 */
export async function openEpoch(deps: OpenEpochDeps, lane: string): Promise<number> {
  const { epoch, last } = deps.directory().lane(lane) ?? {}
  if (epoch === undefined || !last) return 0
  let sealed = 0
  for (const token of await deps.unreceiptedBefore(lane, epoch)) {
    if (await sealAnew(deps, lane, token)) sealed += 1
  }
  const unheard = await deps.unheardBefore(lane, epoch, last, BATCH)
  await deps.sayAnew(
    lane,
    unheard.flatMap((token) => anew(lane, token, deps.now()) ?? []),
  )
  if (sealed + unheard.length > 0) deps.wake(lane)
  return sealed + unheard.length
}

/** What is a kind's own in its claims; the others are given with the number. Events have a way of their own. */
const ownClaims: Readonly<Record<string, readonly string[]>> = {
  receipt: ['sub', 'st', 'code', 'leaf', 'salt', 'at'],
  proof: ['dig'],
  resend: ['from', 'to', 'of'],
}

/** A token of an epoch that is over as a message without a number; undefined for a kind that is of no use there. */
export function anew(lane: string, { kind, jti: old, token, data }: SentToken, now: Date): Anew | undefined {
  const names = ownClaims[kind]
  if (!names || (kind === 'proof' && data === null)) return undefined
  const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
  // Sound: only kinds of the list have names.
  const row = {
    jti: randomUUID(),
    lane,
    kind: kind as 'receipt' | 'proof' | 'resend',
    claims: JSON.stringify(claims, [...names]),
    createdAt: now.toISOString(),
  }
  return { old, row, ...(data === null ? {} : { data }) }
}
