// what: All actors, with who belongs to a group and who one of several may be.
// params:
// returns: id: string, label: string, aliases: list, kind: string, roles: list, incidents: list, members: list, candidates: list
// mode: read
MATCH (a:Actor)
RETURN a.id AS id, a.label AS label, coalesce(a.aliases, []) AS aliases, a.kind AS kind,
       coalesce(a.roles, []) AS roles,
       COLLECT { MATCH (a)-[:PART_OF_INCIDENT]->(i:Incident) RETURN i.id ORDER BY i.id } AS incidents,
       COLLECT { MATCH (a)<-[:MEMBER_OF]-(m:Actor) RETURN m.id ORDER BY m.id } AS members,
       COLLECT { MATCH (a)-[:MAY_BE]->(c:Actor) RETURN c.id ORDER BY c.id } AS candidates
ORDER BY id
