// what: Which state of the record the resolved graph stands for, and how many transactions have written.
// params:
// returns: revision: string, writes: integer
// mode: read
MATCH (s:Store {id: 'store'})
RETURN s.published AS revision, coalesce(s.writes, 0) AS writes
