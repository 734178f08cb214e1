// what: Passages that hold the words, by document and place, behind one place.
// params: words: string, limit: integer, document: string, index: integer
// returns: document: string, index: integer
// mode: read
// why: `folded` is there where the compared form (NFKC, casefold) differs from the text. CONTAINS finds parts of words
//      and single characters, which the full-text index does not; it looks at every passage, in memory.
MATCH (n:Passage)
WHERE coalesce(n.folded, n.text) CONTAINS $words
MATCH (n)-[:PART_OF]->(d:Document)
WHERE d.id > $document OR (d.id = $document AND n.index > $index)
RETURN d.id AS document, n.index AS index
ORDER BY document, index
LIMIT $limit
