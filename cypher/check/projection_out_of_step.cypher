// what: A transfer with both ends stated that is not projected just once between these two, with the same days.
// params:
// returns: id: string
// mode: read
MATCH (a:Actor)-[:PROVIDED]->(t:Transfer)-[:RECEIVED_BY]->(b:Actor)
WHERE COUNT {
  MATCH (a)-[p:PASSED_TO]->(b)
  WHERE p.transfer_id = t.id AND p.from_day = t.from_day AND p.to_day = t.to_day AND p.rank = t.rank
} <> 1
RETURN t.id AS id
LIMIT 1000
