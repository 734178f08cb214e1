// what: A document gets a marking; null takes it away.
// params: document: string, marking: string
// returns: document: string
// mode: write
MATCH (d:Document {id: $document})
WHERE NOT d.removed
SET d.marking = $marking
RETURN d.id AS document
