// what: The thing of the resolved graph that a local or former id leads to.
// params: ids: list of string
// returns: id: string, present: string
// mode: read
UNWIND $ids AS id
MATCH (c:Claim {subject: id})-[:ABOUT]->(n)
RETURN DISTINCT id, n.id AS present
