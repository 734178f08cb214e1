// question: Where do these words stand?
// 質問: この言葉はどこに書かれているか。
// what: Names and passages that hold the words, the nearest first, and the transfers that rest on such a passage.
// params:
// returns: found_in: string, text: string, document: string?, published_at: string?, transfers: list of string, id: string
// mode: read
// why: the words are looked for as one phrase by pairs of characters, so a single character finds little:
//      `leaktrail documents WORDS` finds any part of a word.
WITH '名簿' AS words
WITH '"' + replace(replace(words, '\\', ' '), '"', ' ') + '"' AS phrase
CALL (phrase) {
  CALL db.index.fulltext.queryNodes('names', phrase) YIELD node, score
  RETURN node, score
  LIMIT 50
  UNION ALL
  CALL db.index.fulltext.queryNodes('passage_words', phrase) YIELD node, score
  WHERE node:Passage
  RETURN node, score
  LIMIT 150
}
OPTIONAL MATCH (node)-[:PART_OF]->(around:Document)
WITH node, score, CASE WHEN node:Document THEN node ELSE around END AS document
RETURN CASE WHEN node:Passage THEN 'Passage' WHEN node:Actor THEN 'Actor' WHEN node:Dataset THEN 'Dataset'
         WHEN node:Incident THEN 'Incident' ELSE 'Document' END AS found_in,
       coalesce(node.text, node.label, node.title, node.name) AS text,
       coalesce(document.title, document.name) AS document, document.published_at AS published_at,
       COLLECT {
         MATCH (node)<-[:QUOTES]-(:Claim)-[:ABOUT]->(t:Transfer)
         RETURN DISTINCT t.id
       } AS transfers, node.id AS id
ORDER BY found_in, score DESC, id
LIMIT 200
