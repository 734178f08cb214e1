// what: A document is taken out; it stays, and so does what was read in it.
// params: document: string
// returns: run: string
// mode: write
MATCH (d:Document {id: $document})<-[:READ]-(r:Run)
WHERE NOT d.removed AND r.current
SET d.removed = true
RETURN r.id AS run
