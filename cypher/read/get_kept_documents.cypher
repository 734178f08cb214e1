// what: All documents, those taken out too, with their markings and how often each was read.
// params:
// returns: document: string, removed: boolean, marking: string, runs: integer
// mode: read
MATCH (d:Document)
RETURN d.id AS document, d.removed AS removed, d.marking AS marking, COUNT { (:Run)-[:READ]->(d) } AS runs
ORDER BY document
