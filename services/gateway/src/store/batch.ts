/**
 * What a lane brought, and what was decided here, as the one statement that records it (0025-rows-as-json.sql). Rows go as
 * JSON, named as their columns: one parameter a table, whatever the number of rows.
 */
import type { Change } from './commit.ts'
import { deadlineColumns } from './deadlines.ts'
import type { LeafRow, Numbered } from './rows.ts'
import type { Statement } from './transaction.ts'

/** What nearly every batch changes. What is rare is not in it. */
export function recordBatch({ move, referrals, leaves, pending, ...change }: Change): Statement {
  return {
    name: 'record batch',
    text: 'select record_batch($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)',
    values: [
      ...[move?.lane ?? null, move?.from ?? null, move?.next ?? null, move?.position ?? null],
      rows(referrals, ({ caseRef, consentUntil, nextDue, deadlines, dataKey, ...row }) => ({
        ...row,
        next_due: nextDue,
        deadlines: deadlineColumns(deadlines),
        case_ref: caseRef,
        consent_until: consentUntil,
        wrapped: dataKey && binary(dataKey),
      })),
      ...apart(change.events, ({ recordedAt, content, ...row }) => [
        { ...row, recorded_at: recordedAt },
        content,
      ]),
      leafRows(leaves),
      rows(change.received, (row) => row),
      rows(change.receiptsOut, ({ lane, ...row }) => ({ ...row, proof_lane: lane })),
      rows(pending, ({ createdAt, ...row }) => ({ ...row, created_at: createdAt })),
      ...apart(change.bodies, ({ jti, data }) => [{ jti }, Buffer.from(data)]),
      rows(change.receiptsIn, ({ ownLeaf, receivedAt, ...row }) => ({
        ...row,
        own_leaf: ownLeaf,
        received_at: receivedAt,
      })),
      rows(change.idempotency, ({ request, ...row }) => ({ ...row, request: binary(request) })),
    ],
  }
}

/**
 * The next numbers of one lane and epoch, one after the other, to what waits there, or to what is recorded in the same
 * transaction and has never waited.
 */
export function numberLane(
  { tokens: [first, ...others], leaves }: Numbered,
  of: 'waiting' | 'new',
): Statement {
  if (!first) throw new Error('numbers were to be given to nothing')
  const tokens = [first, ...others]
  return {
    name: 'number lane',
    text: 'select number_lane($1, $2, $3, $4, $5, $6, $7)',
    values: [
      ...[first.lane, first.ep, first.seq, first.iat],
      of === 'waiting' ? tokens.map((row) => row.jti) : [],
      rows(tokens, ({ kind, jti, digest, event, leaf, token }) => ({
        kind,
        jti,
        digest,
        event,
        leaf,
        token,
      })),
      leafRows(leaves),
    ],
  }
}

/**
 * Rows without what is long of each, and that of all as it is: as text in JSON it would be written and read as twice as many
 * characters. Each row says where its own begins (from 1) and how long it is.
 */
function apart<Row>(
  of: readonly Row[] | undefined,
  parts: (row: Row) => readonly [columns: object, bytes: Uint8Array],
): readonly [string | null, Buffer | null] {
  if (!of || of.length === 0) return [null, null]
  const long: Uint8Array[] = []
  let first = 1
  const said = of.map((row) => {
    const [columns, bytes] = parts(row)
    const place = { first, size: bytes.length }
    first += bytes.length
    long.push(bytes)
    return { ...columns, ...place }
  })
  return [JSON.stringify(said), Buffer.concat(long)]
}

/** Leaves by themselves. */
export function appendLeaves(leaves: readonly LeafRow[]): Statement {
  return { name: 'append leaves', text: 'select append_leaves($1)', values: [leafRows(leaves)] }
}

function leafRows(leaves: readonly LeafRow[] | undefined): string | null {
  return rows(leaves, ({ salt, ...row }) => ({ ...row, salt: binary(salt) }))
}

/** Null for no row: then the function does not look at the table at all. */
function rows<Row>(of: readonly Row[] | undefined, columns: (row: Row) => object): string | null {
  return of && of.length > 0 ? JSON.stringify(of.map(columns)) : null
}

function binary(bytes: Uint8Array): string {
  return `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}`
}
