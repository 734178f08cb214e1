// what: All runs of a document, the current one last.
// params: document: string
// returns: run: string
// mode: read
MATCH (r:Run)-[:READ]->(:Document {id: $document})
RETURN r.id AS run
ORDER BY r.current, run
