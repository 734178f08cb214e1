// what: What a run found is kept, but under the label Past, and nothing is resolved to it any more.
// params: run: string
// returns: hidden: integer
// mode: write
// why: so a query for people needs no word about runs: a Claim, a Passage, a Mention is one that counts. Things that
//      rested on the run lose their digest, and are written anew when the graph is published next.
CYPHER 25
CALL () {
  MATCH (n:Passage {run: $run}) RETURN n, 'Passage' AS was
  UNION ALL
  MATCH (n:Mention {run: $run}) RETURN n, 'Mention' AS was
  UNION ALL
  MATCH (n:Source {run: $run}) RETURN n, 'Source' AS was
  UNION ALL
  MATCH (n:Claim {run: $run}) RETURN n, 'Claim' AS was
}
CALL (n) {
  MATCH (n)-[r:ABOUT|RESOLVED_TO]->(thing)
  SET thing.digest = null
  DELETE r
}
CALL (n) {
  MATCH (n)<-[r:BETWEEN|DECIDES]-(thing)
  SET thing.digest = null
  DELETE r
}
CALL (n) {
  MATCH (n)-[r:SUPERSEDES]-()
  DELETE r
}
REMOVE n:Passage:Mention:Source:Claim
SET n:Past, n.was = was
RETURN count(n) AS hidden
