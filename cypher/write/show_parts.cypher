// what: What a run found counts again.
// params: run: string
// returns: shown: integer
// mode: write
CYPHER 25
MATCH (n:Past {run: $run})
SET n:$(n.was)
REMOVE n:Past, n.was
RETURN count(n) AS shown
