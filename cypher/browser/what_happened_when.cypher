// question: What happened when in one incident?
// 質問: ひとつの事案で、いつ何があったか。
// what: Transfers and events of one incident in the order of time, with the words. Undated ones last.
// params:
// returns: days: string, what: string, who: string, status: string?, quote: string?
// mode: read
// why: between the quotes of the first line stands a part of the incident's name. Empty takes the one that most is told
//      of. It happened on some day from earliest to latest. A row without days is not therefore the last.
WITH '' AS incident
MATCH (i:Incident)
WHERE i.name CONTAINS incident
WITH i
ORDER BY COUNT { (i)<-[:PART_OF_INCIDENT]-() } DESC, i.id
LIMIT 1
MATCH (x:Event|Transfer)-[:PART_OF_INCIDENT]->(i)
WITH x, COLLECT { MATCH (x)-[:INVOLVES]->(a:Actor) RETURN a.label ORDER BY a.label } AS involved,
     head(COLLECT { MATCH (a:Actor)-[:PROVIDED]->(x) RETURN a.label }) AS provider,
     head(COLLECT { MATCH (x)-[:RECEIVED_BY]->(a:Actor) RETURN a.label }) AS recipient,
     head(COLLECT { MATCH (x)<-[:ABOUT]-(:Claim)-[q:QUOTES]->() RETURN q.exact ORDER BY size(q.exact) DESC LIMIT 1 }) AS quote
RETURN CASE
         WHEN x.earliest = x.latest THEN toString(x.earliest)
         ELSE coalesce(toString(x.earliest), '') + '～' + coalesce(toString(x.latest), '')
       END AS days, coalesce(x.type, x.action) AS what,
       CASE WHEN x:Transfer THEN coalesce(provider, '?') + ' → ' + coalesce(recipient, '?')
         ELSE reduce(so = '', name IN involved | so + CASE so WHEN '' THEN '' ELSE ', ' END + name) END AS who,
       x.status AS status, quote
ORDER BY x.earliest, x.latest, what, who
LIMIT 300
