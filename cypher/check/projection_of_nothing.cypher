// what: A projected relationship whose transfer is not there any more.
// params:
// returns: id: string
// mode: read
CYPHER 25
CALL () {
  MATCH ()-[p:PASSED_TO]->() RETURN p
  UNION ALL
  MATCH ()-[p:MAY_HAVE_PASSED_TO]->() RETURN p
}
WITH p
WHERE NOT EXISTS { MATCH (t:Transfer) WHERE t.id = p.transfer_id }
RETURN p.transfer_id AS id
LIMIT 1000
