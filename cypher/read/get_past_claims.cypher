// what: Claims of runs that do not count with their quotes, in their order.
// params: runs: list of string
// returns: run: string, id: string, subject: string, kind: string, property: string, value: string, source: string, how: string, confidence: float, quotes: list
// mode: read
// why: a backup has them too; no other reader asks for them.
UNWIND $runs AS run
MATCH (n:Past {run: run})
WHERE n.was = 'Claim'
RETURN n.run AS run, n.id AS id, n.subject AS subject, n.kind AS kind, n.property AS property, n.value AS value,
       n.source AS source, n.how AS how, n.confidence AS confidence,
       COLLECT {
         MATCH (n)-[q:QUOTES]->()
         RETURN [q.start, q.end, q.exact] ORDER BY q.position
       } AS quotes
ORDER BY run, n.position
