// what: What each actor received and no recovery is told to have ended by the end of a day, dataset by dataset.
// params: dataset: string or null, by: integer, rank: integer, receipts: string, limit: integer
// returns: actor: string, dataset: string or null, held: string, certain: boolean, lawful: boolean, since: list,
//          receipts: list, recoveries: list
// mode: read
// why: looks at what each one got and gave, and walks no paths. Left out are the status and the path, and those who
//      are told only as having passed on what a group with them received. `receipts` is 'unlawful' or 'all'.
// see: docs/cypher-paths.md
CYPHER 25
OPTIONAL MATCH (wanted:Dataset {id: $dataset})
FILTER $dataset IS NULL OR wanted IS NOT NULL
LET asked = CASE WHEN wanted IS NULL THEN [] ELSE [wanted.id] + coalesce(wanted.wider, []) END
// Deliveries that sum up one in which the asked dataset passed on its own: that one is told, and nearer.
LET closer = COLLECT {
  MATCH (wanted)<-[:CARRIED]-(part:Transfer)
  WHERE part.rank <= $rank
  UNWIND part.wholes AS whole
  RETURN DISTINCT whole
}
MATCH (actor:Actor)
WHERE EXISTS { (actor)<-[:RECEIVED_BY]-(:Transfer) }
// `own` is what was told to pass, `data` what of it is asked for, each with all that it is a part of.
LET got = COLLECT {
  MATCH (actor)<-[:RECEIVED_BY]-(x:Transfer)
  WHERE x.rank <= $rank AND x.from_day <= $by AND NOT x.id IN closer
  OPTIONAL MATCH (x)-[:CARRIED]->(data:Dataset)
  LET own = CASE WHEN data IS NULL THEN [] ELSE [data.id] + coalesce(data.wider, []) END
  FILTER asked = [] OR own = [] OR own[0] IN asked OR asked[0] IN own
  RETURN {
    id: x.id, is_passed_on: false, first: x.from_day, last: coll.min([x.to_day, $by]), before: coalesce(x.before, []),
    lawful: x.lawful, is_out: NOT x.lawful AND x.action <> 'return/recovery', own: own,
    data: CASE WHEN asked = [] OR asked[0] IN own THEN own ELSE asked END,
    sure: x.stated_ends AND x.to_day <= $by AND (asked = [] OR asked[0] IN own)
  }
}
FILTER got <> []
LET gave = COLLECT {
  MATCH (actor)-[:PROVIDED]->(x:Transfer)
  WHERE x.rank <= $rank AND x.from_day <= $by AND NOT x.id IN closer
  OPTIONAL MATCH (x)-[:CARRIED]->(data:Dataset)
  LET own = CASE WHEN data IS NULL THEN [] ELSE [data.id] + coalesce(data.wider, []) END
  FILTER asked = [] OR own = [] OR own[0] IN asked OR asked[0] IN own
  RETURN {
    id: x.id, is_passed_on: NOT EXISTS { (x)-[:RECEIVED_BY]->(actor) }, first: x.from_day,
    last: coll.min([x.to_day, $by]), own: own,
    data: CASE WHEN asked = [] OR asked[0] IN own THEN own ELSE asked END
  }
}
// What nobody can have supplied it had all along: that is not out when it comes back.
LET supplied = COLLECT {
  MATCH (recipient:Actor)<-[:RECEIVED_BY]-(x:Transfer)
  WHERE recipient.id IN coalesce(actor.kin, [actor.id]) AND x.rank <= $rank AND x.from_day <= $by AND NOT x.id IN closer
  OPTIONAL MATCH (x)-[:CARRIED]->(data:Dataset)
  LET own = CASE WHEN data IS NULL THEN [] ELSE [data.id] + coalesce(data.wider, []) END
  FILTER asked = [] OR own = [] OR own[0] IN asked OR asked[0] IN own
  RETURN {id: x.id, first: x.from_day, before: coalesce(x.before, []), own: own}
}
LET its = [g IN gave WHERE g.own <> [] AND none(x IN supplied WHERE x.id <> g.id AND x.first <= g.last
  AND NOT g.id IN x.before AND (x.own = [] OR x.own[0] IN g.own OR g.own[0] IN x.own)) | g.own[0]]
