// what: A group that is its own member, over any number of steps.
// params:
// returns: id: string
// mode: read
MATCH (g:Actor)
WHERE EXISTS { (g)-[:MEMBER_OF]->+(g) }
RETURN g.id AS id
LIMIT 1000
