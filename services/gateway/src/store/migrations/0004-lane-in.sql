-- What we have heard on a lane, and how far. The offset here is the record; Kafka's own is a hint (protocol §4).

create table lane_in (
  lane     text primary key,
  position text not null,           -- JSON of the lane position that packages/seal judges by
  next     bigint not null check (next >= 0)
);

create table lane_received (
  lane   text not null,
  ep     integer not null,
  seq    bigint not null,
  kind   text not null,
  jti    uuid not null,
  digest text not null,
  token  text not null,
  at     timestamptz not null,
  primary key (lane, ep, seq)
);
create unique index lane_received_jti on lane_received (lane, jti);
-- A number that a tombstone closed ('closed') has the digest that the tombstone names: whatever that is, it must
-- not keep the token out whose digest it is.
create unique index lane_received_digest on lane_received (digest) where kind <> 'closed';

create table receipt_out (
  manifest text not null,
  st       text not null check (st in ('stored', 'rejected', 'erased')),
  code     text,
  event    text,
  leaf     text not null references audit_leaf (hash),
  at       timestamptz not null,
  primary key (manifest, st)
);
create unique index receipt_out_final on receipt_out (manifest) where st <> 'erased';
create table duplicate_answered (
  manifest text primary key,
  at       timestamptz not null
);

-- Receipted leaves whose inclusion proof is still owed to the peer.
create table proof_pending (
  leaf text primary key references audit_leaf (hash),
  lane text not null
);

create table quarantine (
  id         uuid primary key,
  lane       text not null,
  offset_    bigint not null,
  arrived_at timestamptz not null,
  code       text not null,
  state      text not null check (state in ('quarantined', 'held', 'parked')),
  until      timestamptz,
  kind       text,
  jti        uuid,
  digest     text,
  referral   uuid,
  author     text,
  sequence   integer,
  body_hash  text not null,
  settled    boolean not null          -- checks 12 and 13 have been judged: the lane position has moved over it
);
create index quarantine_by_lane on quarantine (lane, offset_);
create index quarantine_by_arrival on quarantine (arrived_at desc, id desc);
create index quarantine_waiting on quarantine (until) where state <> 'quarantined';
create index quarantine_parked on quarantine (referral) where state = 'parked';

create table quarantine_body (
  id   uuid primary key references quarantine,
  body bytea not null
);
create table quarantine_outcome (
  id      uuid primary key references quarantine,
  outcome text not null check (outcome in ('applied', 'rejected', 'superseded', 'failed')),
  code    text,
  at      timestamptz not null
);
create table quarantine_approval (
  id   uuid not null references quarantine,
  role text not null check (role in ('operator', 'focal-point')),
  by   text not null,
  at   timestamptz not null,
  primary key (id, role),
  unique (id, by)                      -- two roles are two people
);

-- Beyond 100 unauthenticated messages an hour and lane, only code and count are kept (protocol §5).
create table quarantine_flood (
  lane  text not null,
  hour  timestamptz not null,
  code  text not null,
  count bigint not null,
  primary key (lane, hour, code)
);

-- The lane moves on from where the batch began, or not at all: two replicas that read the same lane for a
-- moment cannot both apply. SQLSTATE OW002 tells the caller to read its position again.
create function move_lane(p_lane text, p_from bigint, p_next bigint, p_position text) returns void language plpgsql as $$
begin
  if p_from < 0 then
    insert into lane_in values (p_lane, p_position, p_next) on conflict (lane) do nothing;
  else
    update lane_in set position = p_position, next = p_next where lane = p_lane and next = p_from;
  end if;
  if not found then
    raise exception 'another replica has moved the lane' using errcode = 'OW002';
  end if;
end $$;

grant select, insert on lane_in, lane_received, receipt_out, duplicate_answered, proof_pending, quarantine, quarantine_body,
  quarantine_outcome, quarantine_approval, quarantine_flood to :gateway;
grant update on lane_in, duplicate_answered, quarantine_flood to :gateway;
grant delete on proof_pending to :gateway;
grant select, delete on quarantine_body to :eraser;
grant select on quarantine to :eraser;
grant select on lane_in, lane_received, receipt_out, quarantine, quarantine_outcome, quarantine_approval, quarantine_flood to :auditor;
