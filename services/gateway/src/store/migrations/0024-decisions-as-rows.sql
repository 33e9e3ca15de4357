-- What was decided here is recorded as what a lane brought is (0008, 0023): a batch of rows in one statement, with the bodies
-- that go with them and the Idempotency-Keys that they answer (ADR 27).
drop function record_event;

drop function record_batch;
create function record_batch(
  p_lane text, p_from bigint, p_next bigint, p_position text,
  p_referrals jsonb, p_events jsonb, p_contents bytea, p_leaves jsonb, p_received jsonb, p_receipts_out jsonb,
  p_pending jsonb, p_bodies jsonb, p_data bytea, p_receipts_in jsonb, p_idempotency jsonb
) returns void language plpgsql as $$
declare
  seqs jsonb;
begin
  if p_lane is not null then
    perform move_lane(p_lane, p_from, p_next, p_position);
  end if;
  if p_referrals is not null then
    perform commit_referral(id, expected, case_ref, sender, receiver, purpose, urgency, status, consent_until, version, at,
        next_due, deadlines, transfers)
      from jsonb_to_recordset(p_referrals) as r(id uuid, expected integer, case_ref text, sender text, receiver text,
        purpose text, urgency text, status text, consent_until timestamptz, version integer, at timestamptz,
        next_due timestamptz, deadlines jsonb, transfers boolean);
    insert into data_key select id, wrapped from jsonb_to_recordset(p_referrals) as r(id uuid, wrapped bytea)
      where wrapped is not null;
  end if;
  if p_events is not null then
    insert into event select id, author, referral, sequence, type, digest, at, recorded_at, substring(p_contents from first for size)
      from jsonb_to_recordset(p_events) as e(id uuid, author text, referral uuid, sequence integer, type text, digest text,
        at timestamptz, recorded_at timestamptz, first integer, size integer);
  end if;
  if p_leaves is not null then
    seqs := append_leaves(p_leaves);
  end if;
  if p_received is not null then
    insert into lane_received select * from jsonb_to_recordset(p_received) as t(lane text, ep integer, seq bigint,
      kind text, jti uuid, digest text, token text, at timestamptz);
  end if;
  if p_receipts_out is not null then
    with receipt as (
      insert into receipt_out (manifest, st, code, event, leaf, at, leaf_seq)
        select manifest, st, code, event, leaf, at, (seqs ->> leaf)::bigint
        from jsonb_to_recordset(p_receipts_out) as r(manifest text, st text, code text, event text, leaf text, at timestamptz)
    )
    insert into proof_pending select (seqs ->> leaf)::bigint, proof_lane
      from jsonb_to_recordset(p_receipts_out) as r(leaf text, proof_lane text);
  end if;
  if p_pending is not null then
    insert into outbox_pending select * from jsonb_to_recordset(p_pending) as p(jti uuid, lane text, kind text,
      referral uuid, sequence integer, event text, claims text, created_at timestamptz);
  end if;
  if p_bodies is not null then
    insert into outbox_body select jti, convert_from(substring(p_data from first for size), 'UTF8')
      from jsonb_to_recordset(p_bodies) as b(jti uuid, first integer, size integer);
  end if;
  if p_receipts_in is not null then
    insert into receipt_in select * from jsonb_to_recordset(p_receipts_in) as r(manifest text, st text, code text, leaf text,
      salt text, at text, token text, own_leaf text, received_at timestamptz);
    perform drop_receipted_bodies(array(select manifest from jsonb_to_recordset(p_receipts_in) as r(manifest text)));
  end if;
  if p_idempotency is not null then
    insert into idempotency select * from jsonb_to_recordset(p_idempotency) as i(principal text, method text, path text,
      key text, request bytea, status smallint, referral uuid, event uuid, at timestamptz);
  end if;
end $$;
