-- How far a document may be passed on (TLP 2.0); NULL: nobody has said. It stays with the document over all its runs.

PRAGMA user_version = 3;

ALTER TABLE documents ADD COLUMN marking TEXT CHECK (marking IN ('clear', 'green', 'amber', 'amber+strict', 'red'));
