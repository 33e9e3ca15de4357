/** What waits for a number after a restore, under another jti: its own may have been numbered and sent, and forgotten here. */
import type { PendingRow } from '../rows.ts'
import type { Statement, Store } from '../transaction.ts'

const columns = 'lane, kind, referral, sequence, event, claims, created_at'

const dropBodies: Statement = {
  name: 'drop renewed bodies',
  text: 'select drop_renewed_bodies()',
  values: [],
}

/** Puts an event that waits under the manifest that it is sealed for now; its place in the order stays. */
export async function renewEvent(
  store: Store,
  old: string,
  { jti, claims }: Pick<PendingRow, 'jti' | 'claims'>,
  data: string,
): Promise<void> {
  await store.transact([
    {
      name: 'renew event',
      text: `with old as (delete from outbox_pending where jti = $1 returning *),
          body as (insert into outbox_body select $2::uuid, $4::text from old)
        insert into outbox_pending (jti, ${columns})
          select $2::uuid, lane, kind, referral, sequence, event, $3::text, created_at from old`,
      values: [old, jti, claims, data],
    },
    dropBodies,
  ])
}

/** The same of all else that waits on a lane: it is not sealed for a jti. */
export async function renewOthers(store: Store, lane: string): Promise<void> {
  await store.transact([
    {
      name: 'renew others',
      text: `with old as (delete from outbox_pending where lane = $1 and kind <> 'envelope' returning *),
          renewed as materialized (select gen_random_uuid() as next, * from old),
          body as (insert into outbox_body select r.next, b.data from renewed r join outbox_body b using (jti))
        insert into outbox_pending (jti, ${columns}) select next, ${columns} from renewed`,
      values: [lane],
    },
    dropBodies,
  ])
}
