// what: The documents that are not taken out, as a list names them: without their texts and what was read in them.
// params:
// returns: document: string, head: list of any, has_text: boolean
// mode: read
// why: a loader asks this before it reads anything; with texts it would be the whole record.
MATCH (r:Run)-[:READ]->(d:Document)
WHERE r.current AND NOT d.removed
RETURN d.id AS document,
       [d.id, r.extractor, r.metadata_digest, r.name, r.sha256, null, r.title, r.publisher, r.published_at, r.url,
        r.language] AS head,
       EXISTS { (r)-[:READ_AS]->(:Text) } AS has_text
ORDER BY document
