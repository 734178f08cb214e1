// what: Takes away things that the resolved graph has no more.
// params: label: string, ids: list of string
// returns: deleted: integer
// mode: write
CYPHER 25
UNWIND $ids AS id
MATCH (n:$($label) {id: id})
DETACH DELETE n
RETURN count(n) AS deleted
