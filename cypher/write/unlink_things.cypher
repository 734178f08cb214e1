// what: Takes away the relationships that come and go with the things of these ids, before they are written anew.
// params: label: string, ids: list of string
// returns: unlinked: integer
// mode: write
// why: a type tells to which of its two ends it belongs: a transfer owns who PROVIDED it and whom it was RECEIVED_BY,
//      an actor owns neither. The digest goes with them: if nothing follows, the thing is not whole.
CYPHER 25
UNWIND $ids AS id
MATCH (n:$($label) {id: id})
CALL (n) {
  MATCH (n)<-[:ABOUT]-(c:Claim)-[r:SUPERSEDES]->()
  DELETE r
}
CALL (n) {
  MATCH (n)-[r:RECEIVED_BY|CARRIED|AFTER|PART_OF_TRANSFER|PART_OF_INCIDENT|MAY_BE|DERIVED_FROM|HELD_BY|OF|INVOLVES
              |CONCERNS|BETWEEN|DECIDES]->()
  DELETE r
}
CALL (n) {
  MATCH (n)<-[r:PROVIDED|MEMBER_OF|ABOUT|RESOLVED_TO]-()
  DELETE r
}
CALL (n) {
  MATCH ()-[r:PASSED_TO {transfer_id: n.id}]->()
  WHERE n:Transfer
  DELETE r
}
CALL (n) {
  MATCH ()-[r:MAY_HAVE_PASSED_TO {transfer_id: n.id}]->()
  WHERE n:Transfer
  DELETE r
}
SET n.digest = null
RETURN count(n) AS unlinked
