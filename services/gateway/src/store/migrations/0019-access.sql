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
