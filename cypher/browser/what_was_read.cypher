// question: Which documents were read, and what do they tell of?
// 質問: どの文書を読み、そこに何が書かれていたか。
// what: Each document of the record with the numbers of its passages, claims, transfers, and events.
// params:
// returns: published_at: string?, title: string, publisher: string?, passages: integer, claims: integer,
//          transfers: integer, events: integer, url: string?, document: string
// mode: read
// why: a claim is found by its words, in a passage, or in the document itself if that has none.
MATCH (d:Document)
WHERE NOT d.removed
WITH d
ORDER BY d.published_at, d.name, d.id
LIMIT 200
WITH d, COLLECT {
  MATCH (d) (()<-[:PART_OF]-()){0,1} ()<-[:QUOTES]-(c:Claim)
  RETURN DISTINCT c
} AS claims
RETURN d.published_at AS published_at, coalesce(d.title, d.name) AS title, d.publisher AS publisher,
       COUNT { (:Passage)-[:PART_OF]->(d) } AS passages, size(claims) AS claims,
       COUNT { UNWIND claims AS c MATCH (c)-[:ABOUT]->(t:Transfer) RETURN DISTINCT t } AS transfers,
       COUNT { UNWIND claims AS c MATCH (c)-[:ABOUT]->(e:Event) RETURN DISTINCT e } AS events,
       d.url AS url, d.id AS document
ORDER BY published_at, title
LIMIT 200
