// what: Everyone from whom one actor must have had its data: until when they passed it on, and one of the best paths.
// params: root: string, dataset: string or null, by: integer, rank: integer, max_hops: integer, limit: integer
// returns: actor: string, latest: date or null, status: string, hops: integer, path: list
// mode: read
// why: walks from the root against the arrows, or it would start at every actor; so data is fitted afterwards.
// see: docs/cypher-paths.md
CYPHER 25
MATCH (goal:Actor {id: $root})
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
// What a path carries at its end lies in every dataset on it: `lines` are those that can still be it, with what they
// lie in. Going back that is all that can be known of data; whether each hop fits is seen afterwards, going forward.
LET lines = COLLECT {
  MATCH (part:Dataset)
  WHERE part.wider IS NOT NULL
  RETURN [part.id] + part.wider
}
LET askedLines = CASE asked WHEN [] THEN null ELSE [asked] + [line IN lines WHERE asked[0] IN line] END
MATCH (goal) ((:Actor)<-[back:PASSED_TO]-(:Actor)){1,15} (start:Actor)
WHERE allReduce(
  walk = {hops: 0, day: $by, before: [], been: coalesce(goal.kin, [goal.id]), later: [], lines: askedLines},
  hop IN back |
  CASE
    WHEN walk.hops < $max_hops AND hop.rank <= $rank AND hop.to_day <= $by AND hop.stated_ends
      AND (hop.to_day <= walk.day OR hop.transfer_id IN walk.before)
      AND NOT hop.transfer_id IN closer AND NOT hop.transfer_id IN folded
      AND none(id IN coalesce(hop.before, []) + coalesce(hop.disputed, []) WHERE id IN walk.later)
      AND NOT hop.provider_id IN walk.been
    THEN {
      hops: walk.hops + 1,
      day: hop.from_day,
      before: coalesce(hop.before, []),
      been: walk.been + coalesce(hop.provider_kin, [hop.provider_id]),
      later: walk.later + [hop.transfer_id],
      lines: CASE
        WHEN hop.dataset_id IS NULL THEN walk.lines
        WHEN walk.lines IS NOT NULL THEN [line IN walk.lines WHERE hop.dataset_id IN line]
        ELSE [[hop.dataset_id] + coalesce(hop.dataset_wider, [])] + [line IN lines WHERE hop.dataset_id IN line]
      END
    }
  END,
  walk IS NOT NULL AND (walk.lines IS NULL OR walk.lines <> []))
LET hops = reverse(back)
LET n = size(hops)
// What is carried before the first hop and after each, with all that it lies in; then what the provider of each held.
LET carried = reduce(known = [asked], hop IN hops | known + [
  CASE
    WHEN (last(known) = [] AND hop.dataset_id IS NOT NULL) OR last(known)[0] IN coalesce(hop.dataset_wider, [])
    THEN [hop.dataset_id] + coalesce(hop.dataset_wider, [])
    ELSE last(known)
  END])
FILTER all(i IN range(0, n - 1) WHERE hops[i].dataset_id IS NULL OR carried[i] = [] OR hops[i].dataset_id IN carried[i]
  OR carried[i][0] IN coalesce(hops[i].dataset_wider, []))
LET held = [CASE WHEN asked = [] THEN carried[1] ELSE asked END] + carried[1..n]
FILTER none(i IN range(0, n - 1) WHERE any(x IN recoveries WHERE x.holder = hops[i].provider_id AND x.data IN held[i]
  AND x.day < hops[i].to_day AND (i = 0 OR hops[i - 1].from_day <= x.day)))
LET weakest = coll.max([hop IN hops | hop.rank])
LET path = [hop IN hops | hop.transfer_id]
ORDER BY hops[0].to_day DESC, n, path
WITH start.id AS actor, collect({day: hops[0].to_day, hops: n, path: path})[0] AS best, min(weakest) AS strongest
RETURN actor,
  CASE WHEN best.day < 10000000 THEN date('0001-01-01') + duration({days: best.day - 1}) END AS latest,
  ['confirmed', 'alleged', 'suspected'][strongest] AS status, best.hops AS hops, best.path AS path
ORDER BY hops, actor
LIMIT $limit
