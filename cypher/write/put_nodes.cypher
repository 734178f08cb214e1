// what: Nodes made, or given the properties and labels that they have now.
// params: rows: list of {label, id, properties, further: list of string}
// returns: written: integer
// mode: write
// why: labels come as parameters from the closed list of `app/property_graph`; a dynamic label finds its node by the
//      index of the constraint.
CYPHER 25
UNWIND $rows AS row
MERGE (n:$(row.label) {id: row.id})
SET n = row.properties
REMOVE n:Person:Organization:Group
SET n:$(row.further)
RETURN count(n) AS written
