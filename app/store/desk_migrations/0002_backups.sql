-- Which backups of the record were made, so that who erases something learns where it may still stand.

PRAGMA user_version = 2;

CREATE TABLE backups (
  number   INTEGER PRIMARY KEY,
  made     TEXT NOT NULL, -- ISO 8601, UTC
  path     TEXT NOT NULL,
  digest   TEXT NOT NULL CHECK (length(digest) = 64),
  revision TEXT NOT NULL  -- of the record in it
);
