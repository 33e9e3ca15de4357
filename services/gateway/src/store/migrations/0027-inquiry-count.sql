-- How many inquiries an organisation has made in the day that began with its first one: kept here, so that a restart does not
-- begin it anew, and replicas count together.
create table inquiry_count (
  organisation text primary key,
  since        timestamptz not null,
  count        integer not null check (count > 0)
);

grant select, insert, update on inquiry_count to :gateway;
grant select on inquiry_count to :auditor;