// Recoveries from the actor, and from those who share a member or candidate with it.
LET endings = COLLECT {
  MATCH (beside:Actor)
  WHERE beside.id IN coalesce(actor.kin, [actor.id])
  UNWIND coalesce(beside.kin, [beside.id]) AS id
  WITH DISTINCT id
  MATCH (holder:Actor {id: id})-[:PROVIDED]->(x:Transfer {action: 'return/recovery'})
  WHERE x.rank <= $rank
  OPTIONAL MATCH (x)-[:CARRIED]->(data:Dataset)
  RETURN {
    id: x.id, holder: holder.id, data: data.id, wider: coalesce(data.wider, []), first: x.from_day, last: x.to_day,
    before: coalesce(x.before, [])
  }
}
LET over = [e IN endings WHERE e.holder = actor.id AND e.data IS NOT NULL AND e.last <= $by AND e.last < 10000000]
LET open = [h IN got WHERE none(e IN over WHERE e.data IN h.data AND (h.id IN e.before OR h.last <= e.first))]
// What was passed on after the recovery, and can be nothing that is still there: something was left.
LET shown_on = [g IN gave WHERE
  none(e IN over WHERE e.data IN g.data AND CASE
    WHEN g.is_passed_on THEN g.first <= e.last
    ELSE g.id IN e.before OR g.last <= e.first
  END)
  AND none(h IN open WHERE h.first <= g.last AND NOT g.id IN h.before
    AND (h.data = [] OR g.data = [] OR h.data[0] IN g.data OR g.data[0] IN h.data))]
LET left = open + [h IN got WHERE none(o IN open WHERE o.data = h.data)
  AND any(g IN shown_on WHERE h.data = [] OR g.data = [] OR h.data[0] IN g.data OR g.data[0] IN h.data)]
UNWIND left AS h
FILTER $receipts = 'all' OR (h.is_out AND none(data IN its WHERE data IN h.own))
WITH actor, endings, h.data AS data, collect(h) AS shown
LET held = CASE
  WHEN any(h IN shown WHERE h.sure AND all(e IN endings WHERE e.last < h.first OR e.first > $by
    OR NOT (e.data IS NULL OR h.data = [] OR e.data IN h.data OR h.data[0] IN e.wider)))
  THEN 'yes'
  ELSE 'possible'
END
LET near = [e IN endings | {
  id: e.id, data: e.data, holder: e.holder, first: e.first, last: e.last, before: e.before,
  touched: [h IN shown WHERE e.last >= h.first AND NOT e.id IN h.before
    AND (e.data IS NULL OR h.data = [] OR e.data IN h.data OR h.data[0] IN e.wider)]
}]
LET reasons = [e IN near WHERE e.touched <> [] | {
  transfer: e.id,
  why: [reason IN [
    ['part', e.data IS NOT NULL AND data <> [] AND NOT e.data IN data],
    ['data_not_stated', e.data IS NULL OR data = []],
    ['other_holder', e.holder <> actor.id],
    ['before_receipt', any(h IN e.touched WHERE NOT (h.id IN e.before OR h.last <= e.first))],
    ['after_day', e.last > $by OR e.last = 10000000]
  ] WHERE reason[1] | reason[0]]
}]
RETURN actor.id AS actor, data[0] AS dataset, held, any(h IN shown WHERE h.sure) AS certain,
  all(h IN shown WHERE h.lawful) AS lawful,
  [coll.min([h IN shown | h.first]), coll.min([h IN shown | h.last])] AS since, [h IN shown | h.id] AS receipts,
  [r IN reasons | {transfer: r.transfer, why: CASE WHEN r.why = [] THEN ['passed_on'] ELSE r.why END}] AS recoveries
ORDER BY since[0], actor, dataset
LIMIT $limit
