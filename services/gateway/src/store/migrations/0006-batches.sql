-- The two transactions of a lane as one call each: a batch of numbers going out, a batch of messages come in. One round
-- trip, and a statement alone is a transaction by itself, without `begin` and `commit`.
--
-- Rows come as JSON arrays of objects, named as their columns; null stands for no row. Binary columns are `\x…`.

-- Leaves and what opens them; the checkpointer finds them by their pending row (0002).
create function append_leaves(p_leaves jsonb) returns void language plpgsql as $$
begin
  with leaf as (
    insert into audit_leaf (hash) select hash from jsonb_to_recordset(p_leaves) as l(hash text) returning seq
  )
  insert into audit_leaf_pending select seq from leaf;
  insert into opening select * from jsonb_to_recordset(p_leaves) as l(hash text, salt bytea, record text);
end $$;

-- The next numbers of a lane, from p_first on: tokens and leaves in, pending rows out (protocol §3.2). The pending row is
-- the truth: a message that has none waits no more, and SQLSTATE OW003 tells the caller to read what does.
create function number_lane(
  p_lane text, p_ep integer, p_first bigint, p_iat bigint, p_jtis uuid[], p_tokens jsonb, p_leaves jsonb
) returns void language plpgsql as $$
declare
  removed integer;
begin
  delete from outbox_pending where lane = p_lane and jti = any (p_jtis);
  get diagnostics removed = row_count;
  if removed <> cardinality(p_jtis) then
    raise exception 'what was to be numbered does not wait' using errcode = 'OW003';
  end if;
  insert into lane_token (lane, ep, seq, kind, jti, digest, event, leaf, iat, token)
    select p_lane, p_ep, p_first + at - 1, kind, jti, digest, event, leaf, p_iat, token
    from rows from (jsonb_to_recordset(p_tokens) as (kind text, jti uuid, digest text, event text, leaf text, token text))
      with ordinality as t(kind, jti, digest, event, leaf, token, at);
  if p_leaves is not null then
    perform append_leaves(p_leaves);
  end if;
end $$;

-- What nearly every batch of a lane changes: how far the lane is, referrals with their events, leaves, the tokens as
-- they came, the receipts that we give and take. What is rare follows in statements of its own.
create function record_batch(
  p_lane text, p_from bigint, p_next bigint, p_position text,
  p_referrals jsonb, p_events jsonb, p_leaves jsonb, p_received jsonb, p_receipts_out jsonb, p_pending jsonb,
  p_receipts_in jsonb
) returns void language plpgsql as $$
begin
  if p_lane is not null then
    perform move_lane(p_lane, p_from, p_next, p_position);
  end if;
  if p_referrals is not null then
    perform commit_referral(id, expected, case_ref, sender, receiver, purpose, urgency, status, consent_until, version, at)
      from jsonb_to_recordset(p_referrals) as r(id uuid, expected integer, case_ref text, sender text, receiver text,
        purpose text, urgency text, status text, consent_until timestamptz, version integer, at timestamptz);
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
