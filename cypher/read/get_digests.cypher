// what: Id and digest of all things under a label.
// params: label: string
// returns: id: string, digest: string
// mode: read
CYPHER 25
MATCH (n:$($label))
RETURN n.id AS id, n.digest AS digest
