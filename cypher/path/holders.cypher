// what: Everyone who had data by the end of a day, whether for sure and lawfully, and whether they hold it still.
// params: dataset: string or null, by: integer, rank: integer, limit: integer
// returns: actor: string, origin: boolean or null, certain: boolean, lawful: boolean, since: list or null,
//          until: list or null, held: string
// mode: read
// why: looks at what each one got and gave, and walks no paths. Left out are the status, the path, and since when one
//      had it who got it. `origin` is null where only the engine can tell; the row then speaks as of no origin.
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
LET kin = coalesce(actor.kin, [actor.id])
// What those got who can stand for the actor: `own` is what was told to pass, `data` what of it is asked for.
LET supplied = COLLECT {
  MATCH (recipient:Actor)<-[:RECEIVED_BY]-(x)
  WHERE recipient.id IN kin AND x.rank <= $rank AND x.from_day <= $by AND NOT x.id IN closer
  OPTIONAL MATCH (x)-[:CARRIED]->(data:Dataset)
  LET own = CASE WHEN data IS NULL THEN [] ELSE [data.id] + coalesce(data.wider, []) END
  FILTER asked = [] OR own = [] OR own[0] IN asked OR asked[0] IN own
  RETURN {
    id: x.id, is_passed_on: false, recipient: recipient.id, first: x.from_day, last: coll.min([x.to_day, $by]),
    before: coalesce(x.before, []), lawful: x.lawful, own: own,
    data: CASE WHEN asked = [] OR asked[0] IN own THEN own ELSE asked END,
    sure: x.stated_ends AND x.to_day <= $by AND (asked = [] OR asked[0] IN own)
  }
}
LET got = [x IN supplied WHERE x.recipient = actor.id]
LET gave = COLLECT {
  MATCH (actor)-[:PROVIDED]->(x:Transfer)
  WHERE x.rank <= $rank AND x.from_day <= $by AND NOT x.id IN closer
  OPTIONAL MATCH (x)-[:CARRIED]->(data:Dataset)
  LET own = CASE WHEN data IS NULL THEN [] ELSE [data.id] + coalesce(data.wider, []) END
  FILTER asked = [] OR own = [] OR own[0] IN asked OR asked[0] IN own
  RETURN {
    id: x.id, is_passed_on: NOT EXISTS { (x)-[:RECEIVED_BY]->(actor) }, first: x.from_day,
    last: coll.min([x.to_day, $by]), to_day: x.to_day, own: own,
    data: CASE WHEN asked = [] OR asked[0] IN own THEN own ELSE asked END,
    sure: x.stated_ends AND x.to_day <= $by AND (asked = [] OR asked[0] IN own)
  }
}
FILTER got <> [] OR gave <> []
// What nobody can have supplied in time was there before: its provider is an origin.
LET proofs = [g IN gave WHERE none(x IN supplied WHERE x.id <> g.id AND x.first <= g.last AND NOT g.id IN x.before
  AND (x.own = [] OR g.own = [] OR g.own[0] IN x.own OR x.own[0] IN g.own))]
LET origin = CASE WHEN proofs <> [] THEN true WHEN gave = [] THEN false END
// Recoveries from the actor, and from those who share a member or candidate with it.
LET endings = COLLECT {
  MATCH (beside:Actor)
  WHERE beside.id IN kin
  UNWIND coalesce(beside.kin, [beside.id]) AS id
  WITH DISTINCT id
  MATCH (holder:Actor {id: id})-[:PROVIDED]->(x:Transfer {action: 'return/recovery'})
  WHERE x.rank <= $rank
  OPTIONAL MATCH (x)-[:CARRIED]->(data:Dataset)
  RETURN {
    holder: holder.id, data: data.id, wider: coalesce(data.wider, []), first: x.from_day, last: x.to_day,
    before: coalesce(x.before, [])
  }
}
LET ends = [e IN endings WHERE e.holder = actor.id AND e.data IS NOT NULL]
LET over = [e IN ends WHERE e.last <= $by AND e.last < 10000000]
LET held = CASE
  WHEN all(h IN got + gave WHERE any(e IN over WHERE e.data IN h.data AND CASE
        WHEN h.is_passed_on THEN h.first <= e.last
        ELSE h.id IN e.before OR h.last <= e.first
      END))
    AND (proofs = [] OR any(e IN over WHERE e.data IN asked))
  THEN 'no'
  WHEN any(h IN got + gave WHERE h.sure AND all(e IN endings WHERE e.last < h.first OR e.first > $by
    OR NOT (e.data IS NULL OR h.data = [] OR e.data IN h.data OR h.data[0] IN e.wider)))
  THEN 'yes'
  ELSE 'possible'
END
// Receipts, that of an origin from before all days, or those of its kin where only they can have brought it.
LET receipts = CASE
  WHEN proofs <> [] THEN got + [{first: 0, data: asked}]
  WHEN got <> [] THEN got
  ELSE supplied
END
LET spans = [h IN receipts | [e IN ends WHERE e.data IN h.data AND h.first <= e.last | [e.first, e.last]]]
LET until = CASE WHEN NOT [] IN spans THEN [
  coll.min([s IN coll.flatten(spans) | s[0]]), coll.max([s IN coll.flatten(spans) | s[1]])] END
LET lawfuls = [h IN CASE WHEN proofs = [] AND got = [] THEN supplied ELSE got END | h.lawful]
RETURN actor.id AS actor, origin, any(h IN got + gave WHERE h.sure) AS certain,
  lawfuls <> [] AND NOT false IN lawfuls AS lawful,
  CASE WHEN origin THEN [0, coll.min([g IN proofs | g.to_day])] END AS since, until, held
ORDER BY coalesce(origin, false) DESC, certain DESC, actor
LIMIT $limit
