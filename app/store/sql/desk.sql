-- Statements of the desk.

-- name: desk_version
PRAGMA data_version;

-- name: secret
SELECT value FROM secret;

-- name: add_secret
INSERT INTO secret (number, value) VALUES (1, ?) ON CONFLICT (number) DO NOTHING;

-- name: keys
SELECT id, name, digest, scopes, clearance, made, expires, revoked FROM keys ORDER BY number;

-- name: put_key
INSERT INTO keys (id, name, digest, scopes, clearance, made, expires, revoked) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
  name = excluded.name, digest = excluded.digest, scopes = excluded.scopes, clearance = excluded.clearance,
  made = excluded.made, expires = excluded.expires, revoked = excluded.revoked;

-- name: audit
SELECT number, "when", who, what, about, previous, digest FROM audit WHERE number > ? ORDER BY number LIMIT ?;

-- name: last_audit
SELECT number, "when", who, what, about, previous, digest FROM audit ORDER BY number DESC LIMIT 1;

-- name: find_audit
SELECT number FROM audit WHERE digest = ?;

-- name: add_audit
INSERT INTO audit (number, "when", who, what, about, previous, digest) VALUES (?, ?, ?, ?, ?, ?, ?);

-- name: add_backup
INSERT INTO backups (made, path, digest, revision) VALUES (?, ?, ?, ?);

-- name: backups
SELECT made, path, digest, revision FROM backups ORDER BY number;

-- name: put_retention
INSERT INTO retention (document, until) VALUES (?, ?) ON CONFLICT (document) DO UPDATE SET until = excluded.until;

-- name: drop_retention
DELETE FROM retention WHERE document = ?;

-- name: retention
SELECT document, until FROM retention ORDER BY until, document;
