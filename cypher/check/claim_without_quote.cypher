// what: A claim that rests on no words.
// params:
// returns: id: string
// mode: read
MATCH (c:Claim)
WHERE NOT EXISTS { (c)-[:QUOTES]->() }
RETURN c.id AS id
LIMIT 1000
