-- The audit log: a leaf for ever, and its number once the checkpointer has integrated it.
--
-- Waiting leaves are found by their pending row, not by "seq greater than the last one": that would skip
-- a leaf that commits late, and a skipped leaf looks exactly like a deleted one.
--
-- No foreign keys here: each of these rows is written by one statement together with its leaf, and a check of the
-- reference would lock the leaf's row once more for every row (four leaves a handover, twelve checks).

create table audit_leaf (
  seq  bigint generated always as identity primary key,
  hash text not null unique check (length(hash) = 43)
);
create table audit_leaf_pending (
  seq bigint primary key
);
create table audit_index (
  leaf_index bigint primary key check (leaf_index >= 0),
  seq        bigint not null unique
);

-- What a leaf commits to. Deleting the opening of a leaf leaves every proof valid (security §3.2).
create table opening (
  leaf   text primary key,
  salt   bytea not null check (octet_length(salt) = 32),
  record text not null
);

-- Full tiles of the tree (C2SP tlog-tiles, height 8), immutable once complete.
create table audit_tile (
  level  smallint not null,
  index  bigint not null,
  hashes bytea not null check (octet_length(hashes) = 8192),
  root   bytea not null check (octet_length(root) = 32),
  primary key (level, index)
);

create table checkpoint (
  size bigint primary key,
  note text not null,
  at   timestamptz not null
);

grant select, insert on audit_leaf, audit_leaf_pending, audit_index, opening, audit_tile, checkpoint to :gateway;
grant delete on audit_leaf_pending to :gateway;
grant select, delete on opening to :eraser;
grant select, insert on audit_leaf, audit_leaf_pending to :eraser;
grant select on audit_leaf, audit_leaf_pending, audit_index, opening, audit_tile, checkpoint to :auditor;
