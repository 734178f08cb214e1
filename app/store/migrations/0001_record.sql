-- The record: documents, the runs that read them, what each run found, and what people decided.
-- Evidence is append-only: a new run of a document becomes its current one, the older ones stay and are not read.

PRAGMA application_id = 0x4C54524C; -- "LTRL"
PRAGMA user_version = 1;

CREATE TABLE migrations (
  number     INTEGER PRIMARY KEY,
  name       TEXT NOT NULL,
  applied_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
);

CREATE TABLE documents (
  id      TEXT PRIMARY KEY,
  removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
);

-- Runs of one document share its text; a reader that decodes better makes a new one.
CREATE TABLE texts (
  digest TEXT PRIMARY KEY,
  body   TEXT NOT NULL
);

-- `id` is the hash of everything the run found, so the same reading is the same run.
CREATE TABLE runs (
  number          INTEGER PRIMARY KEY,
  id              TEXT NOT NULL UNIQUE,
  document        TEXT NOT NULL REFERENCES documents (id),
  current         INTEGER NOT NULL CHECK (current IN (0, 1)),
  extractor       TEXT NOT NULL,
  metadata_digest TEXT NOT NULL,
  name            TEXT NOT NULL,
  sha256          TEXT,
  text            TEXT REFERENCES texts (digest),
  title           TEXT,
  publisher       TEXT,
  published_at    TEXT,
  url             TEXT,
  language        TEXT,
  loaded_at       TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
);

CREATE UNIQUE INDEX one_current_run ON runs (document) WHERE current = 1;

CREATE TABLE blocks (
  run      INTEGER NOT NULL REFERENCES runs (number),
  position INTEGER NOT NULL,
  kind     TEXT NOT NULL,
  "start"  INTEGER NOT NULL,
  "end"    INTEGER NOT NULL,
  level    INTEGER NOT NULL,
  parent   INTEGER,
  cells    TEXT NOT NULL, -- JSON: [[start, end], …]
  "table"  INTEGER,
  header   INTEGER,
  PRIMARY KEY (run, position)
) WITHOUT ROWID;

CREATE TABLE passages (
  run      INTEGER NOT NULL REFERENCES runs (number),
  position INTEGER NOT NULL,
  number   INTEGER NOT NULL,
  kind     TEXT NOT NULL,
  "start"  INTEGER NOT NULL,
  "end"    INTEGER NOT NULL,
  block    INTEGER NOT NULL,
  PRIMARY KEY (run, position)
) WITHOUT ROWID;

CREATE TABLE mentions (
  run      INTEGER NOT NULL REFERENCES runs (number),
  position INTEGER NOT NULL,
  id       TEXT NOT NULL,
  kind     TEXT NOT NULL,
  thing    TEXT NOT NULL,
  is_name  INTEGER NOT NULL CHECK (is_name IN (0, 1)),
  "start"  INTEGER NOT NULL,
  "end"    INTEGER NOT NULL,
  exact    TEXT NOT NULL,
  PRIMARY KEY (run, position)
) WITHOUT ROWID;

CREATE INDEX mentions_of_thing ON mentions (thing);

CREATE TABLE sources (
  run        INTEGER NOT NULL REFERENCES runs (number),
  position   INTEGER NOT NULL,
  id         TEXT NOT NULL,
  label      TEXT NOT NULL,
  reprint_of TEXT,
  PRIMARY KEY (run, position)
) WITHOUT ROWID;

CREATE TABLE claims (
  run        INTEGER NOT NULL REFERENCES runs (number),
  position   INTEGER NOT NULL,
  id         TEXT NOT NULL,
  subject    TEXT NOT NULL,
  kind       TEXT NOT NULL,
  property   TEXT NOT NULL,
  value      TEXT NOT NULL, -- JSON
  source     TEXT,
  how        TEXT NOT NULL,
  confidence REAL NOT NULL,
  PRIMARY KEY (run, position)
) WITHOUT ROWID;

CREATE INDEX claims_of_subject ON claims (subject);
CREATE INDEX claims_by_id ON claims (id);

CREATE TABLE quotes (
  run      INTEGER NOT NULL,
  claim    INTEGER NOT NULL,
  position INTEGER NOT NULL,
  "start"  INTEGER NOT NULL,
  "end"    INTEGER NOT NULL,
  exact    TEXT NOT NULL,
  PRIMARY KEY (run, claim, position),
  FOREIGN KEY (run, claim) REFERENCES claims (run, position)
) WITHOUT ROWID;

CREATE TABLE diagnostics (
  run      INTEGER NOT NULL REFERENCES runs (number),
  position INTEGER NOT NULL,
  code     TEXT NOT NULL,
  message  TEXT NOT NULL,
  severity TEXT NOT NULL,
  document TEXT,
  "start"  INTEGER,
  "end"    INTEGER,
  remedy   TEXT,
  PRIMARY KEY (run, position)
) WITHOUT ROWID;

CREATE TABLE judgements (
  id      TEXT PRIMARY KEY,
  verdict TEXT NOT NULL,
  about   TEXT NOT NULL, -- JSON: [id, …]
  who     TEXT NOT NULL,
  decided TEXT NOT NULL, -- ISO 8601
  why     TEXT NOT NULL,
  value   TEXT NOT NULL, -- JSON
  undone  INTEGER NOT NULL CHECK (undone IN (0, 1))
);
