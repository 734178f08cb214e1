// question: Where do the documents disagree?
// 質問: 文書どうしが食い違うのはどこか。
// what: The sides of each conflict, one below the other, with the words of each.
// params:
// returns: conflict: string, about: string?, quote: string, said_by: string?, document: string, published_at: string?,
//          says: string
// mode: read
MATCH (conflict:Conflict)-[:BETWEEN]->(c:Claim)-[q:QUOTES]->(place:Passage|Document)
OPTIONAL MATCH (conflict)-[:CONCERNS]->(thing)
OPTIONAL MATCH (place)-[:PART_OF]->(around:Document)
OPTIONAL MATCH (c)-[:SAID_BY]->(source:Source)
WITH conflict, thing, c, q, source, coalesce(around, place) AS document
RETURN DISTINCT conflict.about AS conflict, coalesce(thing.label, thing.name, thing.action, thing.type) AS about,
       q.exact AS quote, source.label AS said_by, coalesce(document.title, document.name) AS document,
       document.published_at AS published_at, c.value AS says
ORDER BY conflict, about, says, published_at, quote
LIMIT 200
