-- Section 4 of the model in SQL, for many small cases at once (column c): every chain, with every choice of days.
-- Given: ask(c, kind, start, goal, k, sure_only, until, data, worst, most), actor(c, id), below(c, upper, lower),
--   dataset(c, id), derived(c, part, whole), after(c, s, t): s comes before t,
--   transfer(c, id, prov, recip, data, recovery, low, high, rank, sources, confidence, implied, whole, lawful);
--   inside and carry of `data.sql`.
-- '' stands for an end or data that is not stated; day 0 lies before all days, day 7 after all.

-- ---------------------------------------------------------------- who is who

CREATE OR REPLACE TEMP TABLE kin AS
WITH RECURSIVE under(c, upper, lower) AS (
    SELECT c, upper, lower FROM below
    UNION
    SELECT u.c, u.upper, b.lower FROM under u JOIN below b ON b.c = u.c AND b.upper = u.lower
)
SELECT c, id AS a, id AS b FROM actor
UNION SELECT c, upper, lower FROM under
UNION SELECT c, lower, upper FROM under;

CREATE OR REPLACE TEMP TABLE kin_list AS SELECT c, a, list(b) AS ids FROM kin GROUP BY ALL;

-- ---------------------------------------------------------------- what the texts say of the order

CREATE OR REPLACE TEMP TABLE live AS SELECT * FROM transfer WHERE rank <= 2;

CREATE OR REPLACE TEMP TABLE said AS
WITH RECURSIVE b(c, s, t) AS (
    SELECT a.c, a.s, a.t FROM after a SEMI JOIN live x ON x.c = a.c AND x.id = a.s SEMI JOIN live y ON y.c = a.c AND y.id = a.t
    UNION
    SELECT b.c, b.s, a.t FROM b JOIN after a ON a.c = b.c AND a.s = b.t SEMI JOIN live y ON y.c = a.c AND y.id = a.t
)
SELECT c, s, t FROM b;

CREATE OR REPLACE TEMP TABLE sharp AS
SELECT x.c, x.id,
    greatest(x.low, coalesce((SELECT max(s.low) FROM said b JOIN live s ON s.c = b.c AND s.id = b.s WHERE b.c = x.c AND b.t = x.id), 0)) AS low,
    least(x.high, coalesce((SELECT min(t.high) FROM said b JOIN live t ON t.c = b.c AND t.id = b.t WHERE b.c = x.c AND b.s = x.id), 7)) AS high
FROM live x;

CREATE OR REPLACE TEMP TABLE broken AS
WITH RECURSIVE tied(c, x, y) AS (
    SELECT c, s, t FROM said UNION SELECT c, t, s FROM said
    UNION
    SELECT a.c, a.x, b.y FROM tied a JOIN (SELECT c, s AS x, t AS y FROM said UNION SELECT c, t, s FROM said) b ON b.c = a.c AND b.x = a.y
),
bad AS (SELECT c, s AS id FROM said WHERE s = t UNION SELECT c, id FROM sharp WHERE low > high)
SELECT c, id FROM bad UNION SELECT t.c, t.x FROM tied t JOIN bad b ON b.c = t.c AND b.id = t.y;

CREATE OR REPLACE TEMP TABLE first_said AS SELECT * FROM said ANTI JOIN broken b ON b.c = said.c AND b.id = said.t;

-- Every day on which a transfer can have happened.
CREATE OR REPLACE TEMP TABLE day AS
SELECT c, id, unnest(range(low, high + 1))::INT AS d
FROM (
    SELECT c, id, low, high FROM sharp ANTI JOIN broken USING (c, id)
    UNION ALL SELECT c, id, low, high FROM live SEMI JOIN broken USING (c, id)
);

-- ---------------------------------------------------------------- which transfers count

CREATE OR REPLACE TEMP TABLE above AS
WITH RECURSIVE w(c, part, whole, steps, seen) AS (
    SELECT c, id, whole, 1, [whole] FROM transfer WHERE whole <> ''
    UNION ALL
    SELECT w.c, w.part, t.whole, w.steps + 1, list_append(w.seen, t.whole)
    FROM w JOIN transfer t ON t.c = w.c AND t.id = w.whole
    WHERE t.whole <> '' AND NOT list_contains(w.seen, t.whole)
)
SELECT c, part, whole, steps FROM w;

