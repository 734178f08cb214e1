// question: By which ways could the data have got from one actor to another?
// 質問: データは、ある関係者から別の関係者へ、どの経路で届いた可能性があるか。
// what: Paths of at most six transfers whose days can be in order, and whose data can be the same.
// params:
// returns: way: path
// mode: read
// why: between the quotes of the first line stand names, parts of names or ids. Empty is anybody. This is the short form
//      for a picture. It leaves out that a copy may have been recovered before it was passed on, that a delivery may sum
//      up others, ways back to the start, whether the order is certain, and what is the strongest way:
//      `leaktrail paths` and path/paths_between answer with all that.
CYPHER 25
WITH '' AS giver, '' AS receiver
MATCH (start:Actor)
WHERE EXISTS { (start)-[:PASSED_TO|MAY_HAVE_PASSED_TO]->() }
  AND (giver IN ['', start.id] OR any(name IN [start.label] + coalesce(start.aliases, []) WHERE name CONTAINS giver))
WITH giver, receiver, start
ORDER BY start.label = giver DESC, COUNT { (start)-[:PASSED_TO]->()-[:PASSED_TO]->() } DESC, start.id
LIMIT 3
LET goals = COLLECT {
  MATCH (goal:Actor)
  WHERE receiver <> ''
    AND (goal.id = receiver OR any(name IN [goal.label] + coalesce(goal.aliases, []) WHERE name CONTAINS receiver))
  UNWIND coalesce(goal.kin, [goal.id]) AS id
  RETURN DISTINCT id
}
MATCH way = (start) ((:Actor)-[hops:PASSED_TO|MAY_HAVE_PASSED_TO]->(:Actor)){1,6} (end:Actor)
WHERE (receiver = '' OR end.id IN goals)
  AND allReduce(
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
// A group and the member that stands for it are one, so the end must not have been on the way.
LET reached = goals + coalesce(end.kin, [end.id])
FILTER none(i IN range(0, size(hops) - 1) WHERE nodes(way)[i].id IN reached OR hops[i].provider_id IN reached)
WITH receiver, way
LIMIT 1000
RETURN way
ORDER BY CASE receiver WHEN '' THEN -length(way) ELSE length(way) END
LIMIT 25
