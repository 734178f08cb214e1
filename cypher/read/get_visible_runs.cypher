// what: The current runs of documents that are not taken out, by document.
// params:
// returns: run: string, document: string
// mode: read
MATCH (r:Run)-[:READ]->(d:Document)
WHERE r.current AND NOT d.removed
RETURN r.id AS run, d.id AS document
ORDER BY document
