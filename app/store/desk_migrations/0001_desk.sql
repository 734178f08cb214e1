-- The desk of one server: its secret, the keys that it gave out, and who did what. Nothing of the record.

PRAGMA application_id = 0x4C54444B; -- "LTDK"
PRAGMA user_version = 1;

CREATE TABLE migrations (
  number     INTEGER PRIMARY KEY,
  name       TEXT NOT NULL,
  applied_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
);

CREATE TABLE secret (
  number INTEGER PRIMARY KEY CHECK (number = 1), -- there is one
  value  TEXT NOT NULL CHECK (length(value) = 64) -- hexadecimal
);

-- `digest` is the SHA-256 of what the holder sends, which stands nowhere.
CREATE TABLE keys (
  number    INTEGER PRIMARY KEY,
  id        TEXT NOT NULL UNIQUE,
  name      TEXT NOT NULL,
  digest    TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
  scopes    TEXT NOT NULL, -- JSON: ["read", …]
  clearance TEXT NOT NULL,
  made      TEXT NOT NULL, -- ISO 8601, UTC
  expires   TEXT,
  revoked   TEXT
);

CREATE TABLE audit (
  number   INTEGER PRIMARY KEY,
  "when"   TEXT NOT NULL, -- ISO 8601, UTC
  who      TEXT NOT NULL,
  what     TEXT NOT NULL,
  about    TEXT NOT NULL, -- JSON: [id, …]
  previous TEXT NOT NULL CHECK (length(previous) = 64),
  digest   TEXT NOT NULL UNIQUE CHECK (length(digest) = 64)
);

-- Lines are added at the end and stay as they are. INSERT OR REPLACE takes rows out without a DELETE, so a new line has
-- to be a new one.
CREATE TRIGGER audit_goes_on BEFORE INSERT ON audit
WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM audit)
BEGIN
  SELECT RAISE(ABORT, 'the audit log is append-only');
END;

CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit log is append-only');
END;

CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit log is append-only');
END;
