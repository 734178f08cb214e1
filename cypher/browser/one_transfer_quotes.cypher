// question: On which words of which documents does one transfer rest? (as a picture)
// 質問: ひとつの提供は、どの文書のどの文に基づくか。(図)
// what: One transfer, the claims about it, the passages that they quote, the documents, and who says it.
// params:
// returns: quoted: path, document: path?, source: path?
// mode: read
// why: as in one_transfer_opened. Of each claim the longest quote is drawn, one_transfer_words has them all. In an
//      imported graph, which has no passages, a claim quotes the document.
WITH '' AS transfer
MATCH (t:Transfer)
WHERE transfer IN ['', t.id]
   OR EXISTS { MATCH (t)-[:PROVIDED|RECEIVED_BY]-(a:Actor) WHERE a.label CONTAINS transfer }
WITH t
ORDER BY t.support DESC, t.rank, t.from_day, t.id
LIMIT 1
MATCH (t)<-[:ABOUT]-(c:Claim)
WHERE c.property IN ['provider', 'recipient', 'dataset', 'action', 'window', 'record_count', 'price']
CALL (t, c) {
  MATCH quoted = (t)<-[:ABOUT]-(c)-[q:QUOTES]->(place:Passage|Document)
  RETURN quoted, place
  ORDER BY size(q.exact) DESC
  LIMIT 1
}
OPTIONAL MATCH document = (place)-[:PART_OF]->(:Document)
OPTIONAL MATCH source = (c)-[:SAID_BY]->(:Source)
RETURN quoted, document, source
LIMIT 60
