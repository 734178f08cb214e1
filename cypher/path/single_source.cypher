// what: Facts that one document alone tells: things as a whole, and single claims about what several documents tell of.
// params: limit: integer
// returns: kind: string, thing: string, property: string?, value: string?, document: string
// mode: read
// why: takes every document for a source of its own; reprints, one publisher's texts, speakers that several quote, and
//      what people corrected are for `leaktrail single-source`. So are counts and prices, which may be rounded.
//      `value` is JSON as claimed, a reference as the id of the thing that it leads to.
// see: docs/cypher-paths.md
CYPHER 25
MATCH (thing:Transfer|Holding|Event|Affected|Dataset|Actor)<-[:ABOUT]-(claim:Claim)
WHERE (thing.rank IS NULL OR thing.rank <= 2)
  AND NOT EXISTS { (:Claim)-[:SUPERSEDES]->(claim) }
LET documents = COLLECT {
  MATCH (claim)-[:QUOTES]->(place:Passage|Document)
  OPTIONAL MATCH (place)-[:PART_OF]->(around:Document)
  RETURN DISTINCT coalesce(around, place).id
}
// A reference leads to what the claims about the named one are about.
LET target = CASE
  WHEN claim.property IN ['provider', 'recipient', 'dataset', 'actor', 'organization', 'part_of', 'after', 'member',
    'candidate', 'derived_from']
  THEN head(COLLECT {
    MATCH (:Claim {subject: substring(claim.value, 1, size(claim.value) - 2)})-[:ABOUT]->(other)
    RETURN '"' + other.id + '"' LIMIT 1
  })
  ELSE claim.value
END
LET ends = CASE WHEN claim.property = 'window' THEN [end IN ['"earliest":', '"latest":'] |
  nullIf(replace(trim(split(split(split(claim.value, end)[1], ',')[0], '}')[0]), '"', ''), 'null')] END
WITH labels(thing) AS labels, thing, collect({
  document: documents[0], property: claim.property, value: target, ends: ends,
  rank: CASE
    WHEN claim.property = 'status'
    THEN coll.indexOf(['"confirmed"', '"alleged"', '"suspected"'], claim.value)
  END
}) AS told
LET kind = toLower([l IN ['Transfer', 'Holding', 'Event', 'Affected', 'Dataset', 'Actor'] WHERE l IN labels][0])
LET sources = coll.distinct([t IN told | t.document])
LET is_whole = size(sources) = 1 AND NOT kind IN ['dataset', 'actor']
UNWIND CASE WHEN is_whole THEN [null] ELSE [t IN told WHERE
  t.property IN ['provider', 'recipient', 'dataset', 'action', 'medium', 'window', 'status', 'lawful', 'part_of', 'after',
    'actor', 'organization', 'type', 'fields', 'member', 'candidate', 'derived_from']
  AND NOT (t.property = 'type' AND kind <> 'event')
  AND t.value IS NOT NULL AND NOT (t.property = 'medium' AND t.value = '"unknown"')
  AND NOT (t.property = 'action' AND t.value = '"handover"') AND NOT (t.property = 'lawful' AND t.value = 'false')
  AND NOT (t.property = 'window' AND t.ends[0] IS NULL AND t.ends[1] IS NULL)] END AS fact
// Who says the same, a day within, or that it is surer, bears it out.
LET bearing = coll.distinct([t IN told WHERE fact IS NULL OR t.property = fact.property AND (
  t.value = fact.value
  OR t.property = 'window' AND coalesce(t.ends[0], '') >= coalesce(fact.ends[0], '')
    AND coalesce(t.ends[1], '9') <= coalesce(fact.ends[1], '9')
  OR t.property = 'status' AND t.rank >= 0 AND fact.rank >= 0 AND t.rank <= fact.rank
) | t.document])
FILTER size(bearing) = 1
RETURN DISTINCT kind, thing.id AS thing, fact.property AS property, fact.value AS value, bearing[0] AS document
ORDER BY kind, thing, property, value
LIMIT $limit
