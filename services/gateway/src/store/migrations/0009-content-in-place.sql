-- An event's content stays in its row: 6 KB of ciphertext that fit a page. Out of line they were four more rows with an
-- index entry each, written at both gateways for every handover; and no compression makes ciphertext smaller.
alter table event alter column content set storage external;
alter table event set (toast_tuple_target = 8160);
