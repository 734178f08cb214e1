// what: A current run of which parts are missing, or of which there are too many.
// params:
// returns: id: string
// mode: read
MATCH (r:Run)-[:READ]->(d:Document)
WHERE r.current AND NOT d.removed
  AND r.parts[0..4] <> [
    COUNT { MATCH (n:Passage) WHERE n.run = r.id },
    COUNT { MATCH (n:Mention) WHERE n.run = r.id },
    COUNT { MATCH (n:Source) WHERE n.run = r.id },
    COUNT { MATCH (n:Claim) WHERE n.run = r.id }
  ]
RETURN r.id AS id
LIMIT 1000
