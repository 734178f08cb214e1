// what: A run that is there becomes the current one of its document.
// params: run: string
// returns: run: string
// mode: write
MATCH (r:Run {id: $run})
SET r.current = true
RETURN r.id AS run
