-- A member's logs: the one that it has, and those that ended with a restore before it (protocol §6), numbered from 1. Each
-- has leaf numbers, tiles and checkpoints of its own; a leaf stands in one of them.
alter table audit_index add column log smallint not null default 1 check (log > 0);
alter table audit_index drop constraint audit_index_pkey, add primary key (log, leaf_index);
alter table audit_index alter column log drop default;

alter table audit_tile add column log smallint not null default 1 check (log > 0);
alter table audit_tile drop constraint audit_tile_pkey, add primary key (log, level, index);
alter table audit_tile alter column log drop default;

alter table checkpoint add column log smallint not null default 1 check (log > 0);
alter table checkpoint drop constraint checkpoint_pkey, add primary key (log, size);
alter table checkpoint alter column log drop default;

alter table cosignature add column log smallint not null default 1 check (log > 0);
alter table cosignature drop constraint cosignature_pkey, add primary key (log, size, witness);
alter table cosignature alter column log drop default;

alter table cosigned_checkpoint add column log smallint not null default 1 check (log > 0);
alter table cosigned_checkpoint drop constraint cosigned_checkpoint_pkey, add primary key (log, size);
alter table cosigned_checkpoint alter column log drop default;

-- SECURITY DEFINER: a body may go whose message neither waits for a number nor has one. After a restore what waits is put under
-- another jti, for its own may have been used before.
create function drop_renewed_bodies() returns void language sql security definer
set search_path = public, pg_temp as $$
  delete from outbox_body b
  where not exists (select from outbox_pending p where p.jti = b.jti) and not exists (select from lane_token t where t.jti = b.jti)
$$;
revoke execute on function drop_renewed_bodies from public;
grant execute on function drop_renewed_bodies to :gateway;
