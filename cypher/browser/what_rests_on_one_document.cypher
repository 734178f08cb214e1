// question: Which transfers rest on one document only?
// 質問: ひとつの文書だけに基づく提供はどれか。
// what: Transfers that fall if one document is wrong, with that document.
// params:
// returns: provider: string?, action: string, recipient: string?, days: string, status: string, document: string,
//          publisher: string?, published_at: string?, transfer: string
// mode: read
MATCH (t:Transfer)
WHERE t.rank <= 2
WITH t, COLLECT {
  MATCH (t)<-[:ABOUT]-(:Claim)-[:QUOTES]->(place:Passage|Document)
  OPTIONAL MATCH (place)-[:PART_OF]->(around:Document)
  RETURN DISTINCT coalesce(around, place)
} AS documents
WHERE size(documents) = 1
WITH t, documents[0] AS document
OPTIONAL MATCH (provider:Actor)-[:PROVIDED]->(t)
OPTIONAL MATCH (t)-[:RECEIVED_BY]->(recipient:Actor)
RETURN provider.label AS provider, t.action AS action, recipient.label AS recipient,
       CASE
         WHEN t.earliest = t.latest THEN toString(t.earliest)
         ELSE coalesce(toString(t.earliest), '') + '～' + coalesce(toString(t.latest), '')
       END AS days, t.status AS status, coalesce(document.title, document.name) AS document,
       document.publisher AS publisher, document.published_at AS published_at, t.id AS transfer
ORDER BY document, t.from_day, transfer
LIMIT 200
