-- Statements that change the record. One header `-- name:` each; all run inside a transaction.

-- name: add_document
INSERT INTO documents (id, removed) VALUES (?, 0) ON CONFLICT (id) DO UPDATE SET removed = 0 WHERE removed = 1;

-- name: add_text
INSERT INTO texts (digest, body) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING;

-- name: retire_runs
UPDATE runs SET current = 0 WHERE document = ? AND current = 1;

-- name: make_current
UPDATE runs SET current = 1 WHERE number = ?;

-- name: add_run
INSERT INTO runs (id, document, current, extractor, metadata_digest, name, sha256, text, title, publisher, published_at,
                  url, language)
VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: add_blocks
INSERT INTO blocks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: add_passages
INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?);

-- name: add_mentions
INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: add_sources
INSERT INTO sources VALUES (?, ?, ?, ?, ?);

-- name: add_claims
INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: add_quotes
INSERT INTO quotes VALUES (?, ?, ?, ?, ?, ?);

-- name: add_diagnostics
INSERT INTO diagnostics VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: remove_document
UPDATE documents SET removed = 1 WHERE id = ? AND removed = 0;

-- name: mark_document
UPDATE documents SET marking = ? WHERE id = ? AND removed = 0;

-- name: erase_blocks
DELETE FROM blocks WHERE run IN (SELECT number FROM runs WHERE document = ?);

-- name: erase_passages
DELETE FROM passages WHERE run IN (SELECT number FROM runs WHERE document = ?);

-- name: erase_mentions
DELETE FROM mentions WHERE run IN (SELECT number FROM runs WHERE document = ?);

-- name: erase_sources
DELETE FROM sources WHERE run IN (SELECT number FROM runs WHERE document = ?);

-- name: erase_claims
DELETE FROM claims WHERE run IN (SELECT number FROM runs WHERE document = ?);

-- name: erase_quotes
DELETE FROM quotes WHERE run IN (SELECT number FROM runs WHERE document = ?);

-- name: erase_diagnostics
DELETE FROM diagnostics WHERE run IN (SELECT number FROM runs WHERE document = ?);

-- name: erase_runs
DELETE FROM runs WHERE document = ?;

-- name: erase_documents
DELETE FROM documents WHERE id = ?;

-- name: erase_texts
DELETE FROM texts WHERE digest NOT IN (SELECT text FROM runs WHERE text IS NOT NULL);

-- name: put_judgement
INSERT OR REPLACE INTO judgements (id, verdict, about, who, decided, why, value, undone, anchors, undoing)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: add_migration
INSERT INTO migrations (number, name) VALUES (?, ?);

-- name: begin
BEGIN IMMEDIATE;

-- name: begin_reading
BEGIN;

-- name: commit
COMMIT;

-- name: rollback
ROLLBACK;

-- name: begin_part
SAVEPOINT part;

-- name: commit_part
RELEASE part;

-- name: rollback_part
ROLLBACK TO part;

-- name: forget_segments
DELETE FROM segments;

-- name: list_segments
INSERT INTO segments (position, name, revision, size) VALUES (?, ?, ?, ?);

-- name: write_anew
VACUUM;

-- name: empty_log
PRAGMA wal_checkpoint(TRUNCATE);
