-- What was applied before a peer's key was found to be stolen: the events that it, or a token of it, brought here from the
-- time on from which it is not trusted. Nothing is undone by itself: people look at each.
create table key_review (
  kid      text not null,
  event    text not null references event (digest),
  found_at timestamptz not null,
  primary key (kid, event)
);
grant select, insert on key_review to :gateway;
grant select on key_review to :auditor;
