// what: Passages of runs that do not count, in their order.
// params: runs: list of string
// returns: run: string, index: integer, kind: string, start: integer, end: integer, block: integer
// mode: read
// why: a backup has them too; no other reader asks for them.
UNWIND $runs AS run
MATCH (n:Past {run: run})
WHERE n.was = 'Passage'
RETURN n.run AS run, n.index AS index, n.kind AS kind, n.start AS start, n.end AS end, n.block AS block
ORDER BY run, n.position
