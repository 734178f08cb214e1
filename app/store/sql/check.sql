-- Statements of which each returns no row on a healthy record, but for `check_file`, which returns ok.

-- name: check_file
PRAGMA quick_check;

-- name: check_references
PRAGMA foreign_key_check;

-- name: claim_without_quote
SELECT id FROM claims
WHERE NOT EXISTS (SELECT 1 FROM quotes WHERE quotes.run = claims.run AND quotes.claim = claims.position);

-- name: quote_not_verbatim
SELECT quotes.run FROM quotes
JOIN runs ON runs.number = quotes.run
JOIN texts ON texts.digest = runs.text
WHERE current = 1 AND substr(texts.body, quotes."start" + 1, quotes."end" - quotes."start") <> quotes.exact;

-- name: document_without_current_run
SELECT id FROM documents
WHERE (SELECT count(*) FROM runs WHERE runs.document = documents.id AND current = 1) <> 1;
