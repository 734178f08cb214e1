-- Holders, after the origins are known: since when, until when, still or not.

CREATE OR REPLACE TEMP TABLE named AS
SELECT n.c, n.actor, EXISTS (FROM fitting f WHERE f.c = n.c AND f.recip = n.actor) AS literal,
    EXISTS (FROM origin o WHERE o.c = n.c AND o.actor = n.actor) AS at_first
FROM (SELECT c, prov AS actor FROM fitting UNION SELECT c, recip FROM fitting) n
WHERE n.actor <> '';

CREATE OR REPLACE TEMP TABLE led_to AS
WITH led AS (
    SELECT n.c, n.actor, q.path, min(q.days[-1]) AS low, max(q.days[-1]) AS high,
        (SELECT max(x.rank) FROM hop x WHERE x.c = n.c AND list_contains(q.path, x.id)) AS rank
    FROM named n
    JOIN chosen q ON q.c = n.c
    JOIN source s ON s.c = q.c AND s.id = q.path[1] AND s.free = (q.start = '')
    JOIN hop h ON h.c = q.c AND h.id = q.last AND h.goes_on
    JOIN kin ON kin.c = n.c AND kin.a = n.actor AND kin.b = h.recip
    WHERE (h.recip = n.actor OR NOT n.literal) AND NOT list_has_any(q.seen, [h.recip, n.actor])
    GROUP BY ALL
),
best AS (SELECT c, actor, min((low, len(path))) AS key, max(high) AS high, min(rank) AS rank FROM led GROUP BY ALL)
SELECT b.c, b.actor, b.key[1] AS low, b.high, b.rank, list(l.path) AS witnesses
FROM best b JOIN led l ON l.c = b.c AND l.actor = b.actor AND (l.low, len(l.path)) = b.key
GROUP BY ALL;

-- Recoveries that are told with whose they are, those after the day asked for as well.
CREATE OR REPLACE TEMP TABLE recovery AS
SELECT r.c, r.id, r.prov, r.data, r.until, min(y.d) AS first, max(y.d) AS last
FROM counted r JOIN day y USING (c, id)
WHERE r.recovery AND r.prov <> ''
GROUP BY ALL;

-- What an actor got or gave, and so had.
CREATE OR REPLACE TEMP TABLE having_had AS
SELECT n.c, n.actor, f.id, f.onward AS data, f.first, f.cut, f.recip = n.actor AS got, f.prov = n.actor AS gave,
    f.lawful, f.rank, f.last,
    NOT f.implied AND f.last <= f.until AND (f.asked = '' OR EXISTS (
        FROM inside i WHERE i.c = f.c AND i.part = f.data AND i.whole = f.asked)) AS sure
FROM named n JOIN fitting f ON f.c = n.c AND (f.recip = n.actor OR f.prov = n.actor);

-- What it got; of one that is told to have passed data on only: what its group or members got.
CREATE OR REPLACE TEMP TABLE received AS
SELECT c, actor, id, data, first, lawful FROM having_had WHERE got
UNION ALL
SELECT n.c, n.actor, f.id, f.onward, f.first, f.lawful
FROM named n JOIN kin ON kin.c = n.c AND kin.a = n.actor JOIN fitting f ON f.c = n.c AND f.recip = kin.b
WHERE NOT n.literal AND NOT n.at_first;

CREATE OR REPLACE TEMP TABLE still AS
SELECT n.c, n.actor, (
    (NOT n.at_first OR EXISTS (
        FROM recovery r JOIN ask a ON a.c = r.c JOIN inside i ON i.c = r.c AND i.part = a.data AND i.whole = r.data
        WHERE r.c = n.c AND r.prov = n.actor AND r.last <= r.until AND r.last < 7))
    AND NOT EXISTS (
        FROM having_had h WHERE h.c = n.c AND h.actor = n.actor AND h.got AND NOT EXISTS (
            FROM recovery r JOIN inside i ON i.c = r.c AND i.whole = r.data
            WHERE r.c = h.c AND r.prov = h.actor AND i.part = h.data AND r.last <= r.until AND r.last < 7
            AND (h.cut <= r.first OR EXISTS (FROM first_said f WHERE f.c = h.c AND f.s = h.id AND f.t = r.id))))
    AND NOT EXISTS (
        FROM having_had h WHERE h.c = n.c AND h.actor = n.actor AND h.gave AND NOT h.got AND NOT EXISTS (
            FROM recovery r JOIN inside i ON i.c = r.c AND i.whole = r.data
            WHERE r.c = h.c AND r.prov = h.actor AND i.part = h.data AND r.last <= r.until AND r.last < 7
            AND h.first <= r.last))
) AS is_over,
EXISTS (
    FROM having_had h WHERE h.c = n.c AND h.actor = n.actor AND h.sure AND NOT EXISTS (
        FROM recovery r JOIN carry k ON k.c = r.c AND k.met = r.data
        JOIN kin x ON x.c = r.c AND x.a = r.prov JOIN kin y ON y.c = r.c AND y.b = x.b
        WHERE r.c = h.c AND y.a = h.actor AND k.carried = h.data AND r.first <= r.until AND h.first <= r.last)
) AS is_there
FROM named n;

CREATE OR REPLACE TEMP TABLE taken AS
WITH had AS (
    SELECT c, actor, id, data, first FROM received
    UNION ALL SELECT n.c, n.actor, '', a.data, 0 FROM named n JOIN ask a USING (c) WHERE n.at_first
),
ended AS (
    SELECT h.c, h.actor, h.id, min(r.first) AS low, max(r.last) AS high
    FROM had h LEFT JOIN (
        FROM recovery r JOIN inside i ON i.c = r.c AND i.whole = r.data SELECT r.c, r.prov, i.part, r.first, r.last
    ) r ON r.c = h.c AND r.prov = h.actor AND r.part = h.data AND r.last >= h.first
    GROUP BY ALL
)
SELECT c, actor, min(low) AS low, max(high) AS high FROM ended GROUP BY ALL HAVING bool_and(low IS NOT NULL);
