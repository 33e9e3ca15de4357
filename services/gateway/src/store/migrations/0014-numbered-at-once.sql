-- What is recorded can take its number in the same transaction (ADR 17): tokens instead of pending rows. Where another
-- replica has given one of the numbers meanwhile, the key of lane_token refuses all of it.

-- 0008 again; nothing else is new in it than that an event without claims does not wait: `number_lane` follows for it.
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
  insert into opening values (p_leaf, p_salt, p_record);
  if p_claims is not null then
    insert into outbox_pending values (p_jti, p_lane, 'envelope', p_referral, p_sequence, p_digest, p_claims, p_at);
  end if;
  insert into outbox_body values (p_jti, p_body);
  if p_key is not null then
    insert into idempotency values
      (p_principal, p_method, p_path, p_key, p_request, p_response, p_referral, p_id, p_at);
  end if;
end $$;

-- 0008 again; nothing but p_numbered is new in it.
drop function record_batch;

create function record_batch(
  p_lane text, p_from bigint, p_next bigint, p_position text,
  p_referrals jsonb, p_events jsonb, p_leaves jsonb, p_received jsonb, p_receipts_out jsonb, p_pending jsonb,
  p_receipts_in jsonb, p_numbered jsonb
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
  if p_numbered is not null then
    insert into lane_token select * from jsonb_to_recordset(p_numbered) as t(lane text, ep integer, seq bigint, kind text,
      jti uuid, digest text, event text, leaf text, iat bigint, token text);
  end if;
  if p_receipts_in is not null then
    insert into receipt_in select * from jsonb_to_recordset(p_receipts_in) as r(manifest text, st text, code text, leaf text,
      salt text, at text, token text, own_leaf text, received_at timestamptz);
    perform drop_receipted_bodies(array(select manifest from jsonb_to_recordset(p_receipts_in) as r(manifest text)));
  end if;
end $$;
