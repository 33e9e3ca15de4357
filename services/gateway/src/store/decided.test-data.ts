import { randomBytes, randomUUID } from 'node:crypto'
import type { Decided } from './commit.ts'
import type { LeafRow } from './rows.ts'

const at = '2026-03-01T12:00:00.000Z'

/** A first event on this lane, and all that follows from it. */
export function decided(lane: string): Decided {
  const id = randomUUID()
  const digest = hash()
  const parties = { sender: 'NL', receiver: 'RO', caseRef: 'NL-R-7F3K9Q', purpose: 'SafeReturn' }
  const event = {
    id: randomUUID(),
    author: 'NL',
    referral: id,
    sequence: 1,
    type: 'referral.submitted',
    digest,
    at,
  }
  return {
    view: {
      id,
      expected: 0,
      version: 1,
      urgency: 'normal',
      status: 'submitted',
      transfers: false,
      deadlines: [],
      at,
      ...parties,
    },
    event: { ...event, recordedAt: at, content: randomBytes(8) },
    leaf: leaf(),
    pending: {
      ...{ jti: randomUUID(), lane, kind: 'envelope', claims: '{}', createdAt: at },
      ...{ referral: id, sequence: 1, event: digest },
    },
    body: 'body',
  }
}

export function leaf(): LeafRow {
  return { hash: hash(), salt: randomBytes(32), record: '{}' }
}

export function hash(): string {
  return randomBytes(32).toString('base64url')
}
