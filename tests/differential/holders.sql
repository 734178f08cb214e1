-- Holders, after `chains.sql`: what is told of the data asked for, and which chains could explain which transfer.
-- The caller works out the origins from `unsupplied` and `explains`, and fills origin(c, actor, rank, b) and
-- source(c, id, free), from which `holders_end.sql` goes on.

CREATE OR REPLACE TEMP TABLE fitting AS
SELECT t.*, k.onward, y.first, y.last, least(y.last, t.until) AS cut
FROM told t JOIN ask a USING (c)
JOIN carry k ON k.c = t.c AND k.carried = t.asked AND k.met = t.data
JOIN (SELECT c, id, min(d) AS first, max(d) AS last FROM day GROUP BY ALL) y ON y.c = t.c AND y.id = t.id
WHERE a.kind = 'holders';

CREATE OR REPLACE TEMP TABLE unsupplied AS
SELECT t.c, t.id FROM fitting t
WHERE t.prov <> '' AND NOT EXISTS (
    FROM fitting s
    JOIN kin ON kin.c = s.c AND kin.a = s.recip
    JOIN carry k ON k.c = s.c AND k.carried = s.data
    JOIN day x ON x.c = s.c AND x.id = s.id AND x.d <= s.until
    JOIN day y ON y.c = s.c AND y.d <= s.until AND x.d <= y.d
    WHERE s.c = t.c AND s.id <> t.id AND kin.b = t.prov AND k.met = t.data AND y.id = t.id
    AND NOT EXISTS (FROM first_said f WHERE f.c = t.c AND f.s = t.id AND f.t = s.id)
);

CREATE OR REPLACE TEMP TABLE explains AS
SELECT DISTINCT q.c, q.path[1] AS first, q.start = '' AS free, q.last FROM chosen q JOIN ask a USING (c) WHERE a.kind = 'holders';
