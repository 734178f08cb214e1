// what: Is a part told to be larger than its whole: a dataset and what it derives from, a delivery and what sums it up.
// params: dataset: string or null, by: integer, rank: integer, limit: integer
// returns: kind: string, part: string, whole: string, own: list, others: list, verdict: string, why: string
// mode: read
// why: of the checks of record counts those that need nothing but two things and their numbers. `own` and `others` are
//      what is claimed of the part and of the whole; docs/counts.md says what the codes mean.
// see: docs/cypher-paths.md
CYPHER 25
OPTIONAL MATCH (wanted:Dataset {id: $dataset})
FILTER $dataset IS NULL OR wanted IS NOT NULL
LET asked = CASE WHEN wanted IS NULL THEN [] ELSE [wanted.id] + coalesce(wanted.wider, []) END
CALL (asked) {
  MATCH (part:Dataset)
  WHERE asked = [] OR part.id IN asked OR asked[0] IN coalesce(part.wider, [])
  UNWIND coalesce(part.wider, []) AS key
  MATCH (whole:Dataset {id: key})
  // `about 400000 records (県警)`, the first and the third word only where they are told
  LET said = [texts IN [coalesce(part.record_counts, []), coalesce(whole.record_counts, [])] |
    [text IN texts | split(text, ' ')]]
  LET told = [words IN said | [word IN words | CASE
    WHEN word[0] IN ['about', 'at_least', 'up_to'] THEN {qualifier: word[0], value: toFloat(word[1]), unit: word[2]}
    ELSE {qualifier: 'exact', value: toFloat(word[0]), unit: word[1]}
  END]]
  RETURN 'dataset_part' AS kind, part.id AS part, whole.id AS whole, told
  UNION ALL
  MATCH (part:Transfer)-[:PART_OF_TRANSFER]->+(whole:Transfer)
  WHERE NOT EXISTS { (part)-[:PART_OF_TRANSFER]->+(part) }
  WITH DISTINCT asked, part, whole
  WHERE all(t IN [part, whole] WHERE t.rank <= $rank AND t.record_count IS NOT NULL
    AND (t.earliest IS NULL OR duration.inDays(date('0001-01-01'), t.earliest).days + 1 <= $by))
  OPTIONAL MATCH (part)-[:CARRIED]->(own:Dataset)
  OPTIONAL MATCH (whole)-[:CARRIED]->(data:Dataset)
  FILTER all(d IN [own, data] WHERE asked = [] OR d IS NULL OR d.id IN asked OR asked[0] IN coalesce(d.wider, []))
  RETURN 'transfer_part' AS kind, part.id AS part, whole.id AS whole, [t IN [part, whole] |
    [{qualifier: t.record_count_qualifier, value: t.record_count, unit: t.record_count_unit}]] AS told
}
// How many digits a number shows before the zeros at its end, and how many it has.
LET figures = [side IN told | [f IN side | {
  qualifier: f.qualifier, value: f.value, unit: CASE WHEN f.unit IN ['people', 'records', 'files'] THEN f.unit END,
  shown: size(rtrim(toString(toInteger(f.value)), '0')), size: size(toString(toInteger(f.value)))
}]]
FILTER figures[0] <> [] AND figures[1] <> []
// A round large number beside one with more digits is its rounding.
LET pairs = [pair IN reduce(found = [], a IN figures[0] | found + [b IN figures[1] | [a, b]]) |
  [i IN [0, 1] | {
    figure: pair[i],
    qualifier: CASE
      WHEN pair[i].qualifier = 'exact' AND pair[i].value >= 10000 AND pair[i].shown <= 3
        AND pair[1 - i].shown > pair[i].shown
      THEN 'about'
      ELSE pair[i].qualifier
    END,
    step: CASE
      WHEN pair[i].shown = 1 AND pair[i].value >= 10000
      THEN coll.max([10.0 ^ (pair[i].size - 2), pair[i].value * 0.1])
      ELSE 10.0 ^ (pair[i].size - coll.max([2, pair[i].shown]))
    END
  }]]
// The least and the most that each stands for.
LET ranges = [pair IN pairs | [one IN pair | {
  figure: one.figure,
  low: CASE
    WHEN one.qualifier = 'up_to' THEN 0.0
    WHEN one.qualifier = 'about' AND one.figure.value > 0 THEN floor(one.figure.value - one.step / 2) + 1
    ELSE one.figure.value
  END,
  high: CASE
    WHEN one.qualifier = 'at_least' THEN 1.0e300
    WHEN one.qualifier = 'about' AND one.figure.value > 0 THEN ceil(one.figure.value + one.step) - 1
    ELSE one.figure.value
  END
}]]
LET outcomes = [pair IN ranges | CASE
  WHEN pair[0].figure.unit IS NULL OR pair[1].figure.unit IS NULL THEN ['unknown', 'unit_not_stated']
  WHEN pair[0].figure.unit <> pair[1].figure.unit THEN ['not_comparable', 'units_differ']
  WHEN pair[0].figure = pair[1].figure THEN ['holds', 'same_number']
  WHEN pair[0].high <= pair[1].low THEN ['holds', 'fits']
  WHEN pair[0].low > pair[1].high THEN ['violated', 'part_larger']
  WHEN pair[0].figure.qualifier IN ['at_least', 'up_to'] OR pair[1].figure.qualifier IN ['at_least', 'up_to']
  THEN ['unknown', 'open_end']
  ELSE ['unknown', 'within_rounding']
END]
// Pairs of one unit tell; where they differ, it depends on the claim.
LET telling = [o IN outcomes WHERE NOT o[1] IN ['units_differ', 'unit_not_stated']]
LET outcome = CASE
  WHEN any(o IN telling WHERE o[0] <> telling[0][0]) THEN ['unknown', 'claims_differ']
  WHEN telling <> [] THEN telling[0]
  WHEN any(o IN outcomes WHERE o[1] = 'unit_not_stated') THEN ['unknown', 'unit_not_stated']
  ELSE ['not_comparable', 'units_differ']
END
RETURN kind, part, whole, [f IN figures[0] | [f.qualifier, f.value, f.unit]] AS own,
  [f IN figures[1] | [f.qualifier, f.value, f.unit]] AS others, outcome[0] AS verdict, outcome[1] AS why
ORDER BY CASE verdict WHEN 'violated' THEN 0 WHEN 'unknown' THEN 1 WHEN 'not_comparable' THEN 2 ELSE 3 END,
  kind, part, whole
LIMIT $limit
