// question: Who passed data to whom?
// 質問: 誰が誰にデータを渡したか。
// what: The transfers that may have happened as arrows between actors, the best supported first.
// params:
// returns: passing: path
// mode: read
// why: a denied or planned transfer, and one without a stated provider or recipient, is no arrow here: see
//      what_is_on_no_path. The arrow is derived. The transfer itself is the node that bears its transfer_id.
MATCH passing = (:Actor)-[p:PASSED_TO]->(:Actor)
WHERE p.rank <= 2
RETURN passing
ORDER BY p.rank, p.support DESC, p.from_day, p.transfer_id
LIMIT 200
