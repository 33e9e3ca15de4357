// What the check of the whole truth must see: each of these is a way to lose, double, reorder, forge or hide something.
import type { PartyRecord } from './record.ts'

type Records = readonly [PartyRecord, PartyRecord]

export interface Damage {
  readonly name: string
  /** Changes the records of sender and receiver. */
  readonly damage: (one: PartyRecord, other: PartyRecord) => Records
  /** What is said of it. */
  readonly seen: RegExp
}

export const damages: readonly Damage[] = [
  {
    name: 'an event that one side lacks',
    damage: (one, other) => [one, { ...other, events: other.events.slice(1) }],
    seen: /hold other events/,
  },
  {
    name: 'an accepted command without an effect on either side',
    damage: (one, other) => [
      { ...one, events: one.events.slice(1) },
      { ...other, events: other.events.slice(1) },
    ],
    seen: /^accepted: \d+, recorded/,
  },
  {
    name: 'an event that was held for void',
    damage: (one, other) => [one, { ...other, voids: ['digest'] }],
    seen: /1 events for void/,
  },
  {
    name: 'a message that was set aside',
    damage: (one, other) => [{ ...one, quarantine: ['SEQ_FORK'] }, other],
    seen: /aside: SEQ_FORK/,
  },
  {
    name: 'a number that was never given',
    damage: (one, other) => [{ ...one, sent: without(one.sent, 3) }, other],
    seen: /does not continue the lane/,
  },
  {
    name: 'a number that was never taken',
    damage: (one, other) => [one, { ...other, received: without(other.received, 3) }],
    seen: /numbered \d+ messages and \w+ took \d+/,
  },
  {
    name: 'a number with two faces',
    damage: (one, other) => [one, { ...other, received: changed(other.received, 3, { token: 'another' }) }],
    seen: /or they are not the same/,
  },
  {
    name: 'events of a referral that were sent in another order',
    damage: (one, other) => [{ ...one, sent: one.sent.toReversed() }, other],
    seen: /out of order/,
  },
  {
    name: 'a receipt that never came',
    damage: (one, other) => [{ ...one, receiptsIn: without(one.receiptsIn, 0) }, other],
    seen: /receipts signed, promised, arrived: 1,1,0/,
  },
  {
    name: 'a manifest with two receipts',
    damage: (one, other) => [one, { ...other, sent: twice(other.sent, 'receipt') }],
    seen: /receipts signed, promised, arrived: 2,1,1/,
  },
  {
    name: 'a receipt for another leaf than was promised',
    damage: (one, other) => [
      one,
      { ...other, receiptsOut: changed(other.receiptsOut, 0, { leaf: 'another' }) },
    ],
    seen: /receipts signed, promised, arrived: 1,1,1/,
  },
  {
    name: 'a receipt whose signature does not hold',
    damage: (one, other) => [one, { ...other, sent: other.sent.map(forged) }],
    seen: /the receipt of .* does not hold/,
  },
  {
    name: 'a leaf that is gone from the tree',
    damage: (one, other) => [one, { ...other, leaves: without(other.leaves, 2) }],
    seen: /is not of this tree/,
  },
  {
    name: 'a leaf that no checkpoint covers',
    damage: (one, other) => [{ ...one, checkpoints: one.checkpoints.slice(0, -1) }, other],
    seen: /does not cover all leaves/,
  },
  {
    name: 'a leaf that opens to something else',
    damage: (one, other) => [
      { ...one, openings: changed(one.openings, 0, { salt: new Uint8Array(32) }) },
      other,
    ],
    seen: /does not open/,
  },
  {
    name: 'a leaf about a message that there was not',
    damage: (one, other) => [{ ...one, receiptsIn: without(one.receiptsIn, 0) }, other],
    seen: /has leaves \d+,\d+,\d+,\d+ for/,
  },
]

function without<Row>(rows: readonly Row[], at: number): readonly Row[] {
  return rows.toSpliced(at, 1)
}

function changed<Row>(rows: readonly Row[], at: number, change: Partial<Row>): readonly Row[] {
  return rows.map((row, index) => (index === at ? { ...row, ...change } : row))
}

function twice<Row extends { readonly kind: string }>(rows: readonly Row[], kind: string): readonly Row[] {
  return [...rows, ...rows.filter((row) => row.kind === kind).slice(0, 1)]
}

/** The last character of a base64url signature but one: the last holds bits that count for nothing. */
function forged<Row extends { readonly token: string }>(row: Row): Row {
  const other = row.token.at(-2) === 'A' ? 'B' : 'A'
  return { ...row, token: `${row.token.slice(0, -2)}${other}${row.token.slice(-1)}` }
}
