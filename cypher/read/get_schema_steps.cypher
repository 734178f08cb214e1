// what: Which steps of the schema were applied, and what else is there.
// params:
// returns: steps: map, is_empty: boolean, is_ours: boolean
// mode: read
RETURN COLLECT { MATCH (s:SchemaStep) RETURN [s.id, s.checksum] ORDER BY s.id } AS steps,
       NOT EXISTS { MATCH () } AS is_empty,
       EXISTS { MATCH (:Store {id: 'store'}) } AS is_ours
