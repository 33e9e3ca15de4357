-- Rows come as `json`, which is read where it is used, and no more as `jsonb`, which is built first: 109 instead of 150 µs for
-- sixteen rows of six columns. 0018, 0023 and 0024 again, with nothing else changed. Views of referrals are looked at several
-- times and stay `jsonb`.
drop function append_leaves;
create function append_leaves(p_leaves json) returns jsonb language plpgsql as $$
declare
  seqs jsonb;
begin
  with leaf as (
    insert into audit_leaf (hash) select hash from json_to_recordset(p_leaves) as l(hash text) returning seq, hash
  ), waiting as (
    insert into audit_leaf_pending select seq from leaf
  ), opened as (
    insert into opening select leaf.seq, l.salt, l.record
      from json_to_recordset(p_leaves) as l(hash text, salt bytea, record text) join leaf using (hash)
  )
  select jsonb_object_agg(hash, seq) into seqs from leaf;
  return seqs;
end $$;

drop function number_lane;
create function number_lane(
  p_lane text, p_ep integer, p_first bigint, p_iat bigint, p_jtis uuid[], p_tokens json, p_leaves json
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
    from rows from (json_to_recordset(p_tokens) as (kind text, jti uuid, digest text, event text, leaf text, token text))
      with ordinality as t(kind, jti, digest, event, leaf, token, at);
end $$;

drop function append_accesses;
create function append_accesses(p_leaves json) returns void language plpgsql as $$
declare
  seqs jsonb := append_leaves(p_leaves);
begin
  insert into access_leaf select (seqs ->> hash)::bigint, referral, at
    from json_to_recordset(p_leaves) as l(hash text, referral uuid, at timestamptz);
end $$;

drop function adopt_directory;
create function adopt_directory(
  p_version bigint, p_digest text, p_at timestamptz, p_paths text[], p_bytes bytea[], p_vouched bigint,
  p_timestamp bytea, p_leaves json
) returns void language plpgsql as $$
begin
  insert into directory_file (path, bytes) select * from unnest(p_paths, p_bytes) on conflict do nothing;
  insert into directory_timestamp (version, bytes) values (p_vouched, p_timestamp)
    on conflict (one) do update set version = excluded.version, bytes = excluded.bytes
    where excluded.version > directory_timestamp.version;
  insert into directory_version values (p_version, p_digest, p_at) on conflict do nothing;
  if found then
    perform append_leaves(p_leaves);
  end if;
end $$;

drop function record_batch;
create function record_batch(
  p_lane text, p_from bigint, p_next bigint, p_position text,
  p_referrals jsonb, p_events json, p_contents bytea, p_leaves json, p_received json, p_receipts_out json,
  p_pending json, p_bodies json, p_data bytea, p_receipts_in json, p_idempotency json
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
      from json_to_recordset(p_events) as e(id uuid, author text, referral uuid, sequence integer, type text, digest text,
        at timestamptz, recorded_at timestamptz, first integer, size integer);
  end if;
  if p_leaves is not null then
    seqs := append_leaves(p_leaves);
  end if;
  if p_received is not null then
    insert into lane_received select * from json_to_recordset(p_received) as t(lane text, ep integer, seq bigint,
      kind text, jti uuid, digest text, token text, at timestamptz);
  end if;
  if p_receipts_out is not null then
    with receipt as (
      insert into receipt_out (manifest, st, code, event, leaf, at, leaf_seq)
        select manifest, st, code, event, leaf, at, (seqs ->> leaf)::bigint
        from json_to_recordset(p_receipts_out) as r(manifest text, st text, code text, event text, leaf text, at timestamptz)
    )
    insert into proof_pending select (seqs ->> leaf)::bigint, proof_lane
      from json_to_recordset(p_receipts_out) as r(leaf text, proof_lane text);
  end if;
  if p_pending is not null then
    insert into outbox_pending select * from json_to_recordset(p_pending) as p(jti uuid, lane text, kind text,
      referral uuid, sequence integer, event text, claims text, created_at timestamptz);
  end if;
  if p_bodies is not null then
    insert into outbox_body select jti, convert_from(substring(p_data from first for size), 'UTF8')
      from json_to_recordset(p_bodies) as b(jti uuid, first integer, size integer);
  end if;
  if p_receipts_in is not null then
    insert into receipt_in select * from json_to_recordset(p_receipts_in) as r(manifest text, st text, code text, leaf text,
      salt text, at text, token text, own_leaf text, received_at timestamptz);
    perform drop_receipted_bodies(array(select manifest from json_to_recordset(p_receipts_in) as r(manifest text)));
  end if;
  if p_idempotency is not null then
    insert into idempotency select * from json_to_recordset(p_idempotency) as i(principal text, method text, path text,
      key text, request bytea, status smallint, referral uuid, event uuid, at timestamptz);
  end if;
end $$;
