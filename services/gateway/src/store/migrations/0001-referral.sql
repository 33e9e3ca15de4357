-- A referral as this member knows it: signed events for ever, and a view that is derived from them.
--
-- Content is written once, as ciphertext under the referral's data key. Destroying that key (role eraser)
-- erases the person while every digest, number and proof stays valid (protocol §6, GDPR Art. 17).

create table referral (
  id            uuid primary key,
  case_ref      text not null check (length(case_ref) <= 24),
  sender        text not null,
  receiver      text not null check (receiver <> sender),
  purpose       text not null,
  urgency       text not null,
  status        text not null,
  consent_until timestamptz,
  version       integer not null check (version > 0),
  created_at    timestamptz not null,
  updated_at    timestamptz not null
);
create index referral_by_change on referral (updated_at desc, id desc);
create index referral_consent on referral (consent_until) where consent_until is not null;

create table data_key (
  referral uuid primary key,
  wrapped  bytea not null
);

create table event (
  id          uuid not null,
  author      text not null,
  referral    uuid not null references referral,
  sequence    integer not null check (sequence > 0),
  type        text not null,
  digest      text not null unique check (length(digest) = 43),
  at          timestamptz not null,
  recorded_at timestamptz not null,
  content     bytea not null,
  primary key (author, id),
  unique (referral, author, sequence)
);

-- An event that the receiver's signed receipt (or our own check) rejected: both sides fold it as void.
create table event_void (
  digest text primary key references event (digest),
  code   text not null,
  at     timestamptz not null
);

create table idempotency (
  principal  text not null,
  method     text not null,
  path       text not null,
  key        text not null check (length(key) <= 255),
  request    bytea not null check (octet_length(request) = 32),
  status     smallint not null,
  referral   uuid,
  event      uuid,
  created_at timestamptz not null,
  primary key (principal, method, path, key)
);
create index idempotency_by_age on idempotency (created_at);

-- The commit of a decision: only if the referral is still the one decided on (protocol §3.1).
-- SQLSTATE OW001 tells the caller to decide again.
create function commit_referral(
  p_id uuid, p_expected integer, p_case_ref text, p_sender text, p_receiver text, p_purpose text, p_urgency text,
  p_status text, p_consent_until timestamptz, p_version integer, p_at timestamptz
) returns void language plpgsql as $$
begin
  if p_expected = 0 then
    insert into referral values
      (p_id, p_case_ref, p_sender, p_receiver, p_purpose, p_urgency, p_status, p_consent_until, p_version, p_at, p_at)
    on conflict (id) do nothing;
  else
    update referral set status = p_status, urgency = p_urgency, consent_until = p_consent_until,
      version = p_version, updated_at = greatest(updated_at, p_at)
    where id = p_id and version = p_expected;
  end if;
  if not found then
    raise exception 'the referral has changed since it was read' using errcode = 'OW001';
  end if;
end $$;

grant select, insert on referral, data_key, event, event_void, idempotency to :gateway;
grant update (status, urgency, consent_until, version, updated_at) on referral to :gateway;
grant select, delete on data_key, idempotency to :eraser;
grant select on referral, event, event_void to :eraser;
grant select (id, case_ref, sender, receiver, purpose, urgency, status, version, created_at, updated_at) on referral to :auditor;
grant select (id, author, referral, sequence, type, digest, at, recorded_at) on event to :auditor;
grant select on event_void to :auditor;
