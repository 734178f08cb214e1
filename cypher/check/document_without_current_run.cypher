// what: A document that has no current run, or more than one.
// params:
// returns: id: string
// mode: read
MATCH (d:Document)
WHERE COUNT { MATCH (d)<-[:READ]-(r:Run) WHERE r.current } <> 1
RETURN d.id AS id
LIMIT 1000
