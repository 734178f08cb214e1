// what: The words that transfers rest on.
// params: transfers: list of string
// returns: transfer: string, document: string, start: integer, end: integer, exact: string
// mode: read
UNWIND $transfers AS id
MATCH (t:Transfer {id: id})<-[:ABOUT]-(c:Claim)-[q:QUOTES]->(place:Passage|Document)
RETURN DISTINCT id AS transfer,
       CASE
         WHEN place:Document THEN place.id
         ELSE head(COLLECT { MATCH (place)-[:PART_OF]->(d:Document) RETURN d.id })
       END AS document,
       q.start AS start, q.end AS end, q.exact AS exact
