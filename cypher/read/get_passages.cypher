// what: Passages of runs, in their order.
// params: runs: list of string
// returns: run: string, index: integer, kind: string, start: integer, end: integer, block: integer
// mode: read
UNWIND $runs AS run
MATCH (n:Passage {run: run})
RETURN n.run AS run, n.index AS index, n.kind AS kind, n.start AS start, n.end AS end, n.block AS block
ORDER BY run, n.position
