-- Erasure (protocol §6, GDPR Art. 17): one person asks, another one approves, the other side is told, and then the role
-- `eraser`, a process of its own, destroys. Each step is a row that is inserted and never changed.
--
-- `referral` references nothing that could be deleted: the row of a referral stays, and so does what is said here.
create table erasure (
  id       uuid primary key,
  referral uuid not null unique references referral,
  ground   text not null check (ground in ('withdrawal', 'retention', 'request', 'neverNeeded')),
  by       text not null,              -- '<organisation>/<role>/<staff id>', or the agreement whose retention is over
  at       timestamptz not null
);
create table erasure_approval (
  id uuid primary key references erasure,
  by text not null,
  at timestamptz not null
);
-- What the other side was told; `event` is null when it could not be told. Nothing more will be said: it can be destroyed.
create table erasure_told (
  id    uuid primary key references erasure,
  event text,
  at    timestamptz not null
);
create table erasure_done (
  id       uuid primary key references erasure,
  entry    text not null unique,       -- digest of its line in the destruction register
  leaf     text not null,
  openings integer not null,           -- how many leaves lost their opening
  at       timestamptz not null
);

-- The same person in two roles is still one person.
create function person_in(p_actor text) returns text language sql immutable
  return split_part(p_actor, '/', 1) || '/' || split_part(p_actor, '/', 3);

-- Openings that name a person, a reader or a reason say of which referral or link they are; those of messages do not.
create index opening_by_referral on opening ((record::jsonb ->> 'referral')) where record like '%"referral":%';
create index opening_by_link on opening ((record::jsonb ->> 'link')) where record like '%"link":%';

-- 0010 again: nothing is added to what is known of a case of which all content has been erased. OW006.
create or replace function keep_local(p_case uuid, p_ids uuid[], p_contents bytea[], p_at timestamptz) returns void
language plpgsql as $$
begin
  perform lock_case(p_case);
  if not exists (select from referral where local_case = p_case) then
    raise exception 'there is no such case' using errcode = 'OW005';
  end if;
  if not exists (select from referral r join data_key k on k.referral = r.id where r.local_case = p_case) then
    raise exception 'the case has been erased' using errcode = 'OW006';
  end if;
  insert into local_record select p_case, r.id, r.content, p_at from unnest(p_ids, p_contents) as r(id, content);
end $$;

grant select, insert on erasure, erasure_approval, erasure_told to :gateway;
grant select on erasure_done to :gateway;
grant select, insert on erasure, erasure_approval, erasure_done to :eraser;
grant select on erasure_told to :eraser;
grant select on erasure, erasure_approval, erasure_told, erasure_done to :auditor;

-- What the eraser has to find, and to leave behind. A new version makes every decision that is under way be made again.
grant update (version, updated_at, consent_until, next_due) on referral to :eraser;
grant insert on opening to :eraser;
grant select, delete on outbox_pending to :eraser;
grant select, delete on match_decision to :eraser;
grant select on lane_token, receipt_out to :eraser;

-- What keeps a referral although somebody wants it erased or its time is over: a ground, who answers for it, and until when.
create table legal_hold (
  id       uuid primary key,
  referral uuid not null references referral,
  ground   text not null,
  by       text not null,
  at       timestamptz not null,
  until    date not null
);
create index legal_hold_by_referral on legal_hold (referral);
create table legal_hold_end (
  id uuid primary key references legal_hold,
  by text not null,
  at timestamptz not null
);

create function is_held(p_referral uuid, p_at timestamptz) returns boolean language sql stable
  return exists (select from legal_hold h where h.referral = p_referral and h.until >= (p_at at time zone 'UTC')::date
    and not exists (select from legal_hold_end e where e.id = h.id));

grant select, insert on legal_hold, legal_hold_end to :gateway;
grant select on legal_hold, legal_hold_end to :eraser, :auditor;
