// what: A transfer on which no claim with a quote bears.
// params:
// returns: id: string
// mode: read
MATCH (t:Transfer)
WHERE NOT EXISTS { (t)<-[:ABOUT]-(:Claim)-[:QUOTES]->() }
RETURN t.id AS id
LIMIT 1000
