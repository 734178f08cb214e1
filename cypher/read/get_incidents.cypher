// what: All incidents.
// params:
// returns: id: string, name: string
// mode: read
MATCH (i:Incident)
RETURN i.id AS id, i.name AS name
ORDER BY id
