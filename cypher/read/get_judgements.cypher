// what: All judgements.
// params:
// returns: id: string, verdict: string, about: string, who: string, decided: string, why: string, value: string, undone: integer, anchors: string, undoing: string
// mode: read
MATCH (j:Judgement)
RETURN j.id AS id, j.verdict AS verdict, j.about AS about, j.who AS who, j.decided AS decided, j.why AS why,
       j.value AS value, toInteger(j.undone) AS undone, coalesce(j.anchors, '[]') AS anchors,
       coalesce(j.undoing, 'null') AS undoing
ORDER BY id
