// what: Which state of the record the resolved graph stands for.
// params:
// returns: revision: string
// mode: read
MATCH (s:Store {id: 'store'})
RETURN s.published AS revision
