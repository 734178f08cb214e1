// what: A claim, passage, mention or source in force of a run that does not count.
// params:
// returns: id: string
// mode: read
CYPHER 25
CALL () {
  MATCH (n:Claim) RETURN n
  UNION ALL
  MATCH (n:Passage) RETURN n
  UNION ALL
  MATCH (n:Mention) RETURN n
  UNION ALL
  MATCH (n:Source) RETURN n
}
WITH n
MATCH (r:Run {id: n.run})-[:READ]->(d:Document)
WHERE NOT r.current OR d.removed
RETURN n.id AS id
LIMIT 1000
