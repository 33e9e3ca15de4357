-- What was decided here is recorded as what a lane brought is (0008, 0023): a batch of rows in one statement, with the bodies
-- that go with them and the Idempotency-Keys that they answer (ADR 27).
drop function record_event;

-- What is due of each, in place of what was (0012).
drop function keep_deadlines;
create function keep_deadlines(p_referrals jsonb) returns void language plpgsql as $$
begin
  insert into due_list
    select id, (deadlines->0->>'due')::timestamptz, (deadlines->-1->>'due')::timestamptz, deadlines
    from jsonb_to_recordset(p_referrals) as r(id uuid, deadlines jsonb) where jsonb_array_length(deadlines) > 0
  on conflict (referral) do update
    set first_due = excluded.first_due, last_due = excluded.last_due, deadlines = excluded.deadlines
    where due_list.deadlines <> excluded.deadlines;
  delete from due_list where referral = any (array(
    select id from jsonb_to_recordset(p_referrals) as r(id uuid, deadlines jsonb) where jsonb_array_length(deadlines) = 0));
end $$;

create or replace function move_on(p_referral uuid, p_version integer, p_next_due timestamptz, p_deadlines jsonb) returns void
language plpgsql as $$
begin
  update referral set next_due = p_next_due where id = p_referral and version = p_version;
  if found then
    perform keep_deadlines(jsonb_build_array(jsonb_build_object('id', p_referral, 'deadlines', p_deadlines)));
  end if;
end $$;

-- Views of referrals, each once: those that are new (`expected` 0) as rows, the others only if they are still what was read.
-- Everybody locks a referral before what is due of it, and several in the order of their ids.
drop function commit_referral;
create function commit_referrals(p_referrals jsonb) returns void language plpgsql as $$
declare
  wanted integer;
  begun integer;
  known record;
begin
  with said as materialized (
    select * from jsonb_to_recordset(p_referrals) as r(id uuid, expected integer, case_ref text, sender text, receiver text,
      purpose text, urgency text, status text, consent_until timestamptz, version integer, at timestamptz,
      next_due timestamptz, transfers boolean)
    where expected = 0
  ), new as (
    insert into referral (id, case_ref, sender, receiver, purpose, urgency, status, consent_until, version, created_at,
        updated_at, next_due, transfers)
      select id, case_ref, sender, receiver, purpose, urgency, status, consent_until, version, at, at, next_due, transfers
      from said
    on conflict (id) do nothing returning id
  )
  select (select count(*) from said), (select count(*) from new) into wanted, begun;
  if begun <> wanted then
    raise exception 'the referral has changed since it was read' using errcode = 'OW001';
  end if;
  if wanted < jsonb_array_length(p_referrals) then
    for known in
      select * from jsonb_to_recordset(p_referrals) as r(id uuid, expected integer, urgency text, status text,
        consent_until timestamptz, version integer, at timestamptz, next_due timestamptz, transfers boolean)
      where expected > 0 order by id
    loop
      update referral set status = known.status, urgency = known.urgency, consent_until = known.consent_until,
        version = known.version, updated_at = greatest(updated_at, known.at), next_due = known.next_due,
        transfers = transfers or known.transfers
      where id = known.id and version = known.expected;
      if not found then
        raise exception 'the referral has changed since it was read' using errcode = 'OW001';
      end if;
    end loop;
  end if;
  perform keep_deadlines(p_referrals);
  insert into data_key select id, wrapped from jsonb_to_recordset(p_referrals) as r(id uuid, wrapped bytea)
    where wrapped is not null;
end $$;

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
    perform commit_referrals(p_referrals);
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
