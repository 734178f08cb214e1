// question: On which words of which documents does one transfer rest? (to read)
// 質問: ひとつの提供は、どの文書のどの文に基づくか。(読む)
// what: Each quote behind one transfer, what was read from it and how, who says it, and the sentence around it.
// params:
// returns: quote: string, document: string, published_at: string?, said_by: list of string, says: list of string,
//          how: list of string, sentence: string?
// mode: read
// why: as in one_transfer_opened.
WITH '' AS transfer
MATCH (t:Transfer)
WHERE transfer IN ['', t.id]
   OR EXISTS { MATCH (t)-[:PROVIDED|RECEIVED_BY]-(a:Actor) WHERE a.label CONTAINS transfer }
WITH t
ORDER BY t.support DESC, t.rank, t.from_day, t.id
LIMIT 1
MATCH (t)<-[:ABOUT]-(c:Claim)-[q:QUOTES]->(place:Passage|Document)
OPTIONAL MATCH (c)-[:SAID_BY]->(source:Source)
OPTIONAL MATCH (place)-[:PART_OF]->(around:Document)
WITH coalesce(around, place) AS document, place, q.start AS start, q.exact AS quote,
     collect(DISTINCT c.property) AS says, collect(DISTINCT c.how) AS how, collect(DISTINCT source.label) AS said_by
RETURN quote, coalesce(document.title, document.name) AS document, document.published_at AS published_at, said_by, says,
       how, place.text AS sentence
ORDER BY published_at, document, start
LIMIT 200
