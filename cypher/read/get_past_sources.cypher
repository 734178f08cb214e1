// what: Sources of runs that do not count, in their order.
// params: runs: list of string
// returns: run: string, id: string, label: string, reprint_of: string
// mode: read
// why: a backup has them too; no other reader asks for them.
UNWIND $runs AS run
MATCH (n:Past {run: run})
WHERE n.was = 'Source'
RETURN n.run AS run, n.id AS id, n.label AS label, n.reprint_of AS reprint_of
ORDER BY run, n.position
