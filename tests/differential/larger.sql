-- Larger graphs without groups, recoveries and orders, many at once (column c): windows by arithmetic, days as ordinals.
-- Given: ask(c, kind, start, goal, k, sure_only, until, data, worst, most),
--   transfer(c, id, prov, recip, data, low, high, rank, sources, confidence, implied); inside and carry of `data.sql`.
-- Open ends are -inf and inf. Upstream is downstream with ends swapped and days counted backwards.

CREATE OR REPLACE TEMP TABLE edge AS
SELECT x.c, x.id, x.prov AS here, x.recip AS there, x.data, x.low AS first, least(x.high, a.until) AS last, x.high AS stated,
    x.rank, x.sources, x.confidence, x.implied, a.kind, a.sure_only, a.most, a.start, x.high <= a.until AS over
FROM transfer x JOIN ask a USING (c)
WHERE x.rank <= a.worst AND x.low <= a.until AND x.prov <> '' AND x.recip <> '';

CREATE OR REPLACE TEMP TABLE arrow AS
SELECT c, id, here, there, data, first, last, stated, rank, implied, sure_only, most, start FROM edge
WHERE kind = 'downstream' AND (over OR NOT sure_only)
UNION ALL
SELECT c, id, there, here, data, -last, -first, -first, rank, implied, sure_only, most, start FROM edge
WHERE kind = 'upstream' AND (over OR NOT sure_only);

-- ---------------------------------------------------------------- possible: first day, and fewest hops for it

CREATE OR REPLACE TEMP TABLE enough AS SELECT unnest([0, 1, 2]) AS worst;

CREATE OR REPLACE TEMP VIEW arrivals AS
WITH RECURSIVE reach(c, worst, who, carried, day, hops) USING KEY (c, worst, who, carried) AS (
    SELECT e.c, w.worst, e.there, k.onward, min(e.first), 1
    FROM arrow e JOIN ask a USING (c) JOIN enough w ON e.rank <= w.worst
    JOIN carry k ON k.c = e.c AND k.carried = a.data AND k.met = e.data
    WHERE NOT e.sure_only AND e.here = e.start AND e.there <> e.start
    GROUP BY ALL
    UNION
    SELECT e.c, r.worst, e.there, k.onward, min(greatest(r.day, e.first)) AS day, min(r.hops) + 1
    FROM reach r
    JOIN arrow e ON e.c = r.c AND e.here = r.who AND e.rank <= r.worst AND r.day <= e.last
    JOIN carry k ON k.c = r.c AND k.carried = r.carried AND k.met = e.data
    LEFT JOIN recurring.reach o ON o.c = e.c AND o.worst = r.worst AND o.who = e.there AND o.carried = k.onward
    WHERE e.there <> e.start AND r.hops < e.most AND (o.day IS NULL OR greatest(r.day, e.first) < o.day)
    GROUP BY ALL
)
SELECT * FROM reach;

-- ---------------------------------------------------------------- certain: hops that a chain surely in order can end with

CREATE OR REPLACE TEMP VIEW sure_hops AS
WITH RECURSIVE sure(c, worst, id, carried, who, first, stated, hops) USING KEY (c, worst, id, carried) AS (
    SELECT e.c, w.worst, e.id, k.onward, e.there, e.first, e.stated, 1
    FROM arrow e JOIN ask a USING (c) JOIN enough w ON e.rank <= w.worst
    JOIN carry k ON k.c = e.c AND k.carried = a.data AND k.met = e.data
    JOIN edge x ON x.c = e.c AND x.id = e.id AND x.over
    WHERE NOT e.implied AND e.here = e.start AND e.there <> e.start
    UNION
    SELECT DISTINCT e.c, s.worst, e.id, k.onward, e.there, e.first, e.stated, s.hops + 1
    FROM sure s
    JOIN arrow e ON e.c = s.c AND e.here = s.who AND e.rank <= s.worst AND s.stated <= e.first
    JOIN carry k ON k.c = s.c AND k.carried = s.carried AND k.met = e.data
    JOIN edge x ON x.c = e.c AND x.id = e.id AND x.over
    ANTI JOIN recurring.sure o ON o.c = e.c AND o.worst = s.worst AND o.id = e.id AND o.carried = k.onward
    WHERE NOT e.implied AND e.there <> e.start AND s.hops < e.most
)
SELECT * FROM sure;

-- ---------------------------------------------------------------- paths: every simple one, one hop longer than allowed

CREATE OR REPLACE TEMP TABLE ways AS
WITH RECURSIVE way(c, path, along, low, high, who, day, carried, seen, sure) AS (
    SELECT e.c, [e.id], [k.onward], [e.first], [e.last], e.there, e.first, k.onward,
        CASE WHEN a.start = a.goal THEN [e.there] ELSE [a.start, e.there] END, NOT e.implied
    FROM edge e JOIN ask a USING (c) JOIN carry k ON k.c = e.c AND k.carried = a.data AND k.met = e.data
    WHERE a.kind = 'paths' AND e.here = a.start AND (e.there <> a.start OR a.start = a.goal)
    UNION ALL
    SELECT w.c, list_append(w.path, e.id), list_append(w.along, k.onward), list_append(w.low, greatest(w.day, e.first)),
        list_append(w.high, e.last), e.there, greatest(w.day, e.first), k.onward, list_append(w.seen, e.there),
        w.sure AND NOT e.implied AND p.stated <= e.first
    FROM way w JOIN ask a USING (c)
    JOIN edge p ON p.c = w.c AND p.id = w.path[-1]
    JOIN edge e ON e.c = w.c AND e.here = w.who AND w.day <= e.last
    JOIN carry k ON k.c = w.c AND k.carried = w.carried AND k.met = e.data
    WHERE w.who <> a.goal AND NOT list_contains(w.seen, e.there) AND len(w.path) <= a.most
)
SELECT w.c, w.path, w.along, w.low AS first, len(w.path) AS hops,
    list_transform(range(1, len(w.high) + 1), lambda i: list_min(w.high[i:])) AS last, w.sure AND e.over AS certain,
    (SELECT max((h.rank, -h.sources, -h.confidence)) FROM edge h WHERE h.c = w.c AND list_contains(w.path, h.id)) AS weakest
FROM way w JOIN ask a USING (c) JOIN edge e ON e.c = w.c AND e.id = w.path[-1]
WHERE w.who = a.goal AND ((w.sure AND e.over) OR NOT a.sure_only);
