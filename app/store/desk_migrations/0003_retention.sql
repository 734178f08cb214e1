-- Until which day documents may be kept; `leaktrail erase --expired` erases those whose day is over.

PRAGMA user_version = 3;

CREATE TABLE retention (
  document TEXT PRIMARY KEY,
  until    TEXT NOT NULL -- ISO 8601, the last day
);
