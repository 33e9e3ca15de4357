-- What was found by reading a whole table: the receipt that promised a leaf, asked with every proof that comes; the number
-- under which a receipt went out, and what is kept aside of a message, asked with every duplicate. A hash index is a third as
-- large as a tree of such names, and nobody asks for a range of them.
create index receipt_in_by_leaf on receipt_in using hash (leaf);
create index lane_token_by_leaf on lane_token using hash (leaf) where kind = 'receipt';
create index quarantine_by_digest on quarantine using hash (digest) where digest is not null;
