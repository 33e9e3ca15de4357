-- What this member knows of a case and never sends: that the person was told of asylum, whom she excluded (practice §3, §4).
--
-- Append-only: the last word counts. Even the kind of a record is inside the ciphertext (under the member key, bound to
-- its id): that somebody was excluded at all is nobody's to see in a table. Ids are UUIDv7, so they are in order of time.
create table local_record (
  local_case  uuid not null,
  id          uuid not null,
  content     bytea not null,
  recorded_at timestamptz not null,
  primary key (local_case, id)
);

-- Records of a case that is there, said by themselves. OW005: there is no such case.
create function keep_local(p_case uuid, p_ids uuid[], p_contents bytea[], p_at timestamptz) returns void
language plpgsql as $$
begin
  -- Against a case that is being joined with another.
  perform lock_case(p_case);
  if not exists (select from referral where local_case = p_case) then
    raise exception 'there is no such case' using errcode = 'OW005';
  end if;
  insert into local_record select p_case, r.id, r.content, p_at from unnest(p_ids, p_contents) as r(id, content);
end $$;

-- 0007 again, with what is known of both cases; nothing else in it is new.
create or replace function join_cases(p_one uuid, p_other uuid) returns void language plpgsql as $$
declare
  kept uuid;
  gone uuid;
begin
  -- One joining at a time, so that what is read here still stands below.
  perform pg_advisory_xact_lock(7);
  select local_case into kept from referral where id in (p_one, p_other) order by created_at, id limit 1;
  select local_case into gone from referral where id in (p_one, p_other) and local_case <> kept;
  if gone is null then
    return;
  end if;
  perform lock_case(kept);
  perform lock_case(gone);
  update referral set local_case = kept where local_case = gone;
  -- Whom the person excluded in the one is excluded in both.
  update local_record set local_case = kept where local_case = gone;
end $$;

grant select, insert on local_record to :gateway;
grant update (local_case) on local_record to :gateway;
grant select (local_case, id, recorded_at), delete on local_record to :eraser;
grant select (local_case, id, recorded_at) on local_record to :auditor;
