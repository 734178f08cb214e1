// question: Which transfers are denied, only planned, or lack a provider or recipient?
// 質問: 否定された提供、予定にとどまる提供、提供元か提供先が書かれていない提供はどれか。
// what: The transfers that the first picture does not draw as arrows, with what they are joined to.
// params:
// returns: beside: path
// mode: read
// why: what was denied is shown, and never lies on a path. An end that the text leaves open stays open.
MATCH (t:Transfer)
WHERE t.rank > 2 OR NOT EXISTS { (t)-[:RECEIVED_BY]->() } OR NOT EXISTS { (t)<-[:PROVIDED]-() }
WITH t
ORDER BY t.rank DESC, t.from_day, t.id
LIMIT 50
MATCH beside = (t)-[:PROVIDED|RECEIVED_BY|CARRIED]-()
RETURN beside
LIMIT 200
