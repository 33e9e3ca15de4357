-- A case as this member holds it: all referrals of one person, sent and received, to whomever.
--
-- The id of a case never travels: what recipients are told is pairwise, so that they cannot join what they hold
-- (practice §12). A referral begins a case of its own unless it is put into one.
alter table referral
  add column local_case uuid not null default gen_random_uuid(),
  -- Set once, from the offer: it is to move responsibility for the case.
  add column transfers boolean not null default false;
create index referral_by_case on referral (local_case);
create index event_service_list on event (recorded_at desc) where type = 'services.published';
grant update (local_case, transfers) on referral to :gateway;
grant select (local_case, transfers) on referral to :auditor;

-- Whether anything is still to be done on a referral with this status.
create function is_open(p_status text) returns boolean language sql immutable
  return p_status not in ('undelivered', 'cancelled', 'withdrawn', 'declined', 'redirected', 'closed', 'inquiryWithdrawn');

-- One statement about a case at a time, until its transaction ends.
create function lock_case(p_case uuid) returns void language sql
  begin atomic
    select pg_advisory_xact_lock(hashtextextended(p_case::text, 7));
  end;

-- A new referral enters a case that is there. At most one open referral of a case moves responsibility (practice §6): OW004.
-- OW005: there is no such case.
create function enter_case(p_referral uuid, p_case uuid, p_transfers boolean) returns void language plpgsql as $$
begin
  perform lock_case(p_case);
  if not exists (select from referral where local_case = p_case and id <> p_referral) then
    raise exception 'there is no such case' using errcode = 'OW005';
  end if;
  -- Each statement here sees what was committed before it: whoever held the lock has said so by now.
  if p_transfers and exists (select from referral where local_case = p_case and id <> p_referral and transfers
      and is_open(status)) then
    raise exception 'another open referral moves responsibility' using errcode = 'OW004';
  end if;
  update referral set local_case = p_case where id = p_referral;
end $$;

-- What a person decided about two referrals that may be of the same person; `other` is null for "none of them".
create table match_decision (
  id       bigint generated always as identity primary key,
  referral uuid not null references referral,
  other    uuid references referral check (other <> referral),
  decision text not null check (decision in ('samePerson', 'notSamePerson')),
  by       text not null,
  at       timestamptz not null,
  check (decision = 'notSamePerson' or other is not null)
);
create index match_decision_by_referral on match_decision (referral);
create index match_decision_by_other on match_decision (other);
grant select, insert on match_decision to :gateway;
grant select on match_decision to :auditor;

-- Both are of the same person, so their cases become one. The case of the referral that was there first stays.
create function join_cases(p_one uuid, p_other uuid) returns void language plpgsql as $$
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
end $$;
