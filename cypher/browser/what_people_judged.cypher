// question: What did people judge?
// 質問: 人は何をどう判断したか。
// what: Judgements, the latest first, with the actors and claims that they decide about.
// params:
// returns: decided: string, who: string, verdict: string, why: string, undone: boolean, about: list of string
// mode: read
// why: a judgement about parts that are no longer read has an empty list.
MATCH (j:Judgement)
RETURN j.decided AS decided, j.who AS who, j.verdict AS verdict, j.why AS why, j.undone AS undone,
       COLLECT {
         MATCH (j)-[:DECIDES]->(thing:Claim|Actor)
         RETURN coalesce(thing.label, thing.kind + ' ' + thing.property + ' = ' + thing.value)
       } AS about
ORDER BY decided DESC, j.id
LIMIT 200