CREATE OR REPLACE TEMP TABLE counted AS
SELECT x.*, a.data AS asked, a.until
FROM live x JOIN ask a USING (c)
WHERE x.rank <= a.worst;

-- The dataset asked for is told on its own, as a part of this one between the same two ends.
CREATE OR REPLACE TEMP TABLE vague AS
SELECT DISTINCT w.c, w.id
FROM counted p
JOIN above u ON u.c = p.c AND u.part = p.id
JOIN transfer w ON w.c = u.c AND w.id = u.whole AND w.prov = p.prov AND w.recip = p.recip
WHERE p.asked <> '' AND p.data = p.asked
AND NOT EXISTS (FROM above o WHERE o.c = p.c AND o.part = p.id AND o.whole = p.id);

CREATE OR REPLACE TEMP TABLE told AS
SELECT x.* FROM counted x
WHERE EXISTS (FROM day y WHERE y.c = x.c AND y.id = x.id AND y.d <= x.until)
AND NOT EXISTS (FROM vague v WHERE v.c = x.c AND v.id = x.id);

CREATE OR REPLACE TEMP TABLE folded AS
SELECT p.c, p.id AS part, arg_min(w.id, u.steps) AS whole
FROM told p
JOIN above u ON u.c = p.c AND u.part = p.id
JOIN told w ON w.c = u.c AND w.id = u.whole AND w.prov = p.prov AND w.recip = p.recip
WHERE (p.asked = '' OR p.data <> p.asked)
AND NOT EXISTS (FROM above o WHERE o.c = p.c AND o.part = p.id AND o.whole = p.id)
GROUP BY ALL;

-- What a chain may be made of. Holders: also begun by one who is not stated, or ended by what is no hop.
CREATE OR REPLACE TEMP TABLE hop AS
SELECT h.*, a.kind, coalesce(k.ids, []) AS kin_of_prov, coalesce(l.ids, []) AS kin_of_recip,
    f.part IS NULL AND h.recip <> '' AS goes_on,
    (SELECT coalesce(list(s), []) FROM first_said f WHERE f.c = h.c AND f.t = h.id) AS earlier,
    (SELECT coalesce(list(s), []) FROM said f WHERE f.c = h.c AND f.t = h.id) AS disputed
FROM told h JOIN ask a USING (c)
LEFT JOIN kin_list k ON k.c = h.c AND k.a = h.prov
LEFT JOIN kin_list l ON l.c = h.c AND l.a = h.recip
LEFT JOIN folded f ON f.c = h.c AND f.part = h.id
WHERE a.kind = 'holders' OR (f.part IS NULL AND h.prov <> '' AND h.recip <> '');

-- A day up to which one had what was recovered from it.
CREATE OR REPLACE TEMP TABLE ending AS
SELECT r.c, r.prov AS holder, i.part AS carried, max(y.d) AS b
FROM told r JOIN day y ON y.c = r.c AND y.id = r.id
JOIN inside i ON i.c = r.c AND i.whole = r.data
WHERE r.recovery AND r.prov <> ''
GROUP BY r.c, r.id, r.prov, i.part
HAVING max(y.d) < 7;

-- ---------------------------------------------------------------- one hop after another, on days that are chosen

CREATE OR REPLACE TEMP TABLE pair AS
SELECT t.c, t.id AS t, n.id AS n, t.recip, n.prov, n.data, t.until, n.earlier, n.disputed,
    list_concat(t.kin_of_recip, n.kin_of_prov) AS shut,
    EXISTS (FROM first_said f WHERE f.c = t.c AND f.s = t.id AND f.t = n.id) AS in_order,
    t.recip = n.prov AND NOT n.implied AS same
FROM hop t JOIN kin k ON k.c = t.c AND k.a = t.recip JOIN hop n ON n.c = k.c AND n.prov = k.b
WHERE t.goes_on AND t.id <> n.id;

CREATE OR REPLACE TEMP TABLE lapse AS
SELECT DISTINCT p.c, p.t, p.n, e.carried, e.b
FROM pair p JOIN ending e ON e.c = p.c AND (e.holder = p.recip OR e.holder = p.prov);

