// what: Full-text indexes over passages and names, for people who look for words in Neo4j Browser.
// mode: schema
// why: the analyzer `cjk` folds widths and makes pairs of Japanese characters, so that 名簿 is found in 会員名簿. It
//      ranks, and may miss parts of Latin words and single characters; the program itself looks for the exact words
//      (`read/find_passages`).
CREATE FULLTEXT INDEX passage_words IF NOT EXISTS FOR (n:Passage) ON EACH [n.text]
  OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}};
CREATE FULLTEXT INDEX names IF NOT EXISTS FOR (n:Actor|Dataset|Incident|Document) ON EACH [n.label, n.aliases, n.name, n.title]
  OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}};
