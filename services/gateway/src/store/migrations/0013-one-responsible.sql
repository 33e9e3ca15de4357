-- Two cases of one person cannot be joined while both have an open referral that moves responsibility (practice §6).
--
-- 0010 again; what is new is the check, after both are locked. OW004, as for an offer.
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
  if exists (select from referral where local_case = kept and transfers and is_open(status))
    and exists (select from referral where local_case = gone and transfers and is_open(status)) then
    raise exception 'both cases have a referral that moves responsibility' using errcode = 'OW004';
  end if;
  update referral set local_case = kept where local_case = gone;
  -- Whom the person excluded in the one is excluded in both.
  update local_record set local_case = kept where local_case = gone;
end $$;
