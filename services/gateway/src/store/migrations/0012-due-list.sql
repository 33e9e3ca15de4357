-- What is due of a referral in one row, written only when it has changed. A row for each deadline (0008) was some four
-- rows with two index entries and a check of the reference each, at both gateways for every offer: an eighth of what
-- recording a handover cost here.
--
-- No foreign key: it is written by the statement that writes the referral (as in 0002).
create table due_list (
  referral  uuid primary key,
  first_due timestamptz not null,       -- of the soonest and of the last of them; 'infinity' for what stands still
  last_due  timestamptz not null,
  deadlines jsonb not null              -- soonest first: id, name, owed_by, since, due, paused_since, concerns
);
create index due_list_by_first on due_list (first_due);

insert into due_list
  select referral, min(due), max(due), jsonb_agg(to_jsonb(d) - 'referral' order by due, id) from deadline as d group by referral;
drop table deadline;

-- p_deadlines is soonest first and what stands still last, as the referral derives them.
create or replace function keep_deadlines(p_referral uuid, p_deadlines jsonb, p_known boolean) returns void
language plpgsql as $$
begin
  if jsonb_array_length(p_deadlines) > 0 then
    insert into due_list values (p_referral, (p_deadlines->0->>'due')::timestamptz,
        (p_deadlines->-1->>'due')::timestamptz, p_deadlines)
      on conflict (referral) do update
      set first_due = excluded.first_due, last_due = excluded.last_due, deadlines = excluded.deadlines
      where due_list.deadlines <> excluded.deadlines;
  elsif p_known then
    delete from due_list where referral = p_referral;
  end if;
end $$;

grant select, insert, update, delete on due_list to :gateway;
grant select, delete on due_list to :eraser;
grant select on due_list to :auditor;