CREATE OR REPLACE TEMP TABLE unsure AS
SELECT DISTINCT p.c, p.t, p.n, k.carried
FROM pair p
JOIN carry k ON k.c = p.c AND k.met = p.data
JOIN day x ON x.c = p.c AND x.id = p.t
JOIN day y ON y.c = p.c AND y.id = p.n
LEFT JOIN lapse l ON l.c = p.c AND l.t = p.t AND l.n = p.n AND l.carried = k.carried AND x.d <= l.b AND l.b < y.d
WHERE (x.d > y.d AND NOT p.in_order) OR l.b IS NOT NULL;

CREATE OR REPLACE TEMP TABLE step AS
SELECT p.c, p.t, p.n, p.recip, p.prov, p.shut, p.earlier, p.disputed, k.carried, k.onward, x.d AS x, y.d,
    p.same AND NOT EXISTS (FROM unsure u WHERE u.c = p.c AND u.t = p.t AND u.n = p.n AND u.carried = k.carried) AS sure
FROM pair p
JOIN carry k ON k.c = p.c AND k.met = p.data
JOIN day x ON x.c = p.c AND x.id = p.t AND x.d <= p.until
JOIN day y ON y.c = p.c AND y.id = p.n AND y.d <= p.until AND x.d <= y.d
WHERE NOT EXISTS (
    FROM lapse l WHERE l.c = p.c AND l.t = p.t AND l.n = p.n AND l.carried = k.carried AND x.d <= l.b AND l.b < y.d
);

-- ---------------------------------------------------------------- the first hop

CREATE OR REPLACE TEMP TABLE start AS
SELECT h.c, a.start, h.id, h.prov, k.onward, CASE WHEN a.data = '' THEN h.data ELSE a.data END AS had
FROM hop h JOIN ask a USING (c) JOIN kin ON kin.c = h.c AND kin.a = a.start AND kin.b = h.prov
JOIN carry k ON k.c = h.c AND k.carried = a.data AND k.met = h.data
WHERE a.kind IN ('paths', 'downstream')
UNION ALL
SELECT h.c, h.prov, h.id, h.prov, k.onward, CASE WHEN a.data = '' THEN h.data ELSE a.data END
FROM hop h JOIN ask a USING (c) JOIN carry k ON k.c = h.c AND k.carried = a.data AND k.met = h.data
WHERE a.kind IN ('upstream', 'holders') AND h.prov <> '';

CREATE OR REPLACE TEMP TABLE loss AS
SELECT DISTINCT s.c, s.start, s.id, e.b
FROM start s JOIN ending e ON e.c = s.c AND e.carried = s.had AND (e.holder = s.start OR e.holder = s.prov);

-- It had the data all along, and perhaps again from a day on which it may have got it back.
CREATE OR REPLACE TEMP TABLE having_it AS
SELECT c, start, id, 0 AS x FROM start
UNION
SELECT s.c, s.start, s.id, y.d
FROM start s SEMI JOIN loss USING (c, start, id)
JOIN kin ON kin.c = s.c AND (kin.a = s.start OR kin.a = s.prov)
JOIN told r ON r.c = s.c AND r.recip = kin.b AND r.id <> s.id
JOIN carry k ON k.c = s.c AND k.carried = s.had AND k.met = r.data
JOIN day y ON y.c = r.c AND y.id = r.id AND y.d <= r.until
WHERE NOT EXISTS (FROM first_said f WHERE f.c = s.c AND f.s = s.id AND f.t = r.id);

CREATE OR REPLACE TEMP TABLE begun AS
SELECT DISTINCT s.c, s.start, s.id, s.onward, y.d,
    s.start = s.prov AND NOT h.implied AND NOT EXISTS (
        FROM loss l JOIN day z ON z.c = l.c AND z.id = l.id
        WHERE l.c = s.c AND l.start = s.start AND l.id = s.id AND l.b < z.d
    ) AS sure
