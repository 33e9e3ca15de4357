-- What a time-stamping authority has answered about checkpoints (RFC 3161): the TimeStampResp as it came, over the note as
-- the log had signed it. For ever, as the checkpoint is.
create table time_stamp (
  origin text not null,
  size   bigint not null check (size >= 0),
  note   text not null,
  answer bytea not null check (octet_length(answer) between 1 and 24576),
  at     timestamptz not null,
  primary key (origin, size)
);

grant select, insert on time_stamp to :gateway;
grant select on time_stamp to :auditor;
