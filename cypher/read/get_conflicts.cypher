// what: The conflicts about transfers, actors and datasets, with their sides as JSON.
// params: things: list of string
// returns: id: string, about: string, subject: string, property: string, told: list?
// mode: read
// why: a MATCH for each label, because an index belongs to one.
CYPHER 25
UNWIND $things AS key
CALL (key) {
  MATCH (n:Transfer {id: key})<-[:CONCERNS]-(c:Conflict) RETURN c
  UNION
  MATCH (n:Actor {id: key})<-[:CONCERNS]-(c:Conflict) RETURN c
  UNION
  MATCH (n:Dataset {id: key})<-[:CONCERNS]-(c:Conflict) RETURN c
}
RETURN DISTINCT c.id AS id, c.about AS about, key AS subject, c.property AS property, c.told AS told
ORDER BY id
