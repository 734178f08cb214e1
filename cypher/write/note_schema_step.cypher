// what: Notes that a step of the schema was applied.
// params: id: string, checksum: string
// returns: applied_at: datetime
// mode: write
MERGE (s:SchemaStep {id: $id})
SET s.checksum = $checksum, s.applied_at = datetime()
RETURN s.applied_at AS applied_at
