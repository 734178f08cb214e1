// what: Passages that hold the words, by document and place.
// params: words: string, limit: integer
// returns: document: string, index: integer
// mode: read
// why: `folded` is there where the compared form (NFKC, casefold) differs from the text. CONTAINS finds parts of words
//      and single characters, which the full-text index does not; it looks at every passage, in memory.
MATCH (n:Passage)
WHERE coalesce(n.folded, n.text) CONTAINS $words
MATCH (n)-[:PART_OF]->(d:Document)
RETURN d.id AS document, n.index AS index
ORDER BY document, index
LIMIT $limit
