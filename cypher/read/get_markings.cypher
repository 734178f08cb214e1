// what: The markings of the documents that bear one and are not taken out.
// params:
// returns: document: string, marking: string
// mode: read
MATCH (d:Document)
WHERE d.marking IS NOT NULL AND NOT d.removed
RETURN d.id AS document, d.marking AS marking
ORDER BY document
