// what: Mentions of runs, in their order.
// params: runs: list of string
// returns: run: string, id: string, kind: string, thing: string, is_name: boolean, start: integer, end: integer, exact: string
// mode: read
UNWIND $runs AS run
MATCH (n:Mention {run: run})
RETURN n.run AS run, n.id AS id, n.kind AS kind, n.thing AS thing, n.is_name AS is_name, n.start AS start,
       n.end AS end, n.exact AS exact
ORDER BY run, n.position
