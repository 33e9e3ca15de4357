-- What is recorded can take its number in the same transaction (ADR 17): `number_lane` follows with tokens instead of pending
-- rows. Where another replica has given one of the numbers meanwhile, the key of lane_token refuses all of it.

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
