// what: The marking of a document, if it bears one; also of one that was taken out.
// params: document: string
// returns: marking: string
// mode: read
// why: a document that is read anew gets its properties anew, and must not lose this one.
MATCH (d:Document {id: $document})
WHERE d.marking IS NOT NULL
RETURN d.marking AS marking
