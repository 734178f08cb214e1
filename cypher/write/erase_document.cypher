// what: Deletes a document, its runs, and the texts that no other run was read as.
// params: document: string
// returns: erased: integer
// mode: write
MATCH (d:Document {id: $document})
CALL (d) {
  MATCH (d)<-[:READ]-(:Run)-[:READ_AS]->(t:Text)
  WHERE NOT EXISTS {
    MATCH (t)<-[:READ_AS]-(other:Run)
    WHERE other.document <> d.id
  }
  WITH DISTINCT t
  DETACH DELETE t
}
CALL (d) {
  MATCH (d)<-[:READ]-(r:Run)
  DETACH DELETE r
}
DETACH DELETE d
RETURN count(*) AS erased
