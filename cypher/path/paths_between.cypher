// what: The paths by which data could get from one actor to another, best first; from an actor to itself: returns.
// params: from: string, to: string, dataset: string or null, by: integer, rank: integer, max_hops: integer,
//         limit: integer
// returns: transfers: list, hops: integer, windows: list of [first, last], carried: list, certain: boolean
// mode: read
// why: the walk prunes by what can only get narrower (actors, order, data, days); recoveries are looked at afterwards.
// see: docs/cypher-paths.md
CYPHER 25
MATCH (start:Actor {id: $from})
MATCH (goal:Actor {id: $to})
OPTIONAL MATCH (wanted:Dataset {id: $dataset})
FILTER $dataset IS NULL OR wanted IS NOT NULL
LET asked = CASE WHEN wanted IS NULL THEN [] ELSE [wanted.id] + coalesce(wanted.wider, []) END
LET goals = coalesce(goal.kin, [goal.id])
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
MATCH (start) ((:Actor)-[hops:PASSED_TO|MAY_HAVE_PASSED_TO]->(:Actor)){1,15} (end:Actor WHERE end.id IN goals)
WHERE allReduce(
  walk = {hops: 0, day: 0, at: start.id, kin: coalesce(start.kin, [start.id]), been: [], earlier: [], data: asked},
  hop IN hops |
  CASE
    WHEN walk.hops < $max_hops AND hop.rank <= $rank AND hop.from_day <= $by AND walk.day <= hop.to_day
      AND NOT hop.transfer_id IN closer AND NOT hop.transfer_id IN folded AND NOT hop.transfer_id IN walk.earlier
      AND (walk.hops = 0 OR NOT (walk.at IN walk.been OR hop.provider_id IN walk.been
        OR walk.at IN goals OR hop.provider_id IN goals))
      AND (hop.dataset_id IS NULL OR walk.data = [] OR hop.dataset_id IN walk.data
        OR walk.data[0] IN coalesce(hop.dataset_wider, []))
    THEN {
      hops: walk.hops + 1,
      day: coll.max([walk.day, hop.from_day]),
      at: hop.recipient_id,
      kin: coalesce(hop.recipient_kin, [hop.recipient_id]),
      been: walk.been + walk.kin + coalesce(hop.provider_kin, [hop.provider_id]),
      earlier: walk.earlier + coalesce(hop.before, []),
      data: CASE
        WHEN (walk.data = [] AND hop.dataset_id IS NOT NULL) OR walk.data[0] IN coalesce(hop.dataset_wider, [])
        THEN [hop.dataset_id] + coalesce(hop.dataset_wider, [])
        ELSE walk.data
      END
    }
  END,
  walk IS NOT NULL)
LET n = size(hops)
// The ids that meet where hop i starts.
LET junctions = [[start.id, hops[0].provider_id]]
  + [i IN range(1, n - 1) | [hops[i - 1].recipient_id, hops[i].provider_id]]
// Nobody twice: who stands at the end stood at no junction; only a return ends where it began.
LET ends = goals + coalesce(end.kin, [end.id])
FILTER none(here IN junctions[CASE WHEN start = goal THEN 1 ELSE 0 END..] WHERE any(id IN here WHERE id IN ends))
// What is carried before the first hop and after each, with all that it lies in; then what is held at each junction.
LET carried = reduce(known = [asked], hop IN hops | known + [
  CASE
    WHEN (last(known) = [] AND hop.dataset_id IS NOT NULL) OR last(known)[0] IN coalesce(hop.dataset_wider, [])
    THEN [hop.dataset_id] + coalesce(hop.dataset_wider, [])
    ELSE last(known)
  END])
LET held = [CASE WHEN asked = [] THEN carried[1] ELSE asked END] + carried[1..n]
LET ended = [i IN range(0, n - 1) | coll.sort(coll.distinct(
  [x IN recoveries WHERE x.holder IN junctions[i] AND x.data IN held[i] | x.day]))]
// Days that the recoveries leave apart: a hop lies in the segment of the receipt that it starts from.
LET segments = [last_days IN ended | [i IN range(0, size(last_days)) |
  [CASE i WHEN 0 THEN 0 ELSE last_days[i - 1] + 1 END, coalesce(last_days[i], 10000000)]]]
// The first had the data all along; where a recovery ended that, a transfer may have brought it back.
LET suppliable = CASE ended[0]
  WHEN [] THEN []
  ELSE coalesce(start.kin, [start.id]) + coalesce(hops[0].provider_kin, [hops[0].provider_id])
END
LET supplies = [[0, 0]] + COLLECT {
  MATCH (supplied:Actor)<-[:RECEIVED_BY]-(x)
  WHERE supplied.id IN suppliable AND x.rank <= $rank AND x.from_day <= $by AND NOT x.id IN closer
    AND x.id <> hops[0].transfer_id AND NOT hops[0].transfer_id IN coalesce(x.before, [])
    AND NOT EXISTS {
      MATCH (x)-[:CARRIED]->(data:Dataset)
      WHERE NOT data.id IN held[0] AND NOT held[0][0] IN coalesce(data.wider, [])
    }
  RETURN [x.from_day, coll.min([x.to_day, $by])]
}
LET spans = [hop IN hops | [hop.from_day, coll.min([hop.to_day, $by])]]
// Forward: in each segment from the first day of receipt on.
LET forward = reduce(days = [], i IN range(0, n - 1) | days + [
  [after IN [s IN segments[i] | [
      coll.min([d IN coalesce(last(days), supplies) WHERE d[0] <= s[1] AND s[0] <= d[1] | coll.max([d[0], s[0]])]),
      s[1]]]
    WHERE after[0] <= spans[i][1] AND spans[i][0] <= after[1]
    | [coll.max([after[0], spans[i][0]]), coll.min([after[1], spans[i][1]])]]])
FILTER last(forward) <> []
// Backward: in each segment up to the last day of passing on.
LET both = reduce(days = [last(forward)], i IN range(2, n) | [coll.flatten(
  [until IN [s IN segments[n - i + 1] | [
      s[0],
      coll.max([d IN days[0] WHERE d[0] <= s[1] AND s[0] <= d[1] | coll.min([d[1], s[1]])])]] |
    [d IN forward[n - i] WHERE until[0] <= d[1] AND d[0] <= until[1]
      | [coll.max([d[0], until[0]]), coll.min([d[1], until[1]])]]])] + days)
LET windows = [some IN both | [some[0][0], some[-1][1]]]
LET certain = hops[0].provider_id = start.id AND end = goal AND hops[n - 1].to_day <= $by
  AND all(hop IN hops WHERE hop.stated_ends) AND none(day IN ended[0] WHERE day < hops[0].to_day)
  AND all(i IN range(1, n - 1) WHERE hops[i - 1].recipient_id = hops[i].provider_id
    AND (hops[i - 1].to_day <= hops[i].from_day OR hops[i - 1].transfer_id IN coalesce(hops[i].before, []))
    AND none(earlier IN hops[..i] WHERE hops[i].transfer_id IN coalesce(earlier.disputed, []))
    AND none(day IN ended[i] WHERE hops[i - 1].from_day <= day AND day < hops[i].to_day))
LET weakest = coll.max([hop IN hops | [hop.rank, -hop.support, -hop.confidence]])
RETURN [hop IN hops | hop.transfer_id] AS transfers, n AS hops, windows, [c IN carried[1..] | c[0]] AS carried, certain
ORDER BY weakest, n, windows[-1][0], transfers
LIMIT $limit
