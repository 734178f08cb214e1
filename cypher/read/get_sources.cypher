// what: Sources of runs, in their order.
// params: runs: list of string
// returns: run: string, id: string, label: string, reprint_of: string
// mode: read
UNWIND $runs AS run
MATCH (n:Source {run: run})
RETURN n.run AS run, n.id AS id, n.label AS label, n.reprint_of AS reprint_of
ORDER BY run, n.position
