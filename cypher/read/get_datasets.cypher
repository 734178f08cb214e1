// what: All datasets, with what they derive from.
// params:
// returns: id: string, label: string, fields: list, derived_from: list
// mode: read
MATCH (d:Dataset)
RETURN d.id AS id, d.label AS label, coalesce(d.fields, []) AS fields,
       COLLECT { MATCH (d)-[:DERIVED_FROM]->(w:Dataset) RETURN w.id ORDER BY w.id } AS derived_from
ORDER BY id
