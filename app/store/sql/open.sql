-- Settings of a connection.

-- name: wait_for_others
PRAGMA busy_timeout = 10000; -- milliseconds

-- name: write_ahead
PRAGMA journal_mode = WAL; -- readers go on while one process writes

-- name: survive_power_loss
PRAGMA synchronous = FULL;

-- name: keep_references
PRAGMA foreign_keys = ON;

-- name: wait_briefly
PRAGMA busy_timeout = 200; -- for what can also be done later

-- name: overwrite_deleted
PRAGMA secure_delete = ON; -- what is deleted is overwritten with zeros
