// what: Runs with the text that they read.
// params: runs: list of string
// returns: run: string, properties: map, body: string
// mode: read
UNWIND $runs AS id
MATCH (r:Run {id: id})
OPTIONAL MATCH (r)-[:READ_AS]->(t:Text)
RETURN r.id AS run, properties(r) AS properties, t.body AS body
