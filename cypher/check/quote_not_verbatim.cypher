// what: A quote that does not stand at its place in the passage that it is quoted from.
// params:
// returns: id: string
// mode: read
MATCH (c:Claim)-[q:QUOTES]->(p:Passage)
WHERE substring(p.text, q.start - p.start, q.end - q.start) <> q.exact
  AND size(p.text) = p.end - p.start
RETURN c.id AS id
LIMIT 1000
