/**
 * What the role `eraser` does to one referral, in one transaction: the data key, the openings that name people, what waits
 * in outbox and quarantine, and all that is kept beside the events. Events, leaves, receipts and tokens stay (protocol §6).
 */
import type pg from 'pg'
import type { Destruction, Entry } from '../../rights/destruction-register.ts'
import { appendLeaves } from '../batch.ts'
import type { LeafRow } from '../rows.ts'

/**
 * What was approved by a second person, told to the other side and is under no legal hold, the oldest first.
 *
 * @param at of the destruction
 */
export async function dueDestructions(client: pg.Client, at: string): Promise<readonly Destruction[]> {
  const { rows } = await client.query<Omit<Destruction, 'at'>>(
    `select e.id, e.referral, e.ground, e.by as asked, a.by as approved
     from erasure e join erasure_approval a using (id) join erasure_told t using (id)
     where person_in(e.by) <> person_in(a.by) and not exists (select from erasure_done d where d.id = e.id)
       and not is_held(e.referral, $1)
     order by t.at`,
    [at],
  )
  return rows.map((row) => ({ ...row, at }))
}

/** Of these entries those that this database has not destroyed, or that have come back. */
export async function undestroyed(client: pg.Client, entries: readonly Entry[]): Promise<readonly Entry[]> {
  const { rows } = await client.query<{ id: string }>(
    `select n.id from unnest($1::uuid[], $2::uuid[]) as n(id, referral) join referral r on r.id = n.referral
     where not exists (select from erasure_done d where d.id = n.id)
       or exists (select from data_key k where k.referral = n.referral)`,
    [entries.map(({ id }) => id), entries.map(({ referral }) => referral)],
  )
  const found = new Set(rows.map(({ id }) => id))
  return entries.filter(({ id }) => found.has(id))
}

/**
 * Destroys, and appends the leaf that says so. Done twice it does nothing the second time. What is being decided about the
 * referral meanwhile finds another version and is decided anew, which an erased referral refuses.
 *
 * @returns how many leaves lost their opening; undefined for a referral that is not in this database
 */
export async function destroy(
  client: pg.Client,
  entry: Entry,
  leafOf: (openings: number) => LeafRow,
): Promise<number | undefined> {
  await client.query('begin')
  try {
    const openings = await destroyWithin(client, entry, leafOf)
    await client.query(openings === undefined ? 'rollback' : 'commit')
    return openings
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

async function destroyWithin(
  client: pg.Client,
  entry: Entry,
  leafOf: (openings: number) => LeafRow,
): Promise<number | undefined> {
  const { id, referral, ground, asked, approved, at } = entry
  const { rows } = await client.query<{ local_case: string }>(
    'select local_case from referral where id = $1 for update',
    [referral],
  )
  const localCase = rows[0]?.local_case
  if (localCase === undefined) return undefined
  await client.query('select lock_case($1)', [localCase])
  const { rowCount: openings } = await client.query(personalOpenings, [referral])
  for (const statement of ofReferral) await client.query(statement, [referral])
  for (const statement of ofCase) await client.query(statement, [localCase])
  await client.query(
    `update referral set version = version + 1, updated_at = greatest(updated_at, $2), consent_until = null, next_due = null
     where id = $1`,
    [referral, at],
  )

  const { rowCount: isKnown } = await client.query('select from erasure_done where id = $1', [id])
  if (isKnown) return openings ?? 0
  const leaf = leafOf(openings ?? 0)
  const { text, values } = appendLeaves([leaf])
  const { rows: appended } = await client.query<{ append_leaves: Readonly<Record<string, number>> }>(text, [
    ...values,
  ])
  // A restored database may never have heard that it was asked for.
  await client.query('insert into erasure values ($1, $2, $3, $4, $5) on conflict do nothing', [
    ...[id, referral, ground, asked, at],
  ])
  await client.query('insert into erasure_approval values ($1, $2, $3) on conflict do nothing', [
    ...[id, approved, at],
  ])
  await client.query(
    'insert into erasure_done (id, entry, leaf_seq, openings, at) values ($1, $2, $3, $4, $5)',
    [id, entry.digest, appended[0]?.append_leaves[leaf.hash], openings ?? 0, at],
  )
  return openings ?? 0
}

/** Openings that say of which referral they are, or of which of its links: those name a person, a reader or a reason. */
const personalOpenings = `delete from opening
  where (record like '%"referral":%' and record::jsonb ->> 'referral' = $1::uuid::text)
     or (record like '%"link":%' and record::jsonb ->> 'link' in (select id::text from link where referral = $1::uuid))`

/** Our manifests of a referral, but that by which the other side is told of its erasure: nothing personal is in that. */
const ownMessages = `select t.jti from event e join lane_token t on t.event = e.digest
    where e.referral = $1 and e.digest not in (select event from erasure_told where event is not null)
  union all select p.jti from outbox_pending p
    where (p.referral = $1 or p.event in (select digest from event where referral = $1))
      and p.event not in (select event from erasure_told where event is not null)`

/** What is of one referral. The data key is the last: whatever else there is under it can then be read by nobody. */
const ofReferral: readonly string[] = [
  `delete from outbox_body where jti in (${ownMessages})`,
  // Without its body it could never be sent; it has no number yet, so nobody misses it.
  `delete from outbox_pending where jti in (${ownMessages})`,
  `delete from quarantine_body where id in (select id from quarantine q where q.referral = $1
     or q.digest in (select r.manifest from event e join receipt_out r on r.event = e.digest where e.referral = $1))`,
  `delete from idempotency where referral = $1 or path like '/v1/referrals/' || $1::uuid::text || '/%'`,
  'select erase_accesses($1)',
  'delete from noted_answer where referral = $1',
  'delete from link where referral = $1',
  'delete from due_list where referral = $1',
  'delete from match_decision where $1 in (referral, other)',
  'delete from data_key where referral = $1',
]

/** What is of the whole case, once nothing of it is left. */
const wholeCaseErased =
  'not exists (select from referral r join data_key k on k.referral = r.id where r.local_case = $1)'
const ofCase: readonly string[] = [
  `delete from local_record where local_case = $1 and ${wholeCaseErased}`,
  `delete from idempotency where path like '/v1/cases/' || $1::uuid::text || '/%' and ${wholeCaseErased}`,
]
