-- Who read what, and who broke the glass.
--
-- A leaf about a reading names a referral and a reader, so its opening is deleted when the referral is erased. Which
-- openings those are is told here; the leaf itself, and every proof, stays. No foreign keys, as in 0002.
create table access_leaf (
  leaf     text not null,
  referral uuid not null,
  at       timestamptz not null,
  primary key (leaf, referral)
);
create index access_leaf_by_referral on access_leaf (referral, at);

-- Leaves with their openings, and which referral each is about: [{hash, salt, record, referral, at}].
create function append_accesses(p_leaves jsonb) returns void language plpgsql as $$
begin
  perform append_leaves(p_leaves);
  insert into access_leaf
    select hash, referral, at from jsonb_to_recordset(p_leaves) as l(hash text, referral uuid, at timestamptz);
end $$;

grant insert on access_leaf to :gateway;
grant select on access_leaf to :gateway, :auditor;
grant select, delete on access_leaf to :eraser;

-- Broken glass (security §4): a caseworker without a right to content reads one referral for an hour, and a second
-- person confirms it within 15 minutes or it ends. `by` is the actor's attribute, which ends in the staff id; the text is
-- under the referral's data key. Nothing here is ever changed: what happened to a grant is a row beside it.
create table break_glass (
  id       uuid primary key,
  referral uuid not null references referral,
  by       text not null,
  reason   text not null check (reason in ('vitalInterests', 'safety', 'courtOrder', 'legalDuty')),
  text     bytea not null,
  at       timestamptz not null,
  unique (id, by, at)
);
create index break_glass_by_actor on break_glass (by, at);
create index break_glass_by_time on break_glass (at desc, id desc);

create table break_glass_confirmation (
  grant_id uuid primary key,
  opener   text not null,
  opened   timestamptz not null,
  by       text not null check (split_part(by, '/', 3) <> split_part(opener, '/', 3)),
  at       timestamptz not null check (at >= opened and at < opened + interval '15 minutes'),
  foreign key (grant_id, opener, opened) references break_glass (id, by, at)
);

create table break_glass_review (
  grant_id uuid primary key,
  opener   text not null,
  opened   timestamptz not null,
  by       text not null check (split_part(by, '/', 3) <> split_part(opener, '/', 3)),
  at       timestamptz not null check (at >= opened),
  finding  text not null check (finding in ('justified', 'notJustified')),
  foreign key (grant_id, opener, opened) references break_glass (id, by, at)
);

-- That the other member was told, by which event; or the code for which it cannot be.
create table break_glass_notice (
  grant_id uuid primary key references break_glass,
  event    uuid,
  code     text,
  check ((event is null) <> (code is null))
);

grant insert on break_glass, break_glass_confirmation, break_glass_review, break_glass_notice to :gateway;
grant select on break_glass, break_glass_confirmation, break_glass_review, break_glass_notice to :gateway;
grant select, delete on break_glass, break_glass_confirmation, break_glass_review, break_glass_notice to :eraser;
grant select (id, referral, by, reason, at) on break_glass to :auditor;
grant select on break_glass_confirmation, break_glass_review, break_glass_notice to :auditor;

-- What names readers and reasons goes with the person: the openings, and who broke the glass. That something was read, and
-- when, stays, with its leaf.
create function erase_accesses(p_referral uuid) returns void language plpgsql as $$
begin
  delete from opening using access_leaf a where opening.leaf = a.leaf and a.referral = p_referral;
  delete from break_glass_confirmation using break_glass g where grant_id = g.id and g.referral = p_referral;
  delete from break_glass_review using break_glass g where grant_id = g.id and g.referral = p_referral;
  delete from break_glass_notice using break_glass g where grant_id = g.id and g.referral = p_referral;
  delete from break_glass where referral = p_referral;
end $$;
revoke execute on function erase_accesses from public;
grant execute on function erase_accesses to :eraser;
