// what: A transfer of which neither the provider nor the recipient is known.
// params:
// returns: id: string
// mode: read
MATCH (t:Transfer)
WHERE NOT EXISTS { (t)<-[:PROVIDED]-(:Actor) } AND NOT EXISTS { (t)-[:RECEIVED_BY]->(:Actor) }
RETURN t.id AS id
LIMIT 1000