FROM start s
JOIN hop h ON h.c = s.c AND h.id = s.id
JOIN day y ON y.c = s.c AND y.id = s.id AND y.d <= h.until
JOIN having_it x ON x.c = s.c AND x.start = s.start AND x.id = s.id AND x.x <= y.d
WHERE NOT EXISTS (
    FROM loss l WHERE l.c = s.c AND l.start = s.start AND l.id = s.id AND x.x <= l.b AND l.b < y.d
);

-- ---------------------------------------------------------------- chains
-- start '': whoever makes the first hop of holders' chains, whatever was recovered from it before.

CREATE OR REPLACE TEMP TABLE chosen AS
WITH RECURSIVE chain(c, start, path, days, along, last, d, carried, seen, inner_seen, earlier, disputed, sure) AS (
    SELECT b.c, b.start, [b.id], [b.d], [b.onward], b.id, b.d, b.onward,
        list_concat(s.ids, h.kin_of_prov), []::VARCHAR[], h.earlier, h.disputed, b.sure
    FROM begun b JOIN hop h USING (c, id) JOIN kin_list s ON s.c = b.c AND s.a = b.start
    UNION ALL
    SELECT h.c, '', [h.id], [y.d], [k.onward], h.id, y.d, k.onward, h.kin_of_prov, [], h.earlier, h.disputed, false
    FROM hop h JOIN day y ON y.c = h.c AND y.id = h.id AND y.d <= h.until
    JOIN carry k ON k.c = h.c AND k.carried = h.asked AND k.met = h.data
    WHERE h.kind = 'holders' AND h.goes_on
    UNION ALL
    SELECT q.c, q.start, list_append(q.path, s.n), list_append(q.days, s.d), list_append(q.along, s.onward), s.n, s.d, s.onward,
        list_concat(q.seen, s.shut), list_concat(q.inner_seen, s.shut),
        list_concat(q.earlier, s.earlier), list_concat(q.disputed, s.disputed),
        q.sure AND s.sure AND NOT list_contains(q.disputed, s.n)
    FROM chain q JOIN step s ON s.c = q.c AND s.t = q.last AND s.carried = q.carried AND s.x = q.d
    WHERE NOT list_contains(q.seen, s.recip) AND NOT list_contains(q.seen, s.prov)
    AND NOT list_contains(q.earlier, s.n)
)
SELECT c, start, path, days, along, last, seen, inner_seen, sure FROM chain;

CREATE OR REPLACE TEMP TABLE ended AS
SELECT q.*, CASE a.kind WHEN 'paths' THEN a.goal WHEN 'upstream' THEN a.start ELSE h.recip END AS goal, h.recip,
    a.sure_only, a.kind, (SELECT max(y.d) FROM day y WHERE y.c = h.c AND y.id = h.id) AS surely_by, a.until
FROM chosen q JOIN hop h ON h.c = q.c AND h.id = q.last JOIN ask a ON a.c = q.c
WHERE a.kind <> 'holders';

CREATE OR REPLACE TEMP TABLE answer AS
WITH fit AS (
    SELECT c, start, goal, path, along, surely_by, sure AND recip = goal AND surely_by <= until AS certain, days, sure_only
    FROM ended e
    WHERE EXISTS (FROM kin WHERE kin.c = e.c AND kin.a = e.goal AND kin.b = e.recip)
    AND (kind = 'paths' OR NOT EXISTS (FROM kin WHERE kin.c = e.c AND kin.a = e.start AND kin.b = e.goal))
    AND NOT list_has_any(CASE WHEN start = goal THEN inner_seen ELSE seen END, [recip, goal])
),
whole AS (
    SELECT c, start, goal, path, along, certain, surely_by, list(days) AS every
    FROM fit WHERE certain OR NOT sure_only GROUP BY ALL
)
SELECT c, start, goal, path, along, certain, surely_by, len(path) AS hops,
    list_transform(range(1, len(path) + 1), lambda i: list_min(list_transform(every, lambda d: d[i]))) AS first,
    list_transform(range(1, len(path) + 1), lambda i: list_max(list_transform(every, lambda d: d[i]))) AS last,
    (SELECT max((h.rank, -h.sources, -h.confidence)) FROM hop h WHERE h.c = whole.c AND list_contains(whole.path, h.id)) AS weakest
FROM whole;
