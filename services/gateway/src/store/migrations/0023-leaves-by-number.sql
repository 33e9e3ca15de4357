-- A leaf is found by its `seq`, which whoever refers to it notes, and not by its hash: hashes fall anywhere in an index, so
-- the larger the log, the more pages of it each batch of leaves read, changed and wrote to the log of the database (ADR 26).

create table opening_by_seq (
  seq    bigint primary key,
  salt   bytea not null check (octet_length(salt) = 32),
  record text not null
);
insert into opening_by_seq select l.seq, o.salt, o.record from opening o join audit_leaf l on l.hash = o.leaf order by 1;
drop table opening;
alter table opening_by_seq rename to opening;
alter index opening_by_seq_pkey rename to opening_pkey;
create index opening_by_referral on opening ((record::jsonb ->> 'referral')) where record like '%"referral":%';
create index opening_by_link on opening ((record::jsonb ->> 'link')) where record like '%"link":%';
grant select, insert on opening to :gateway;
grant select, insert, delete on opening to :eraser;
grant select on opening to :auditor;

create table access_leaf_by_seq (
  seq      bigint not null,
  referral uuid not null,
  at       timestamptz not null,
  primary key (seq, referral)
);
insert into access_leaf_by_seq select l.seq, a.referral, a.at from access_leaf a join audit_leaf l on l.hash = a.leaf;
drop table access_leaf;
alter table access_leaf_by_seq rename to access_leaf;
alter index access_leaf_by_seq_pkey rename to access_leaf_pkey;
create index access_leaf_by_referral on access_leaf (referral, at);
grant select, insert on access_leaf to :gateway;
grant select on access_leaf to :auditor;
grant select, delete on access_leaf to :eraser;

create table proof_pending_by_seq (
  seq  bigint primary key,
  lane text not null
);
insert into proof_pending_by_seq select l.seq, p.lane from proof_pending p join audit_leaf l on l.hash = p.leaf;
drop table proof_pending;
alter table proof_pending_by_seq rename to proof_pending;
alter index proof_pending_by_seq_pkey rename to proof_pending_pkey;
grant select, insert, delete on proof_pending to :gateway;

-- A receipt's token keeps the hash, by which it is joined with the receipt (0022); an envelope's has the number instead.
alter table lane_token add column leaf_seq bigint;
update lane_token t set leaf_seq = l.seq, leaf = null from audit_leaf l where t.kind = 'envelope' and l.hash = t.leaf;

alter table receipt_out add column leaf_seq bigint;
update receipt_out r set leaf_seq = l.seq from audit_leaf l where l.hash = r.leaf;
alter table receipt_out alter column leaf_seq set not null;
alter table receipt_out drop constraint receipt_out_leaf_fkey;

alter table erasure_done add column leaf_seq bigint;
update erasure_done d set leaf_seq = l.seq from audit_leaf l where l.hash = d.leaf;
alter table erasure_done alter column leaf_seq set not null, drop column leaf;

-- A leaf is salted: no two have the same hash but by a fault of ours, and then both are in the log.
alter table audit_leaf drop constraint audit_leaf_hash_key;

-- 0006 again. Returns the `seq` of each leaf by its hash, for those that refer to it; without leaves, of none.
drop function append_leaves(jsonb);
create function append_leaves(p_leaves jsonb) returns jsonb language plpgsql as $$
declare
  seqs jsonb;
begin
  with leaf as (
    insert into audit_leaf (hash) select hash from jsonb_to_recordset(p_leaves) as l(hash text) returning seq, hash
  ), waiting as (
    insert into audit_leaf_pending select seq from leaf
  ), opened as (
    insert into opening select leaf.seq, l.salt, l.record
      from jsonb_to_recordset(p_leaves) as l(hash text, salt bytea, record text) join leaf using (hash)
  )
  select jsonb_object_agg(hash, seq) into seqs from leaf;
  return seqs;
end $$;

-- 0006 again: an envelope's token notes the `seq` of its leaf. That of a receipt is noted with the receipt.
create or replace function number_lane(
  p_lane text, p_ep integer, p_first bigint, p_iat bigint, p_jtis uuid[], p_tokens jsonb, p_leaves jsonb
) returns void language plpgsql as $$
declare
  removed integer;
  seqs jsonb;
begin
  delete from outbox_pending where lane = p_lane and jti = any (p_jtis);
  get diagnostics removed = row_count;
  if removed <> cardinality(p_jtis) then
    raise exception 'what was to be numbered does not wait' using errcode = 'OW003';
  end if;
  if p_leaves is not null then
    seqs := append_leaves(p_leaves);
  end if;
  insert into lane_token (lane, ep, seq, kind, jti, digest, event, leaf, leaf_seq, iat, token)
    select p_lane, p_ep, p_first + at - 1, kind, jti, digest, event, case kind when 'receipt' then leaf end,
      case kind when 'envelope' then (seqs ->> leaf)::bigint end, p_iat, token
    from rows from (jsonb_to_recordset(p_tokens) as (kind text, jti uuid, digest text, event text, leaf text, token text))
      with ordinality as t(kind, jti, digest, event, leaf, token, at);
end $$;

-- 0014 again: the leaf and its opening in one.
create or replace function record_event(
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
  insert into opening values (leaf_seq, p_salt, p_record);
  if p_claims is not null then
    insert into outbox_pending values (p_jti, p_lane, 'envelope', p_referral, p_sequence, p_digest, p_claims, p_at);
  end if;
  insert into outbox_body values (p_jti, p_body);
  if p_key is not null then
    insert into idempotency values
      (p_principal, p_method, p_path, p_key, p_request, p_response, p_referral, p_id, p_at);
  end if;
end $$;

-- 0008 again: what we receipt notes the `seq` of its leaf, and the contents of events come as they are, one after the other,
-- of which each event says its part. As text in JSON they were written and read as twice as many characters.
drop function record_batch;
create function record_batch(
  p_lane text, p_from bigint, p_next bigint, p_position text,
  p_referrals jsonb, p_events jsonb, p_contents bytea, p_leaves jsonb, p_received jsonb, p_receipts_out jsonb,
  p_pending jsonb, p_receipts_in jsonb
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
  if p_receipts_in is not null then
    insert into receipt_in select * from jsonb_to_recordset(p_receipts_in) as r(manifest text, st text, code text, leaf text,
      salt text, at text, token text, own_leaf text, received_at timestamptz);
    perform drop_receipted_bodies(array(select manifest from jsonb_to_recordset(p_receipts_in) as r(manifest text)));
  end if;
end $$;

-- 0019 again, by the number.
create or replace function append_accesses(p_leaves jsonb) returns void language plpgsql as $$
declare
  seqs jsonb := append_leaves(p_leaves);
begin
  insert into access_leaf select (seqs ->> hash)::bigint, referral, at
    from jsonb_to_recordset(p_leaves) as l(hash text, referral uuid, at timestamptz);
end $$;

create or replace function erase_accesses(p_referral uuid) returns void language plpgsql as $$
begin
  delete from opening using access_leaf a where opening.seq = a.seq and a.referral = p_referral;
  delete from break_glass_confirmation using break_glass g where grant_id = g.id and g.referral = p_referral;
  delete from break_glass_review using break_glass g where grant_id = g.id and g.referral = p_referral;
  delete from break_glass_notice using break_glass g where grant_id = g.id and g.referral = p_referral;
  delete from break_glass where referral = p_referral;
end $$;
