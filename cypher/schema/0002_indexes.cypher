// what: Range indexes for the look-ups that writing, reading and path questions make.
// mode: schema
// why: parts of a run are found by the run, a passing by its transfer, a transfer by its days and its action.
CREATE INDEX run_document IF NOT EXISTS FOR (n:Run) ON (n.document);
CREATE INDEX passage_run IF NOT EXISTS FOR (n:Passage) ON (n.run);
CREATE INDEX mention_run IF NOT EXISTS FOR (n:Mention) ON (n.run);
CREATE INDEX source_run IF NOT EXISTS FOR (n:Source) ON (n.run);
CREATE INDEX claim_run IF NOT EXISTS FOR (n:Claim) ON (n.run);
CREATE INDEX past_run IF NOT EXISTS FOR (n:Past) ON (n.run);
CREATE INDEX claim_subject IF NOT EXISTS FOR (n:Claim) ON (n.subject);
CREATE INDEX transfer_from_day IF NOT EXISTS FOR (n:Transfer) ON (n.from_day);
CREATE INDEX transfer_action IF NOT EXISTS FOR (n:Transfer) ON (n.action);
CREATE INDEX actor_label IF NOT EXISTS FOR (n:Actor) ON (n.label);
CREATE INDEX passed_to_transfer IF NOT EXISTS FOR ()-[r:PASSED_TO]-() ON (r.transfer_id);
CREATE INDEX may_have_passed_to_transfer IF NOT EXISTS FOR ()-[r:MAY_HAVE_PASSED_TO]-() ON (r.transfer_id);
