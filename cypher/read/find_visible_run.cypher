// what: The current run of a document, if that is not taken out.
// params: document: string
// returns: run: string
// mode: read
MATCH (r:Run {document: $document})-[:READ]->(d:Document)
WHERE r.current AND NOT d.removed
RETURN r.id AS run
