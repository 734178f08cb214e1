// question: Who is a member of a group, and who may be one of several?
// 質問: 誰がどの集団の一員で、誰が複数の候補のうちの誰かであり得るか。
// what: Groups with their members, and actors that are known only as one of several.
// params:
// returns: joined: path
// mode: read
// why: they are kept apart and never merged. A path through such an arrow is possible, never certain.
MATCH joined = (:Actor)-[:MEMBER_OF|MAY_BE]->(:Actor)
RETURN joined
LIMIT 200
