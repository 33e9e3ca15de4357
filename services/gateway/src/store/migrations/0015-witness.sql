-- Witnesses of the log, and what is seen of the logs of others.

-- As a witness: what this gateway last cosigned of each log. It only moves on from where it stood (C2SP tlog-witness).
create table witnessed (
  origin text primary key,
  size   bigint not null check (size >= 0),
  root   bytea not null check (octet_length(root) = 32),
  note   text not null,
  at     timestamptz not null
);

-- What witnesses have said of our newest checkpoints: the newest cosignature of each witness for each of them.
create table cosignature (
  size    bigint not null,
  witness text not null,
  line    text not null,
  at      timestamptz not null,
  primary key (size, witness)
);

-- Checkpoints that a quorum has cosigned, as they were when it was complete; proofs carry these.
create table cosigned_checkpoint (
  size bigint primary key,
  note text not null,
  at   timestamptz not null
);

-- As a monitor: the newest checkpoint of each peer's log that was found to continue the one before it.
create table peer_checkpoint (
  origin text primary key,
  size   bigint not null check (size >= 0),
  root   bytea not null check (octet_length(root) = 32),
  note   text not null,
  at     timestamptz not null
);

-- Checkpoints of peers that came another way: with a proof, or to our witness, which refused them. The monitor looks at
-- each once the peer's log has come so far, and lets go of those that the log is proved to commit to.
create table peer_note (
  origin    text not null,
  size      bigint not null check (size >= 0),
  root      bytea not null check (octet_length(root) = 32),
  note      text not null,
  seen_by   text not null check (seen_by in ('proof', 'witness')),
  at        timestamptz not null,
  judged_at timestamptz,
  primary key (origin, size, root)
);
create index peer_note_unjudged on peer_note (origin, size) where judged_at is null;

-- Two checkpoints that a log has signed and that an honest log would not: what is shown to others. For ever.
create table log_contradiction (
  digest  text primary key check (length(digest) = 43),
  origin  text not null,
  kind    text not null check (kind in ('fork', 'rollback', 'inconsistent')),
  first   text not null,
  second  text not null,
  seen_by text not null check (seen_by in ('proof', 'witness', 'monitor')),
  at      timestamptz not null
);
create index log_contradiction_by_time on log_contradiction (at desc, digest);

-- Leaves that a receipt promised and whose proof did not come in time; somebody has been told of each.
create table proof_overdue (
  leaf text primary key,
  at   timestamptz not null
);
create index receipt_in_by_arrival on receipt_in using brin (received_at);

grant select, insert on cosigned_checkpoint, log_contradiction, proof_overdue to :gateway;
grant select, insert, update on witnessed, cosignature, peer_checkpoint to :gateway;
grant select, insert, delete on peer_note to :gateway;
grant delete on cosignature to :gateway;
grant update (judged_at) on peer_note to :gateway;
grant select on witnessed, cosignature, cosigned_checkpoint, peer_checkpoint, peer_note, log_contradiction, proof_overdue to :auditor;
