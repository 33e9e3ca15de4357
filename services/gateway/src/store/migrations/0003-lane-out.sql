-- What we say on a lane. A number and its signed bytes are committed before the first send and never change
-- (protocol §3.2): whoever sends the number again sends those bytes.

create table outbox_pending (
  jti        uuid primary key,
  lane       text not null,
  kind       text not null check (kind in ('envelope', 'receipt', 'proof', 'resend', 'tombstone')),
  referral   uuid,
  sequence   integer,
  event      text,
  claims     text not null,
  created_at timestamptz not null
);

-- The ciphertext (or the text of proofs) that goes with a token; removed once receipted.
create table outbox_body (
  jti  uuid primary key,
  data text not null
);
alter table outbox_body alter column data set storage external;

create table lane_token (
  lane   text not null,
  ep     integer not null check (ep > 0),
  seq    bigint not null check (seq > 0),
  kind   text not null,
  jti    uuid not null unique,
  digest text not null unique,
  event  text,
  leaf   text,
  iat    bigint not null,
  token  text not null,
  primary key (lane, ep, seq)
);
create index lane_token_by_event on lane_token (event) where event is not null;

-- Up to which number the broker has acknowledged; a hint, at worst behind (duplicates, which the inbox drops).
create table lane_sent (
  lane text primary key,
  ep   integer not null,
  seq  bigint not null
);

-- Numbers to publish again: asked for by the peer, or without a receipt for too long.
create table resend_pending (
  lane text not null,
  ep   integer not null,
  seq  bigint not null,
  primary key (lane, ep, seq)
);
create table resent (
  jti uuid primary key,
  at  timestamptz not null
);

create table receipt_in (
  manifest    text not null,
  st          text not null check (st in ('stored', 'rejected', 'erased')),
  code        text,
  leaf        text not null,
  salt        text not null,
  at          text not null,
  token       text not null,
  own_leaf    text not null,
  received_at timestamptz not null,
  primary key (manifest, st)
);
-- 'stored' and 'rejected' are final, the first wins; 'erased' may follow (protocol §5).
create unique index receipt_in_final on receipt_in (manifest) where st <> 'erased';

-- The peer's proof that the leaf in its receipt is in its log.
create table proof_in (
  leaf       text primary key,
  proof      text not null,
  arrived_at timestamptz not null
);

-- SECURITY DEFINER: the gateway may remove a body only when its event is receipted; otherwise only the eraser may.
create function drop_receipted_bodies(p_manifests text[]) returns void language sql security definer
set search_path = public, pg_temp as $$
  delete from outbox_body b using lane_token t
  where t.digest = any (p_manifests) and b.jti = t.jti
    and exists (select 1 from receipt_in r where r.manifest = t.digest)
$$;
revoke execute on function drop_receipted_bodies from public;

-- The same for a body whose event has been sealed anew and waits in the outbox under another manifest.
create function drop_replaced_body(p_jti uuid) returns void language sql security definer
set search_path = public, pg_temp as $$
  delete from outbox_body b using lane_token t
  where b.jti = p_jti and t.jti = p_jti
    and exists (select 1 from outbox_pending p where p.event = t.event and p.jti <> p_jti)
$$;
revoke execute on function drop_replaced_body from public;

grant select, insert on outbox_pending, outbox_body, lane_token, lane_sent, resend_pending, resent, receipt_in, proof_in to :gateway;
grant delete on outbox_pending, resend_pending to :gateway;
grant update on lane_sent, resent to :gateway;
grant execute on function drop_receipted_bodies, drop_replaced_body to :gateway;
grant select, delete on outbox_body to :eraser;
grant select on outbox_pending, lane_token, lane_sent, receipt_in, proof_in to :auditor;
