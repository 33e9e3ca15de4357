/**
 * The places between two steps where a crash must lose nothing. Each is reported as it is reached; the fault
 * tests let a gateway die there (SIGKILL), everybody else ignores the report.
 */
export type Gap =
  | 'submit.committed' // the event is recorded, with its number or waiting for one
  | 'relay.numbered' // the number is committed, nothing has been sent
  | 'relay.sent' // the broker has it, we have not noted that
  | 'receive.fetched' // we hold the messages, nothing is committed
  | 'receive.committed' // effects are committed, Kafka's offset is not
  | 'checkpoint.grown' // the tree is computed, the checkpoint is not committed
  | 'checkpoint.committed' // the checkpoint is committed, the proofs we owe are not queued
  | 'remind.said' // the event that something is overdue is committed, the stage is not
  | 'remind.told' // one recipient of the case has heard of a fact outside the rules, the next has not
  | 'remind.fired' // stages are committed, nobody has been told of them here
  | 'erase.said' // the other side will be told that it is erased, and we have not noted that
  | 'erase.registered' // the destruction register has it, nothing is destroyed
  | 'erase.destroyed' // it is destroyed, nobody has been told of it here
  | 'outage.announced' // a peer is told that we were away, the heartbeat is still the old one

/** Those that only an erasure leads to. */
export const gapsOfErasure = [
  'erase.said',
  'erase.registered',
  'erase.destroyed',
] as const satisfies readonly Gap[]

/** Those that every handover comes to. */
export const gaps = [
  'submit.committed',
  'relay.numbered',
  'relay.sent',
  'receive.fetched',
  'receive.committed',
  'checkpoint.grown',
  'checkpoint.committed',
] as const satisfies readonly Gap[]

/** Those that only time leads to. */
export const gapsOfTime = [
  'remind.said',
  'remind.told',
  'remind.fired',
  'outage.announced',
] as const satisfies readonly Exclude<Gap, (typeof gaps)[number] | (typeof gapsOfErasure)[number]>[]
