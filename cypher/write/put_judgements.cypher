// what: Judgements made or replaced.
// params: rows: list of {id, verdict, about, who, decided, why, value, undone}
// returns: written: integer
// mode: write
UNWIND $rows AS row
MERGE (j:Judgement {id: row.id})
SET j.verdict = row.verdict, j.about = row.about, j.who = row.who, j.decided = row.decided, j.why = row.why,
    j.value = row.value, j.undone = (row.undone = 1)
RETURN count(j) AS written
