// question: What is known of one transfer: who gave, who received, which data, in which case?
// 質問: ひとつの提供について、提供元・提供先・データ・事案は何か。
// what: One transfer with everything that it is joined to.
// params:
// returns: opened: path
// mode: read
// why: between the quotes of the first line stands a transfer_id or a part of an actor's name. Empty takes the one that
//      most sources tell of.
WITH '' AS transfer
MATCH (t:Transfer)
WHERE transfer IN ['', t.id]
   OR EXISTS { MATCH (t)-[:PROVIDED|RECEIVED_BY]-(a:Actor) WHERE a.label CONTAINS transfer }
WITH t
ORDER BY t.support DESC, t.rank, t.from_day, t.id
LIMIT 1
MATCH opened = (t)-[:PROVIDED|RECEIVED_BY|CARRIED|PART_OF_INCIDENT|AFTER|PART_OF_TRANSFER]-()
RETURN opened
LIMIT 50
