-- Statements that only read. A run that is current and whose document is not removed is a visible one.

-- name: application
PRAGMA application_id;

-- name: version
PRAGMA user_version;

-- name: has_tables
SELECT count(*) FROM sqlite_master;

-- name: data_version
PRAGMA data_version; -- another one after a commit of another connection

-- name: run_by_id
SELECT number, current, removed FROM runs JOIN documents ON documents.id = runs.document WHERE runs.id = ?;

-- name: visible_runs
SELECT number, runs.id, document, extractor, metadata_digest, name, sha256, texts.body, title, publisher, published_at, url,
       language
FROM runs
JOIN documents ON documents.id = runs.document
LEFT JOIN texts ON texts.digest = runs.text
WHERE current = 1 AND removed = 0
ORDER BY document;

-- name: visible_run
SELECT number, runs.id, document, extractor, metadata_digest, name, sha256, texts.body, title, publisher, published_at, url,
       language
FROM runs
JOIN documents ON documents.id = runs.document
LEFT JOIN texts ON texts.digest = runs.text
WHERE current = 1 AND removed = 0 AND document = ?;

-- name: visible_entries
SELECT document, extractor, metadata_digest, name, sha256, NULL, title, publisher, published_at, url, language,
       text IS NOT NULL
FROM runs
JOIN documents ON documents.id = runs.document
WHERE current = 1 AND removed = 0
ORDER BY document;

-- name: visible_run_ids
SELECT runs.id, document FROM runs JOIN documents ON documents.id = runs.document WHERE current = 1 AND removed = 0 ORDER BY runs.id;

-- name: removed_texts
SELECT document, name, title, publisher, url, texts.body
FROM runs
JOIN documents ON documents.id = runs.document
LEFT JOIN texts ON texts.digest = runs.text
WHERE removed = 1
ORDER BY document, number;

-- name: visible_markings
SELECT id, marking FROM documents WHERE removed = 0 AND marking IS NOT NULL ORDER BY id;

-- name: visible_texts
SELECT number, document, texts.body
FROM runs
JOIN documents ON documents.id = runs.document
JOIN texts ON texts.digest = runs.text
WHERE current = 1 AND removed = 0
ORDER BY document;

-- name: passage_places
SELECT number, "start", "end" FROM passages WHERE run = ? ORDER BY number;

-- name: blocks
SELECT kind, "start", "end", level, parent, cells, "table", header FROM blocks WHERE run = ? ORDER BY position;

-- name: passages
SELECT number, kind, "start", "end", block FROM passages WHERE run = ? ORDER BY position;

-- name: mentions
SELECT id, kind, thing, is_name, "start", "end", exact FROM mentions WHERE run = ? ORDER BY position;

-- name: sources
SELECT id, label, reprint_of FROM sources WHERE run = ? ORDER BY position;

-- name: claims
SELECT id, subject, kind, property, value, source, how, confidence FROM claims WHERE run = ? ORDER BY position;

-- name: quotes
SELECT claim, "start", "end", exact FROM quotes WHERE run = ? ORDER BY claim, position;

-- name: diagnostics
SELECT code, message, severity, document, "start", "end", remedy FROM diagnostics WHERE run = ? ORDER BY position;

-- name: judgements
SELECT id, verdict, about, who, decided, why, value, undone, anchors, undoing FROM judgements ORDER BY id;

-- name: segments
SELECT name, revision, size FROM segments ORDER BY position;

-- name: sizes
SELECT
  (SELECT count(*) FROM runs JOIN documents ON documents.id = runs.document WHERE current = 1 AND removed = 0),
  (SELECT count(*) FROM runs JOIN documents ON documents.id = runs.document JOIN claims ON claims.run = runs.number
   WHERE current = 1 AND removed = 0);

-- name: kept_documents
SELECT id, removed, marking, (SELECT count(*) FROM runs WHERE document = documents.id) FROM documents ORDER BY id;

-- name: kept_runs
SELECT number, runs.id, document, extractor, metadata_digest, name, sha256, texts.body, title, publisher, published_at, url,
       language
FROM runs
LEFT JOIN texts ON texts.digest = runs.text
WHERE document = ?
ORDER BY current, number;
