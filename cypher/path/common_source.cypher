// what: Everyone from whom two transfers can both have come: until when it could leave for each, and a best path to each.
// params: a: string, b: string, dataset: string or null, by: integer, rank: integer, max_hops: integer, limit: integer
// returns: actor: string, latest: date or null, latest_a: date or null, hops_a: integer, path_a: list,
//          latest_b: date or null, hops_b: integer, path_b: list
// mode: read
// why: looks at each transfer on its own. Left out is who is who: a row may need somebody to be one person on one path
//      and another on the other, and does not tell under which reading it holds. So are those who can only stand for
//      the first giver. The engine knows, and takes datasets and actors as sightings too.
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
UNWIND ['a', 'b'] AS side
MATCH (giver:Actor)-[:PROVIDED]->(seen:Transfer {id: CASE side WHEN 'a' THEN $a ELSE $b END})
WHERE seen.rank <= $rank AND seen.from_day <= $by AND NOT seen.id IN closer
OPTIONAL MATCH (seen)-[:CARRIED]->(data:Dataset)
// The transfer as the last hop. Who received it is no junction: it may come back to where it began.
LET sighted = {
  transfer_id: seen.id, provider_id: giver.id, provider_kin: giver.kin, dataset_id: data.id, dataset_wider: data.wider,
  from_day: seen.from_day, to_day: seen.to_day, rank: seen.rank, before: seen.before
}
LET first_lines = CASE
  WHEN data IS NULL THEN askedLines
  WHEN askedLines IS NOT NULL THEN [line IN askedLines WHERE data.id IN line]
  ELSE [[data.id] + coalesce(data.wider, [])] + [line IN lines WHERE data.id IN line]
END
FILTER first_lines IS NULL OR first_lines <> []
MATCH (end:Actor)
WHERE end.id IN coalesce(giver.kin, [giver.id])
MATCH (end) ((:Actor)<-[back:PASSED_TO|MAY_HAVE_PASSED_TO]-(:Actor)){0,14} (start:Actor)
WHERE allReduce(
  walk = {
    hops: 1, day: coll.min([$by, seen.to_day]), at: giver.id, been: [], kin: coalesce(giver.kin, [giver.id]),
    later: [seen.id], lines: first_lines
  },
  hop IN back |
  CASE
    WHEN walk.hops < $max_hops AND hop.rank <= $rank AND hop.from_day <= walk.day
      AND NOT hop.transfer_id IN closer AND NOT hop.transfer_id IN folded
      AND none(id IN coalesce(hop.before, []) WHERE id IN walk.later)
      AND NOT (hop.recipient_id IN walk.been OR walk.at IN walk.been)
    THEN {
      hops: walk.hops + 1,
      day: coll.min([walk.day, hop.to_day]),
      at: hop.provider_id,
      been: walk.been + coalesce(hop.recipient_kin, [hop.recipient_id]) + walk.kin,
      kin: coalesce(hop.provider_kin, [hop.provider_id]),
      later: walk.later + [hop.transfer_id],
      lines: CASE
        WHEN hop.dataset_id IS NULL THEN walk.lines
        WHEN walk.lines IS NOT NULL THEN [line IN walk.lines WHERE hop.dataset_id IN line]
        ELSE [[hop.dataset_id] + coalesce(hop.dataset_wider, [])] + [line IN lines WHERE hop.dataset_id IN line]
      END
    }
  END,
  walk IS NOT NULL AND NOT walk.at IN walk.been AND (walk.lines IS NULL OR walk.lines <> []))
LET hops = reverse(back) + [sighted]
FILTER start.id = hops[0].provider_id
LET n = size(hops)
// The ids that meet where hop i starts.
LET junctions = [[start.id, hops[0].provider_id]]
  + [i IN range(1, n - 1) | [hops[i - 1].recipient_id, hops[i].provider_id]]
// What is carried before the first hop and after each, with all that it lies in; then what is held at each junction.
LET carried = reduce(known = [asked], hop IN hops | known + [
  CASE
    WHEN (last(known) = [] AND hop.dataset_id IS NOT NULL) OR last(known)[0] IN coalesce(hop.dataset_wider, [])
    THEN [hop.dataset_id] + coalesce(hop.dataset_wider, [])
    ELSE last(known)
  END])
LET held = [CASE WHEN asked = [] THEN carried[1] ELSE asked END] + carried[1..n]
FILTER all(i IN range(0, n - 1) WHERE hops[i].dataset_id IS NULL OR carried[i] = [] OR hops[i].dataset_id IN carried[i]
  OR carried[i][0] IN coalesce(hops[i].dataset_wider, []))
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
LET departure = both[0][-1][1]
LET path = [hop IN hops | hop.transfer_id]
ORDER BY departure DESC, n, path
WITH start.id AS actor, side, collect({day: departure, hops: n, path: path})[0] AS best
WITH actor, collect(CASE side WHEN 'a' THEN best END)[0] AS a, collect(CASE side WHEN 'b' THEN best END)[0] AS b
FILTER a IS NOT NULL AND b IS NOT NULL
LET last_day = coll.min([a.day, b.day])
ORDER BY last_day DESC, a.hops + b.hops, actor
LIMIT $limit
LET days = [day IN [last_day, a.day, b.day] |
  CASE WHEN day < 10000000 THEN date('0001-01-01') + duration({days: day - 1}) END]
RETURN actor, days[0] AS latest, days[1] AS latest_a, a.hops AS hops_a, a.path AS path_a,
  days[2] AS latest_b, b.hops AS hops_b, b.path AS path_b
