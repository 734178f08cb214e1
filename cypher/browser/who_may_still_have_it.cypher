// question: Who received data, and nothing says that it was recovered?
// 質問: データを受け取り、回収されたと書かれていないのは誰か。
// what: Each receipt after which no recovery of that data from that actor is told of. Unlawful ones first.
// params:
// returns: holder: string, data: string?, received_from: string?, action: string, days: string, status: string,
//          lawful: boolean, recovered_from_one_of: list of string, transfer: string
// mode: read
// why: recovered_from_one_of names a group or a member that may stand for the holder, and from whom data was recovered:
//      a sign, no proof. `leaktrail holders` answers for a day, and tells must from could.
MATCH (holder:Actor)<-[:RECEIVED_BY]-(t:Transfer)
WHERE t.rank <= 2 AND t.action <> 'return/recovery'
OPTIONAL MATCH (t)-[:CARRIED]->(data:Dataset)
OPTIONAL MATCH (giver:Actor)-[:PROVIDED]->(t)
WITH holder, t, data, giver, COLLECT {
  MATCH (from:Actor)-[:PROVIDED]->(x:Transfer {action: 'return/recovery'})
  WHERE x.rank <= 2 AND x.to_day >= t.from_day AND from.id IN coalesce(holder.kin, [holder.id])
    AND (data IS NULL OR NOT EXISTS { (x)-[:CARRIED]->() }
      OR EXISTS { MATCH (x)-[:CARRIED]->(back:Dataset) WHERE back = data OR back.id IN coalesce(data.wider, []) })
  RETURN DISTINCT from
} AS recovered
WHERE NOT holder IN recovered
RETURN holder.label AS holder, data.label AS data, giver.label AS received_from, t.action AS action,
       CASE
         WHEN t.earliest = t.latest THEN toString(t.earliest)
         ELSE coalesce(toString(t.earliest), '') + '～' + coalesce(toString(t.latest), '')
       END AS days, t.status AS status, t.lawful AS lawful,
       [one IN recovered | one.label] AS recovered_from_one_of, t.id AS transfer
ORDER BY lawful, t.rank, t.from_day, holder, transfer
LIMIT 200
