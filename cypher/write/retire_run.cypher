// what: The current run of a document becomes a past one.
// params: document: string
// returns: run: string
// mode: write
MATCH (r:Run {document: $document})
WHERE r.current
SET r.current = false
RETURN r.id AS run
