// what: A dataset that derives from itself.
// params:
// returns: id: string
// mode: read
MATCH (d:Dataset)
WHERE EXISTS { (d)-[:DERIVED_FROM]->+(d) }
RETURN d.id AS id
LIMIT 1000
