-- What is due, and what has come of it: deadlines derived from the events, the stages that have been fired, and the
-- last sign of life of this gateway.
--
-- `deadline` and `next_due` are written with the view, in its own commit. Nothing is found by a cursor over time: a
-- referral is due while `next_due` is past, and that moves on together with what has been fired.

-- The earliest instant at which something may have to be said or noted. What was recorded before this migration is
-- looked at once.
alter table referral add column next_due timestamptz default '-infinity';
alter table referral alter column next_due drop default;
create index referral_due on referral (next_due) where next_due is not null;

-- What somebody still owes, with what a list needs to show and to select it: no content.
create table deadline (
  referral     uuid not null references referral,
  id           text not null check (length(id) <= 128),
  name         text not null,
  owed_by      text not null,
  since        timestamptz not null,
  due          timestamptz not null,       -- 'infinity' while it stands still
  paused_since timestamptz,
  concerns     text[] not null,            -- '<member>/<organisation>[/<staff id>]'
  primary key (referral, id)
);
create index deadline_by_due on deadline (due, referral, id);

-- One row for each stage that was fired; inserting it is the firing, so replicas and restarts repeat nothing.
-- `nth` tells several stages of one name apart (30, 14 and 3 days ahead).
create table reminder (
  referral     uuid not null references referral,
  deadline     text not null,
  since        timestamptz not null,
  stage        text not null check (stage in ('reminder', 'escalation', 'overdue')),
  nth          smallint not null check (nth > 0),
  at           timestamptz not null,
  fired_at     timestamptz not null,
  escalated_to text check (stage = 'escalation' or escalated_to is null),
  primary key (referral, deadline, since, stage, nth)
);

-- When database and broker were last both well: a gap in it is an outage. `clock_offset` is by how much an exercise
-- had moved the clock then (ms); what moves the clock is no outage.
create table heartbeat (
  one          boolean primary key default true check (one),
  at           timestamptz not null,
  clock_offset bigint not null
);

create function keep_deadlines(p_referral uuid, p_deadlines jsonb, p_known boolean) returns void language plpgsql as $$
begin
  if p_known then
    delete from deadline where referral = p_referral;
  end if;
  insert into deadline
    select p_referral, d.id, d.name, d.owed_by, d.since, d.due, d.paused_since, d.concerns
    from jsonb_to_recordset(p_deadlines) as d(id text, name text, owed_by text, since timestamptz, due timestamptz,
      paused_since timestamptz, concerns text[]);
end $$;

-- Moves a referral on after its stages were fired, unless a commit was there meanwhile and knows better.
create function move_on(p_referral uuid, p_version integer, p_next_due timestamptz, p_deadlines jsonb) returns void
language plpgsql as $$
begin
  update referral set next_due = p_next_due where id = p_referral and version = p_version;
  if found then
    perform keep_deadlines(p_referral, p_deadlines, true);
  end if;
end $$;

-- 0001, 0005 and 0006 again, with what is due, and whether it moves responsibility; nothing else in them is new.
drop function record_event;
drop function commit_referral;

create function commit_referral(
  p_id uuid, p_expected integer, p_case_ref text, p_sender text, p_receiver text, p_purpose text, p_urgency text,
  p_status text, p_consent_until timestamptz, p_version integer, p_at timestamptz, p_next_due timestamptz,
  p_deadlines jsonb, p_transfers boolean
) returns void language plpgsql as $$
begin
  if p_expected = 0 then
    insert into referral (id, case_ref, sender, receiver, purpose, urgency, status, consent_until, version, created_at,
      updated_at, next_due, transfers) values
      (p_id, p_case_ref, p_sender, p_receiver, p_purpose, p_urgency, p_status, p_consent_until, p_version, p_at, p_at,
       p_next_due, p_transfers)
    on conflict (id) do nothing;
  else
    update referral set status = p_status, urgency = p_urgency, consent_until = p_consent_until,
      version = p_version, updated_at = greatest(updated_at, p_at), next_due = p_next_due,
      transfers = transfers or p_transfers
    where id = p_id and version = p_expected;
  end if;
  if not found then
    raise exception 'the referral has changed since it was read' using errcode = 'OW001';
  end if;
  perform keep_deadlines(p_id, p_deadlines, p_expected > 0);
