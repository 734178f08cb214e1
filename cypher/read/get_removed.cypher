// what: Texts and metadata of all runs of the documents that were taken out and not erased.
// params:
// returns: document: string, texts: list
// mode: read
MATCH (d:Document)<-[:READ]-(r:Run)
WHERE d.removed
OPTIONAL MATCH (r)-[:READ_AS]->(t:Text)
RETURN d.id AS document, [r.name, r.title, r.publisher, r.url, t.body] AS texts
ORDER BY document, r.id
