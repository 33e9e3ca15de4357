-- The directory as it was last trusted, and every file of it that ever was (security §2.2, §2.4). Nothing in it is secret.
--
-- A path holds a version or a digest, so what it names does not change; should a repository be repaired under the same
-- path, the later one counts and the earlier one stays. Only the timestamp, by which somebody vouches that there is
-- nothing newer, is replaced.

create table directory_file (
  seq    bigint generated always as identity unique,
  path   text not null check (path ~ '^(metadata|targets)/[^\s]{1,255}$'),
  digest bytea not null generated always as (sha256(bytes)) stored,
  bytes  bytea not null,
  primary key (path, digest)
);
create table directory_timestamp (
  one     boolean primary key default true check (one),
  version bigint not null,
  bytes   bytea not null
);

-- One row for each version that this gateway has adopted, with the leaf that says so.
create table directory_version (
  version    bigint primary key,
  digest     text not null check (length(digest) = 43),
  adopted_at timestamptz not null
);

-- Replicas read the same repository: the first to come records the version, and no timestamp is replaced by an older one.
create function adopt_directory(
  p_version bigint, p_digest text, p_at timestamptz, p_paths text[], p_bytes bytea[], p_vouched bigint,
  p_timestamp bytea, p_leaves jsonb
) returns void language plpgsql as $$
begin
  insert into directory_file (path, bytes) select * from unnest(p_paths, p_bytes) on conflict do nothing;
  insert into directory_timestamp (version, bytes) values (p_vouched, p_timestamp)
    on conflict (one) do update set version = excluded.version, bytes = excluded.bytes
    where excluded.version > directory_timestamp.version;
  insert into directory_version values (p_version, p_digest, p_at) on conflict do nothing;
  if found then
    perform append_leaves(p_leaves);
  end if;
end $$;

grant select, insert on directory_file, directory_timestamp, directory_version to :gateway;
grant update (version, bytes) on directory_timestamp to :gateway;
grant select on directory_file, directory_timestamp, directory_version to :auditor;
