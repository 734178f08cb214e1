// question: Where could the data of one actor have gone?
// 質問: ある関係者のデータは、どこまで届いた可能性があるか。
// what: All ways of at most six transfers from one actor on whose days can be in order, and whose data can be the same.
// params:
// returns: way: path
// mode: read
// why: as paths_between_two, and with what that leaves out. `leaktrail downstream` answers in full.
CYPHER 25
WITH '' AS giver
MATCH (start:Actor)
WHERE EXISTS { (start)-[:PASSED_TO|MAY_HAVE_PASSED_TO]->() }
  AND (giver IN ['', start.id] OR any(name IN [start.label] + coalesce(start.aliases, []) WHERE name CONTAINS giver))
WITH giver, start
ORDER BY start.label = giver DESC, COUNT { (start)-[:PASSED_TO]->()-[:PASSED_TO]->() } DESC, start.id
LIMIT 1
MATCH way = (start) ((:Actor)-[hops:PASSED_TO|MAY_HAVE_PASSED_TO]->(:Actor)){1,6} (end:Actor)
WHERE allReduce(
  walk = {day: 0, at: start.id, kin: coalesce(start.kin, [start.id]), been: [], earlier: [], data: []},
  hop IN hops |
  CASE WHEN hop.rank <= 2 AND walk.day <= hop.to_day
      AND NOT (walk.at IN walk.been OR hop.provider_id IN walk.been OR hop.transfer_id IN walk.earlier)
      AND (hop.dataset_id IS NULL OR walk.data = [] OR hop.dataset_id IN walk.data
        OR walk.data[0] IN coalesce(hop.dataset_wider, []))
    THEN {
      day: CASE WHEN walk.day < hop.from_day THEN hop.from_day ELSE walk.day END,
      at: hop.recipient_id,
      kin: coalesce(hop.recipient_kin, [hop.recipient_id]),
      been: walk.been + walk.kin + coalesce(hop.provider_kin, [hop.provider_id]),
      earlier: walk.earlier + coalesce(hop.before, []),
      data: CASE WHEN hop.dataset_id IS NULL OR hop.dataset_id IN walk.data THEN walk.data
        ELSE [hop.dataset_id] + coalesce(hop.dataset_wider, []) END
    } END,
  walk IS NOT NULL)
LET reached = coalesce(end.kin, [end.id])
FILTER none(i IN range(0, size(hops) - 1) WHERE nodes(way)[i].id IN reached OR hops[i].provider_id IN reached)
RETURN way
LIMIT 100
