// question: From whom could the data of one actor have come?
// 質問: ある関係者のデータは、どこから来た可能性があるか。
// what: All ways of at most six transfers to one actor whose days can be in order, and whose data can be the same.
// params:
// returns: way: path
// mode: read
// why: walked against the arrows, so that the search begins at the one actor, else as where_did_it_go. Who only may have
//      been the one that passed it on is drawn on the way, but no way begins with him.
//      `leaktrail upstream` answers in full.
CYPHER 25
WITH '' AS receiver
MATCH (root:Actor)
WHERE (EXISTS { (root)<-[:PASSED_TO]-() } OR root.kin IS NOT NULL)
  AND (receiver IN ['', root.id] OR any(name IN [root.label] + coalesce(root.aliases, []) WHERE name CONTAINS receiver))
WITH receiver, root
ORDER BY root.label = receiver DESC, COUNT { (root)<-[:PASSED_TO]-()<-[:PASSED_TO]-() } DESC, root.id
LIMIT 1
MATCH (end:Actor)
WHERE end.id IN coalesce(root.kin, [root.id])
MATCH way = (end) ((:Actor)<-[hops:PASSED_TO|MAY_HAVE_PASSED_TO]-(:Actor)){1,6} (source:Actor)
WHERE allReduce(
  walk = {day: 10000000, at: root.id, kin: coalesce(root.kin, [root.id]), been: [], later: [], data: []},
  hop IN hops |
  CASE WHEN hop.rank <= 2 AND hop.from_day <= walk.day
      AND NOT (walk.at IN walk.been OR hop.recipient_id IN walk.been)
      AND none(id IN coalesce(hop.before, []) WHERE id IN walk.later)
      AND (hop.dataset_id IS NULL OR walk.data = [] OR hop.dataset_id IN walk.data
        OR walk.data[0] IN coalesce(hop.dataset_wider, []))
    THEN {
      day: CASE WHEN hop.to_day < walk.day THEN hop.to_day ELSE walk.day END,
      at: hop.provider_id,
      kin: coalesce(hop.provider_kin, [hop.provider_id]),
      been: walk.been + walk.kin + coalesce(hop.recipient_kin, [hop.recipient_id]),
      later: walk.later + [hop.transfer_id],
      data: CASE WHEN hop.dataset_id IS NULL OR hop.dataset_id IN walk.data THEN walk.data
        ELSE [hop.dataset_id] + coalesce(hop.dataset_wider, []) END
    } END,
  walk IS NOT NULL)
LET begun = coalesce(source.kin, [source.id])
FILTER last(hops).provider_id = source.id AND NOT root.id IN begun AND none(node IN nodes(way)[..-1] WHERE node.id IN begun)
  AND none(hop IN hops[..-1] WHERE hop.provider_id IN begun)
RETURN way
LIMIT 100
