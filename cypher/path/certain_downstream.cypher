// what: Everyone whom data of one actor must have reached: from when on, by when for sure, and one of the best paths.
// params: root: string, dataset: string or null, by: integer, rank: integer, max_hops: integer, limit: integer
// returns: actor: string, earliest: date or null, certain_by: date or null, status: string, hops: integer, path: list
// mode: read
// why: only certain paths count, for every column; days need no reckoning there.
// see: docs/cypher-paths.md
CYPHER 25
MATCH (start:Actor {id: $root})
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
// Deliveries that are summed up, and not of the asked dataset.
LET folded = COLLECT {
  MATCH (part:Transfer)-[:PART_OF_TRANSFER]->()
  WHERE NOT EXISTS { (part)-[:CARRIED]->(wanted) }
    AND EXISTS {
      MATCH (part)-[:PART_OF_TRANSFER]->+(whole)
      WHERE whole.id IN part.wholes AND whole.rank <= $rank AND whole.from_day <= $by AND NOT whole.id IN closer
    }
  RETURN part.id
}
LET recoveries = COLLECT {
  MATCH (holder:Actor)-[:PROVIDED]->(x:Transfer {action: 'return/recovery'})-[:CARRIED]->(data:Dataset)
  WHERE x.rank <= $rank AND x.from_day <= $by AND x.to_day < 10000000 AND NOT x.id IN closer
  RETURN {holder: holder.id, data: data.id, day: x.to_day}
}
MATCH (start) ((:Actor)-[hops:PASSED_TO]->(:Actor)){1,15} (end:Actor)
WHERE allReduce(
  walk = {hops: 0, day: 0, id: '', kin: coalesce(start.kin, [start.id]), been: [], earlier: [], data: asked},
  hop IN hops |
  CASE
    WHEN walk.hops < $max_hops AND hop.rank <= $rank AND hop.to_day <= $by AND hop.stated_ends
      AND (walk.day <= hop.from_day OR walk.id IN coalesce(hop.before, []))
      AND NOT hop.transfer_id IN closer AND NOT hop.transfer_id IN folded AND NOT hop.transfer_id IN walk.earlier
      AND NOT hop.recipient_id IN walk.been + walk.kin
      AND (hop.dataset_id IS NULL OR walk.data = [] OR hop.dataset_id IN walk.data
        OR walk.data[0] IN coalesce(hop.dataset_wider, []))
    THEN {
      hops: walk.hops + 1,
      day: hop.to_day,
      id: hop.transfer_id,
      kin: coalesce(hop.recipient_kin, [hop.recipient_id]),
      been: walk.been + walk.kin,
      earlier: walk.earlier + coalesce(hop.before, []) + coalesce(hop.disputed, []),
      data: CASE
        WHEN (walk.data = [] AND hop.dataset_id IS NOT NULL) OR walk.data[0] IN coalesce(hop.dataset_wider, [])
        THEN [hop.dataset_id] + coalesce(hop.dataset_wider, [])
        ELSE walk.data
      END
    }
  END,
  walk IS NOT NULL)
LET n = size(hops)
// What is carried before the first hop and after each, with all that it lies in; then what the provider of each held.
LET carried = reduce(known = [asked], hop IN hops | known + [
  CASE
    WHEN (last(known) = [] AND hop.dataset_id IS NOT NULL) OR last(known)[0] IN coalesce(hop.dataset_wider, [])
    THEN [hop.dataset_id] + coalesce(hop.dataset_wider, [])
    ELSE last(known)
  END])
LET held = [CASE WHEN asked = [] THEN carried[1] ELSE asked END] + carried[1..n]
FILTER none(i IN range(0, n - 1) WHERE any(x IN recoveries WHERE x.holder = hops[i].provider_id AND x.data IN held[i]
  AND x.day < hops[i].to_day AND (i = 0 OR hops[i - 1].from_day <= x.day)))
LET weakest = coll.max([hop IN hops | hop.rank])
LET path = [hop IN hops | hop.transfer_id]
ORDER BY hops[n - 1].from_day, n, path
WITH end.id AS actor, collect({day: hops[n - 1].from_day, hops: n, path: path})[0] AS best,
  min(weakest) AS strongest, min(hops[n - 1].to_day) AS sure
RETURN actor,
  CASE WHEN best.day > 0 THEN date('0001-01-01') + duration({days: best.day - 1}) END AS earliest,
  CASE WHEN sure < 10000000 THEN date('0001-01-01') + duration({days: sure - 1}) END AS certain_by,
  ['confirmed', 'alleged', 'suspected'][strongest] AS status, best.hops AS hops, best.path AS path
ORDER BY best.day, hops, actor
LIMIT $limit
