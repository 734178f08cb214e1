-- Where the words stand on which a person decided, and who took a judgement back.

PRAGMA user_version = 4;

ALTER TABLE judgements ADD COLUMN anchors TEXT NOT NULL DEFAULT '[]'; -- JSON: [[about, id, document, kind, spans, …], …]
ALTER TABLE judgements ADD COLUMN undoing TEXT NOT NULL DEFAULT 'null'; -- JSON: [who, ISO 8601, why]
