-- Which segments of the resolved graph count, in their order: a base, then what changed since. They lie in files beside
-- the record, hold nothing that it does not hold, and are written anew where one is missing or damaged.

PRAGMA user_version = 2;

CREATE TABLE segments (
  position INTEGER PRIMARY KEY,
  name     TEXT NOT NULL UNIQUE, -- of the file, the digest of its header
  revision TEXT NOT NULL,        -- of the record, when it was written
  size     INTEGER NOT NULL      -- bytes
);
