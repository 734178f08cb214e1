// what: Waits until no other transaction is writing, and counts this one.
// params:
// returns: writes: integer
// mode: write
// why: the first statement of every writing transaction. It locks one node until the end, so that writers follow each
//      other as on a file, what was read before writing still holds, and no two wait for each other.
MERGE (s:Store {id: 'store'})
SET s.writes = coalesce(s.writes, 0) + 1
RETURN s.writes AS writes
