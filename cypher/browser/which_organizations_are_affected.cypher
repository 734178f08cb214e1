// question: Whose data is concerned, and how much of it?
// 質問: どの組織のデータが、どれだけ関わるか。
// what: The organizations of one incident with what is said of their data, the largest first.
// params:
// returns: organization: string, record_count: integer?, unit: string?, qualifier: string?, status: string,
//          fields: list of string, quote: string?, drawn: path
// mode: read
// why: between the quotes of the first line stands a part of the incident's name. Empty takes the one with most
//      organizations. People and records are never the same unit, so no sum is made.
WITH '' AS incident
MATCH (i:Incident)
WHERE i.name CONTAINS incident
WITH i
ORDER BY COUNT { (i)<-[:PART_OF_INCIDENT]-(:Affected) } DESC, i.id
LIMIT 1
MATCH drawn = (organization:Actor)<-[:CONCERNS]-(affected:Affected)-[:PART_OF_INCIDENT]->(i)
RETURN organization.label AS organization, toInteger(affected.record_count) AS record_count,
       affected.record_count_unit AS unit, affected.record_count_qualifier AS qualifier, affected.status AS status,
       coalesce(affected.fields, []) AS fields,
       head(COLLECT { MATCH (affected)<-[:ABOUT]-(:Claim)-[q:QUOTES]->() RETURN q.exact LIMIT 1 }) AS quote, drawn
ORDER BY coalesce(record_count, -1) DESC, organization
LIMIT 100
