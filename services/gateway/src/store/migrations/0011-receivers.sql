-- Receivers without a gateway (practice §9).

-- An answer that one worker has heard or read, and that is said only when a second one confirms it. Content is under the
-- referral's data key. Whether it was confirmed is told by the event.
create table noted_answer (
  id       uuid primary key,
  referral uuid not null references referral,
  by       text not null,
  at       timestamptz not null,
  content  bytea not null
);
create index noted_answer_by_referral on noted_answer (referral);

-- A link by which an organisation without a system reads and answers one referral, for a short time. Of its secrets only
-- what recognises them is kept: the random part of the address and the session are 256 bits, so a plain hash is enough;
-- the code that is told by another channel is short, so it is a slow hash with a salt, and five tries in all.
create table link (
  id            uuid primary key,
  referral      uuid not null references referral,
  organisation  text not null,
  post          text not null,
  role          text not null,
  issued_by     text not null,
  issued_at     timestamptz not null,
  expires_at    timestamptz not null check (expires_at > issued_at and expires_at <= issued_at + interval '72 hours'),
  address       bytea not null unique check (octet_length(address) = 32),
  salt          bytea not null check (octet_length(salt) = 16),
  code          bytea not null check (octet_length(code) = 32),
  tries         smallint not null default 0 check (tries between 0 and 5),
  unlocked_at   timestamptz,
  session       bytea unique check (octet_length(session) = 32),
  session_until timestamptz check (session_until <= expires_at),
  revoked_at    timestamptz,
  revoked_by    text,
  check ((session is null) = (unlocked_at is null) and (session is null) = (session_until is null))
);
create index link_by_referral on link (referral);

grant select, insert on noted_answer, link to :gateway;
grant update (tries, unlocked_at, session, session_until, revoked_at, revoked_by) on link to :gateway;
grant select on noted_answer, link to :eraser;
grant delete on noted_answer, link to :eraser;
grant select (id, referral, by, at) on noted_answer to :auditor;
grant select (id, referral, organisation, issued_by, issued_at, expires_at, tries, unlocked_at, revoked_at, revoked_by) on link to :auditor;
