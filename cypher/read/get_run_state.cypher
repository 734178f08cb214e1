// what: Whether a run is there, is the current one, and is of a document that was taken out.
// params: run: string
// returns: current: boolean, removed: boolean
// mode: read
MATCH (r:Run {id: $run})-[:READ]->(d:Document)
RETURN r.current AS current, d.removed AS removed
