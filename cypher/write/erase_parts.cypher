// what: Deletes up to a number of the parts that the runs of a document found, in force or past.
// params: document: string, limit: integer
// returns: erased: integer
// mode: write
// why: called until nothing is erased, so that a long document does not need all its memory at once.
MATCH (r:Run {document: $document})
CALL (r) {
  MATCH (n:Passage {run: r.id}) RETURN n
  UNION ALL
  MATCH (n:Mention {run: r.id}) RETURN n
  UNION ALL
  MATCH (n:Source {run: r.id}) RETURN n
  UNION ALL
  MATCH (n:Claim {run: r.id}) RETURN n
  UNION ALL
  MATCH (n:Past {run: r.id}) RETURN n
}
WITH n LIMIT $limit
CALL (n) {
  MATCH (n)-[:ABOUT|RESOLVED_TO]->(thing)
  SET thing.digest = null
}
CALL (n) {
  MATCH (n)<-[:BETWEEN|DECIDES]-(thing)
  SET thing.digest = null
}
DETACH DELETE n
RETURN count(*) AS erased
