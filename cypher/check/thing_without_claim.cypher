// what: An actor, dataset, transfer, event, row of the affected, or holding that no claim speaks of.
// params:
// returns: id: string
// mode: read
CYPHER 25
MATCH (n:Actor|Dataset|Transfer|Event|Affected|Holding|Incident)
WHERE NOT EXISTS { (n)<-[:ABOUT]-(:Claim) } AND NOT EXISTS { (n)<-[:RESOLVED_TO]-(:Mention) }
RETURN n.id AS id
LIMIT 1000
