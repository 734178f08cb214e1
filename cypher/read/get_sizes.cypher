// what: How many documents are not taken out, and how many claims count.
// params:
// returns: documents: integer, claims: integer
// mode: read
// why: claims of runs that do not count bear the label Past instead, so the server's own count will do.
CALL () { MATCH (d:Document) WHERE NOT d.removed RETURN count(d) AS documents }
CALL () { MATCH (c:Claim) RETURN count(c) AS claims }
RETURN documents, claims
