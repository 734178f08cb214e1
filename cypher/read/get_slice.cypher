// what: The transfers that can matter for a question, with their ends; at most `limit`.
// params: family: list of string, by: integer, limit: integer
// returns: properties: map, provider: string, recipient: string, dataset: string, incident: string, part_of: string, after: list
// mode: read
// why: left out are other datasets and transfers after the last day that is asked for. Recoveries stay, since they end
//      holdings, and so does all that the texts put in an order or sum up, since that sharpens the days of the rest.
CYPHER 25
MATCH (t:Transfer)
WHERE EXISTS { (t)-[:AFTER|PART_OF_TRANSFER]-() }
   OR (($by IS NULL OR t.from_day <= $by OR t.action = 'return/recovery')
       AND ($family IS NULL
            OR NOT EXISTS { (t)-[:CARRIED]->() }
            OR EXISTS { MATCH (t)-[:CARRIED]->(d:Dataset) WHERE d.id IN $family }))
WITH t ORDER BY t.id LIMIT $limit
RETURN t {.*, earliest: toString(t.earliest), latest: toString(t.latest)} AS properties,
       head(COLLECT { MATCH (t)<-[:PROVIDED]-(a:Actor) RETURN a.id }) AS provider,
       head(COLLECT { MATCH (t)-[:RECEIVED_BY]->(a:Actor) RETURN a.id }) AS recipient,
       head(COLLECT { MATCH (t)-[:CARRIED]->(d:Dataset) RETURN d.id }) AS dataset,
       head(COLLECT { MATCH (t)-[:PART_OF_INCIDENT]->(i:Incident) RETURN i.id }) AS incident,
       head(COLLECT { MATCH (t)-[:PART_OF_TRANSFER]->(w:Transfer) RETURN w.id }) AS part_of,
       COLLECT { MATCH (t)-[:AFTER]->(s:Transfer) RETURN s.id ORDER BY s.id } AS after
ORDER BY properties.id
