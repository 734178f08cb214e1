// what: A transfer with more than one provider, recipient or dataset.
// params:
// returns: id: string
// mode: read
MATCH (t:Transfer)
WHERE COUNT { (t)<-[:PROVIDED]-() } > 1 OR COUNT { (t)-[:RECEIVED_BY]->() } > 1 OR COUNT { (t)-[:CARRIED]->() } > 1
RETURN t.id AS id
LIMIT 1000
