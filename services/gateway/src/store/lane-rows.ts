/** What a batch of a lane leaves behind beside its events: proofs, resends, outcomes and counts. */
import type { Change } from './commit.ts'
import { insert } from './rows.ts'
import type { Statement } from './transaction.ts'

export const insertProofsIn = (rows: NonNullable<Change['proofsIn']>): Statement =>
  insert(
    'proof_in',
    [
      ['leaf', 'text', rows.map((row) => row.leaf)],
      ['proof', 'text', rows.map((row) => row.proof)],
      ['arrived_at', 'timestamptz', rows.map((row) => row.at)],
    ],
    ' on conflict (leaf) do nothing',
  )

export const insertResends = (rows: NonNullable<Change['resends']>): Statement => ({
  name: 'resends',
  text: `insert into resend_pending (lane, ep, seq)
    select t.lane, t.ep, t.seq from unnest($1::text[], $2::int[], $3::bigint[], $4::bigint[]) as r(lane, ep, first, last)
    join lane_token t on t.lane = r.lane and t.ep = r.ep and t.seq between r.first and r.last
    on conflict do nothing`,
  values: [
    rows.map((row) => row.lane),
    rows.map((row) => row.ep),
    rows.map((row) => row.from),
    rows.map((row) => row.to),
  ],
})

export const insertDuplicates = (rows: NonNullable<Change['duplicates']>): Statement =>
  insert(
    'duplicate_answered',
    [
      ['manifest', 'text', rows.map((row) => row.manifest)],
      ['at', 'timestamptz', rows.map((row) => row.at)],
    ],
    ' on conflict (manifest) do update set at = excluded.at',
  )

export const insertOutcomes = (rows: NonNullable<Change['outcomes']>): Statement =>
  insert('quarantine_outcome', [
    ['id', 'uuid', rows.map((row) => row.id)],
    ['outcome', 'text', rows.map((row) => row.outcome)],
    ['code', 'text', rows.map((row) => row.code ?? null)],
    ['at', 'timestamptz', rows.map((row) => row.at)],
  ])

export const countFlood = (rows: NonNullable<Change['flood']>): Statement =>
  insert(
    'quarantine_flood',
    [
      ['lane', 'text', rows.map((row) => row.lane)],
      ['hour', 'timestamptz', rows.map((row) => row.hour)],
      ['code', 'text', rows.map((row) => row.code)],
      ['count', 'bigint', rows.map((row) => row.count)],
    ],
    ' on conflict (lane, hour, code) do update set count = quarantine_flood.count + excluded.count',
  )
