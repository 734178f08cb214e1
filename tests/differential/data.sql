-- What lies inside what, and what is carried on, from dataset(c, id), derived(c, part, whole) and ask(c, …); '' = not known.

CREATE OR REPLACE TEMP TABLE inside AS
WITH RECURSIVE up(c, part, whole) AS (
    SELECT c, id, id FROM dataset
    UNION
    SELECT u.c, u.part, d.whole FROM up u JOIN derived d ON d.c = u.c AND d.part = u.whole
)
SELECT c, part, whole FROM up;

-- What is carried on when one that carries `carried` meets a hop with `met`; no row: it does not fit.
CREATE OR REPLACE TEMP TABLE carry AS
SELECT c, whole AS carried, part AS met, part AS onward FROM inside
UNION SELECT c, part, whole, part FROM inside
UNION SELECT c, '', id, id FROM dataset
UNION SELECT c, id, '', id FROM dataset
UNION SELECT c, '', '', '' FROM ask;
