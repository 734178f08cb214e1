// what: A marking that is none of TLP 2.0. Its document counts as red.
// params:
// returns: id: string
// mode: read
MATCH (d:Document)
WHERE d.marking IS NOT NULL AND NOT d.marking IN ['clear', 'green', 'amber', 'amber+strict', 'red']
RETURN d.id AS id
LIMIT 1000
