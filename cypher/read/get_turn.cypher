// what: How many transactions have written.
// params:
// returns: writes: integer
// mode: read
// why: equal before and after several reads, it tells that they have seen one state.
MATCH (s:Store {id: 'store'})
RETURN s.writes AS writes
