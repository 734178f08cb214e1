// what: Mentions of runs that do not count, in their order.
// params: runs: list of string
// returns: run: string, id: string, kind: string, thing: string, is_name: boolean, start: integer, end: integer, exact: string
// mode: read
// why: a backup has them too; no other reader asks for them.
UNWIND $runs AS run
MATCH (n:Past {run: run})
WHERE n.was = 'Mention'
RETURN n.run AS run, n.id AS id, n.kind AS kind, n.thing AS thing, n.is_name AS is_name, n.start AS start,
       n.end AS end, n.exact AS exact
ORDER BY run, n.position
