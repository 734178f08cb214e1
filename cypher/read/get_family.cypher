// what: The datasets that may lie on a way of one: those that derive from it, and all that any of these derives from.
// params: dataset: string
// returns: family: list of string
// mode: read
CYPHER 25
MATCH (d:Dataset {id: $dataset})
MATCH (narrower:Dataset)-[:DERIVED_FROM]->*(d)
MATCH (narrower)-[:DERIVED_FROM]->*(wider:Dataset)
RETURN collect(DISTINCT wider.id) AS family
