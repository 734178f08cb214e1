// what: Notes on things which record they stand for, so that the next publishing passes over those that stay.
// params: label: string, rows: list of {id, digest}
// returns: written: integer
// mode: write
CYPHER 25
UNWIND $rows AS row
MATCH (n:$($label) {id: row.id})
SET n.digest = row.digest
RETURN count(n) AS written
