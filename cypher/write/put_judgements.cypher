// what: Judgements made or replaced.
// params: rows: list of {id, properties}
// returns: written: integer
// mode: write
UNWIND $rows AS row
MERGE (j:Judgement {id: row.id})
SET j = row.properties
RETURN count(j) AS written