end $$;

create function record_event(
  p_referral uuid, p_expected integer, p_case_ref text, p_sender text, p_receiver text, p_purpose text, p_urgency text,
  p_status text, p_consent_until timestamptz, p_version integer, p_wrapped bytea,
  p_id uuid, p_author text, p_sequence integer, p_type text, p_digest text, p_at timestamptz, p_content bytea,
  p_leaf text, p_salt bytea, p_record text,
  p_jti uuid, p_lane text, p_claims text, p_body text,
  p_principal text, p_method text, p_path text, p_key text, p_request bytea, p_response smallint,
  p_next_due timestamptz, p_deadlines jsonb, p_transfers boolean
) returns void language plpgsql as $$
declare
  leaf_seq bigint;
begin
  perform commit_referral(p_referral, p_expected, p_case_ref, p_sender, p_receiver, p_purpose, p_urgency, p_status,
    p_consent_until, p_version, p_at, p_next_due, p_deadlines, p_transfers);
  if p_wrapped is not null then
    insert into data_key values (p_referral, p_wrapped);
  end if;
  insert into event values (p_id, p_author, p_referral, p_sequence, p_type, p_digest, p_at, p_at, p_content);
  insert into audit_leaf (hash) values (p_leaf) returning seq into leaf_seq;
  insert into audit_leaf_pending values (leaf_seq);
  insert into opening values (p_leaf, p_salt, p_record);
  insert into outbox_pending values (p_jti, p_lane, 'envelope', p_referral, p_sequence, p_digest, p_claims, p_at);
  insert into outbox_body values (p_jti, p_body);
  if p_key is not null then
    insert into idempotency values
      (p_principal, p_method, p_path, p_key, p_request, p_response, p_referral, p_id, p_at);
  end if;
end $$;

create or replace function record_batch(
  p_lane text, p_from bigint, p_next bigint, p_position text,
  p_referrals jsonb, p_events jsonb, p_leaves jsonb, p_received jsonb, p_receipts_out jsonb, p_pending jsonb,
  p_receipts_in jsonb
) returns void language plpgsql as $$
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
    insert into event select * from jsonb_to_recordset(p_events) as e(id uuid, author text, referral uuid, sequence integer,
      type text, digest text, at timestamptz, recorded_at timestamptz, content bytea);
  end if;
  if p_leaves is not null then
    perform append_leaves(p_leaves);
  end if;
  if p_received is not null then
    insert into lane_received select * from jsonb_to_recordset(p_received) as t(lane text, ep integer, seq bigint,
      kind text, jti uuid, digest text, token text, at timestamptz);
  end if;
  if p_receipts_out is not null then
    insert into receipt_out select * from jsonb_to_recordset(p_receipts_out) as r(manifest text, st text, code text,
      event text, leaf text, at timestamptz);
    insert into proof_pending select * from jsonb_to_recordset(p_receipts_out) as r(leaf text, proof_lane text);
  end if;
  if p_pending is not null then
    insert into outbox_pending select * from jsonb_to_recordset(p_pending) as p(jti uuid, lane text, kind text,
      referral uuid, sequence integer, event text, claims text, created_at timestamptz);
  end if;
  if p_receipts_in is not null then
    insert into receipt_in select * from jsonb_to_recordset(p_receipts_in) as r(manifest text, st text, code text, leaf text,
      salt text, at text, token text, own_leaf text, received_at timestamptz);
    perform drop_receipted_bodies(array(select manifest from jsonb_to_recordset(p_receipts_in) as r(manifest text)));
  end if;
end $$;

grant update (next_due) on referral to :gateway;
grant select, insert, delete on deadline to :gateway;
grant select, insert on reminder, heartbeat to :gateway;
grant update (at, clock_offset) on heartbeat to :gateway;
grant select, delete on deadline to :eraser;
grant select (next_due) on referral to :auditor;
grant select on deadline, reminder, heartbeat to :auditor;
