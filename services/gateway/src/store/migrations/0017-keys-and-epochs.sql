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

-- What was said on a lane in an epoch that is over, and has been put in the outbox again for the new one: each once, however
-- often it is asked for. Events without a receipt are sealed anew instead, and need no row here.
create table said_anew (
  jti uuid primary key,
  at  timestamptz not null
);
grant select, insert on said_anew to :gateway;
