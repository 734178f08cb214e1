"""Holders in SQL (`holders.sql`, `holders_end.sql`); only the origins are worked out by a loop over rows of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb

from app.domain.path import Held, Mode
from app.domain.vocabulary import Status
from tests.differential.duckdb_small import day_of, fill, run_file, solve
from tests.differential.expected import Days, Expected, ExpectedHolder, ExpectedHolders
from tests.differential.questions import Asked

_HERE = Path(__file__).parent
_ROWS = """
SELECT n.c, n.actor, n.literal, o.rank, o.b, l.low, l.high, l.rank, l.witnesses,
    (SELECT bool_or(h.sure) FROM having_had h WHERE h.c = n.c AND h.actor = n.actor),
    (SELECT bool_and(r.lawful) FROM received r WHERE r.c = n.c AND r.actor = n.actor),
    (SELECT (min(h.first), max(h.cut), min(h.rank)) FROM having_had h WHERE h.c = n.c AND h.actor = n.actor AND h.got),
    (SELECT list([h.id]) FROM having_had h WHERE h.c = n.c AND h.actor = n.actor AND h.got AND h.first = (
        SELECT min(x.first) FROM having_had x WHERE x.c = n.c AND x.actor = n.actor AND x.got)),
    (SELECT min(h.cut) FROM having_had h WHERE h.c = n.c AND h.actor = n.actor AND h.gave),
    s.is_over, s.is_there, t.low, t.high
FROM named n
LEFT JOIN origin o USING (c, actor)
LEFT JOIN led_to l USING (c, actor)
JOIN still s USING (c, actor)
LEFT JOIN taken t USING (c, actor)
"""


def holders_by_sql(questions: Sequence[Asked]) -> list[Expected]:
    """The answers to questions about holders."""
    connection = solve(questions)
    run_file(connection, _HERE / "holders.sql")
    origins, sources = _origins(connection)
    fill(connection, "origin", "c int, actor text, rank int, b int", origins)
    fill(connection, "source", "c int, id text, free bool", sources)
    run_file(connection, _HERE / "holders_end.sql")
    found: dict[int, dict[str, ExpectedHolder]] = defaultdict(dict)
    for c, actor, *row in connection.execute(_ROWS).fetchall():
        holder = _holder(_Row(*row))
        if holder.certain or questions[c].question.mode is Mode.POSSIBLE:
            found[c][actor] = holder
    return [ExpectedHolders(found[c]) for c in range(len(questions))]


class _Row(NamedTuple):
    """One actor: origin's rank and day, chains (`low` … `high`), own receipts (`got`), gifts, recoveries (`taken_…`)."""

    literal: bool
    origin_rank: int | None
    origin_day: int
    low: int | None
    high: int
    rank: int
    witnesses: list[list[str]]
    sure: bool | None
    lawful: bool | None
    got: tuple[int, int, int]
    got_first: list[list[str]]
    gave: int
    is_over: bool
    is_there: bool
    taken_low: int | None
    taken_high: int


def _holder(row: _Row) -> ExpectedHolder:
    if row.origin_rank is not None:
        since, rank, witnesses = _days(0, row.origin_day), row.origin_rank, [[]]
    elif row.low is None:  # all came by way of its own group or member
        since, rank, witnesses = _days(*row.got[:2]), row.got[2], row.got_first
    else:
        last = row.high if row.literal else row.gave
        since, rank, witnesses = _days(row.low, max(row.low, last)), row.rank, row.witnesses
    return ExpectedHolder(
        origin=row.origin_rank is not None,
        certain=bool(row.sure),
        status=list(Status)[rank],
        since=since,
        until=None if row.taken_low is None else _days(row.taken_low, row.taken_high),
        held=Held.NO if row.is_over else Held.YES if row.is_there else Held.POSSIBLE,
        lawful=bool(row.lawful),
        witnesses={tuple(path) for path in witnesses},
    )


def _days(first: int, last: int) -> Days:
    return (day_of(first), day_of(last))


def _origins(connection: duckdb.DuckDBPyConnection) -> tuple[list[tuple], list[tuple]]:
    """Rows of origin and of source: while no chain explains some transfer, the one that was first is taken as given."""
    told: dict[int, dict[str, tuple]] = defaultdict(dict)
    for c, *row in connection.execute(
        "SELECT c, id, prov, last, rank, goes_on FROM fitting JOIN hop USING (c, id, prov, rank)"
    ).fetchall():
        told[c][row[0]] = tuple(row[1:])
    unsupplied: dict[int, list[str]] = defaultdict(list)
    for c, key in connection.execute("SELECT c, id FROM unsupplied").fetchall():
        unsupplied[c].append(key)
    chains: dict[int, list[tuple[str, bool, str]]] = defaultdict(list)
    for c, *row in connection.execute("SELECT c, first, free, last FROM explains").fetchall():
        chains[c].append(tuple(row))
    origins: list[tuple] = []
    sources: list[tuple] = []
    for c, transfers in told.items():
        proofs, given = _worked_out(transfers, unsupplied[c], chains[c])
        for actor, keys in proofs.items():
            last, rank = (min(transfers[key][i] for key in keys) for i in (1, 2))
            origins.append((c, actor, rank, last))
        for key, (provider, *_, goes_on) in transfers.items():
            if goes_on and (key in given or provider == "" or provider in proofs):
                sources.append((c, key, key in given or provider == ""))
    return origins, sources


def _worked_out(
    transfers: dict[str, tuple], unsupplied: list[str], chains: list[tuple[str, bool, str]]
) -> tuple[dict[str, list[str]], set[str]]:
    proofs: dict[str, list[str]] = defaultdict(list)
    given: set[str] = set()
    for key in unsupplied:
        proofs[transfers[key][0]].append(key)
    while True:
        told = {
            last
            for first, free, last in chains
            if free == (first in given or transfers[first][0] == "") and (free or transfers[first][0] in proofs)
        }
        left = [key for key, (provider, *_) in transfers.items() if provider and key not in told | given]
        if not left:
            return proofs, given
        key = min(left, key=lambda key: (transfers[key][1], key))
        if transfers[key][0] not in proofs:
            proofs[transfers[key][0]] = [key]
        given.add(key)
