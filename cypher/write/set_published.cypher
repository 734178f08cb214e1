// what: Notes which state of the record the resolved graph stands for; null while it is being written.
// params: revision: string
// returns: revision: string
// mode: write
MERGE (s:Store {id: 'store'})
SET s.published = $revision
RETURN s.published AS revision
