/**
 * Sharing without anybody's yes, to protect life (practice §2, R21): each override, of ours or of a peer, is a leaf of its
 * own in the audit log, and the data-protection officer of this member is told once it is committed.
 */
import type { Agreement, Event } from '@onward/contract'
import { authorOf, overrideIn, statement } from '@onward/referral'
import { newLeaf } from '../log/leaf.ts'
import type { LeafRow } from '../store/rows.ts'

/** What the officer needs to find it: ids, codes and the officer's own functional post; nothing of the person. */
export interface Override {
  readonly leaf: LeafRow
  readonly facts: {
    readonly referral: string
    readonly event: string
    readonly author: string
    readonly reason: string
    readonly officer: string
  }
}

/** The code under which people are told. */
export const overrideAlarm = 'OVERRIDE'

/** The override that an event brings; undefined if it brings none. `digest` is that of its signed bytes. */
export function overrideOf(
  { id, type, data, subject, source }: Pick<Event, 'id' | 'type' | 'data' | 'subject' | 'source'>,
  {
    digest,
    at,
    member,
    agreement,
  }: { digest: string; at: string; member: string; agreement: Agreement | undefined },
): Override | undefined {
  const permission = overrideIn(statement(type, data))
  if (!permission) return undefined
  const officer = agreement?.officers.find((each) => each.member === member)?.contact
  return {
    leaf: newLeaf({ kind: 'override', cdig: digest, at }),
    facts: {
      referral: subject,
      event: id,
      author: authorOf({ source }),
      reason: permission.reason ?? 'unknown',
      officer: officer ?? 'none is named in the agreement',
    },
  }
}
