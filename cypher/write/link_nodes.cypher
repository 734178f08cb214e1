// what: Relationships made between nodes that are there.
// params: rows: list of {type, start_label, start, end_label, end, properties}
// returns: written: integer
// mode: write
// why: a row whose node is missing makes nothing, so the caller compares `written` with the rows it sent.
CYPHER 25
UNWIND $rows AS row
MATCH (a:$(row.start_label) {id: row.start})
MATCH (b:$(row.end_label) {id: row.end})
CREATE (a)-[r:$(row.type)]->(b)
SET r = row.properties
RETURN count(r) AS written
