"""The statements of `cypher/path` against the engine, on small random graphs in a real Neo4j.

30 graphs unless LEAKTRAIL_CYPHER_CASES names more (from the seed LEAKTRAIL_CYPHER_SEED on). A difference names the seed
of its graph: `random_case(seed)` makes it again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from app.domain.common_source import Sighting, SightingKind
from app.domain.outstanding import OutstandingCopy, Receipts
from app.domain.path import Direction, Holder, Mode, Path, Question
from app.engine import find_holders, find_lineage, find_paths
from app.engine.common_source import find_common_source
from app.engine.outstanding import find_outstanding
from app.engine.sighted import ONLOOKERS, with_onlookers
from app.store.cypher import query
from tests.neo4j.path_cases import BATCHES, Case, all_in_one, days_of, parameters, random_case, write_graph

pytestmark = pytest.mark.neo4j

Rows = list[dict[str, Any]]
Ask = Callable[..., Rows]
_DELETE_ALL = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
_ALL = 1_000_000  # rows


@pytest.fixture(scope="module", params=BATCHES, ids=lambda seeds: f"from-{seeds.start}")
def cases(request, neo4j_server, neo4j_driver) -> Iterator[list[Case]]:
    """Some cases, all in the database."""
    found = [random_case(seed) for seed in request.param]
    with neo4j_driver.session() as session:
        session.run(_DELETE_ALL).consume()
        write_graph(neo4j_server, all_in_one(case.graph for case in found))
        yield found
        session.run(_DELETE_ALL).consume()


@pytest.fixture
def ask(neo4j_driver) -> Iterator[Ask]:
    """The rows of a path statement."""
    with neo4j_driver.session(default_access_mode="READ") as session:
        yield lambda name, **given: [row.data() for row in session.run(query(f"path/{name}").text, given)]


Answers = Iterator[tuple[list[Any], list[Any]]]
"""What Cypher and what the engine said, question by question."""


def compare(cases: list[Case], answers: Callable[[Case], Answers], report: Callable[[str, object], None]) -> None:
    """Fail if they differ anywhere, or if hardly anything was there to differ."""
    questions, rows, wrong = 0, 0, list[str]()
    for case in cases:
        for got, expected in answers(case):
            questions, rows = questions + 1, rows + len(expected)
            if got != expected:
                wrong.append(f"seed {case.seed}: {case.question}\n  Cypher {got}\n  engine {expected}")
    report("checks", {"graphs": len(cases), "questions": questions, "rows": rows, "wrong": len(wrong)})
    print(f"{len(cases)} graphs, {questions} questions, {rows} rows, {len(wrong)} wrong")
    assert not wrong, "\n".join([f"{len(wrong)} of {questions} questions", *wrong[:5]])
    assert rows >= len(cases) // 5, "hardly anything was found"


# ------------------------------------------------------------------ paths


@pytest.mark.parametrize(("name", "mode"), [("paths_between", Mode.POSSIBLE), ("certain_paths_between", Mode.CERTAIN)])
def test_paths(cases, ask: Ask, name: str, mode: Mode, record_property):
    def answers(case: Case) -> Answers:
        question = replace(case.question, mode=mode)
        for start, goal in pairs(case):
            rows = ask(name, **parameters(question, limit=case.limit, **{"from": start, "to": goal}))
            paths = find_paths(case.graph, start, goal, question, case.limit).paths
            yield [_row(row) for row in rows], [_path(path) for path in paths]

    compare(cases, answers, record_property)


def pairs(case: Case) -> Iterator[tuple[str, str]]:
    """From one actor to all, itself included, and from all others to it."""
    for actor in case.graph.actors:
        yield case.start, actor
        if actor != case.start:
            yield actor, case.start


def _row(row: dict[str, Any]) -> tuple[Any, ...]:
    windows = [days_of(window) for window in row["windows"]]
    assert row["hops"] == len(row["transfers"]) == len(windows) == len(row["carried"])
    return (row["transfers"], windows, row["carried"], row["certain"])


def _path(path: Path) -> tuple[Any, ...]:
    windows = [(hop.window.earliest, hop.window.latest) for hop in path.hops]
    return ([hop.transfer.id for hop in path.hops], windows, [hop.dataset for hop in path.hops], path.is_certain)


# ------------------------------------------------------------------ lineage


@pytest.mark.parametrize(("name", "mode"), [("downstream", Mode.POSSIBLE), ("certain_downstream", Mode.CERTAIN)])
def test_downstream(cases, ask: Ask, name: str, mode: Mode, record_property):
    def answers(case: Case) -> Answers:
        question = replace(case.question, mode=mode)
        for root in dict.fromkeys((case.start, case.goal)):
            rows = ask(name, **parameters(question, root=root, limit=_ALL))
            found = find_lineage(case.graph, root, Direction.DOWNSTREAM, question).actors
            yield (
                [(r["actor"], native(r["earliest"]), native(r["certain_by"]), r["status"], r["hops"]) for r in rows],
                [(r.actor, r.earliest, r.certain_by, r.status.value, r.hops) for r in found],
            )
            for row in rows:
                path = witness(case, question, root, row["actor"], row["path"])
                assert path.hops[-1].window.earliest == native(row["earliest"]), f"seed {case.seed}: {row}"

    compare(cases, answers, record_property)


@pytest.mark.parametrize(("name", "mode"), [("upstream", Mode.POSSIBLE), ("certain_upstream", Mode.CERTAIN)])
def test_upstream(cases, ask: Ask, name: str, mode: Mode, record_property):
    def answers(case: Case) -> Answers:
        question = replace(case.question, mode=mode)
        for root in dict.fromkeys((case.start, case.goal)):
            rows = ask(name, **parameters(question, root=root, limit=_ALL))
            found = find_lineage(case.graph, root, Direction.UPSTREAM, question).actors
            yield (
                [(r["actor"], native(r["latest"]), r["status"], r["hops"]) for r in rows],
                [(r.actor, r.latest, r.status.value, r.hops) for r in found],
            )
            for row in rows:
                path = witness(case, question, row["actor"], root, row["path"])
                assert path.hops[0].window.latest == native(row["latest"]), f"seed {case.seed}: {row}"

    compare(cases, answers, record_property)


def witness(case: Case, question: Question, start: str, goal: str, transfers: list[str]) -> Path:
    """The path of these transfers, as the engine finds it between just these two."""
    paths = find_paths(case.graph, start, goal, question, 1000).paths
    found = [path for path in paths if [hop.transfer.id for hop in path.hops] == transfers]
    assert len(found) == 1, f"seed {case.seed}: {transfers} is no path from {start} to {goal}"
    return found[0]


def native(day: Any) -> Any:
    return None if day is None else day.to_native()


# ------------------------------------------------------------------ common source


def test_common_source(cases, ask: Ask, record_property):
    def answers(case: Case) -> Answers:
        for a, b in sightings(case):
            rows = ask("common_source", **parameters(case.question, a=a.id, b=b.id, limit=_ALL))
            got = {r["actor"]: (native(r["latest_a"]), r["hops_a"], native(r["latest_b"]), r["hops_b"]) for r in rows}
            graph = with_onlookers(case.graph, (a, b))
            left = {r.actor: r for r in find_lineage(graph, ONLOOKERS[0], Direction.UPSTREAM, case.question).actors}
            right = {r.actor: r for r in find_lineage(graph, ONLOOKERS[1], Direction.UPSTREAM, case.question).actors}
            both = {key: (left[key], right[key]) for key in left.keys() & right.keys()}
            yield (
                sorted(got.items()),
                sorted((key, (one.latest, one.hops, two.latest, two.hops)) for key, (one, two) in both.items()),
            )
            check_rows(case, (a, b), rows)

    compare(cases, answers, record_property)


def sightings(case: Case) -> Iterator[tuple[Sighting, Sighting]]:
    """Some pairs of transfers."""
    keys = sorted(case.graph.transfers)[:4]
    for a, b in pairwise(keys):
        yield Sighting(SightingKind.TRANSFER, a), Sighting(SightingKind.TRANSFER, b)


def check_rows(case: Case, pair: tuple[Sighting, Sighting], rows: Rows) -> None:
    """They are in order, and hold all that the engine finds to start with the actor itself."""
    latest = [native(row["latest"]) for row in rows]
    assert latest == sorted(latest, key=lambda day: date.max if day is None else day, reverse=True)
    days = {row["actor"]: day or date.max for row, day in zip(rows, latest, strict=True)}
    found = find_common_source(case.graph, *pair, case.question)
    for source in (*found.actors, *found.possible):
        if all(path is not None and path.hops[0].transfer.provider == source.actor for path in source.paths):
            assert (source.latest or date.max) <= days[source.actor], f"seed {case.seed}: {source}"


# ------------------------------------------------------------------ holders


def test_holders(cases, ask: Ask, record_property):
    def answers(case: Case) -> Answers:
        question = replace(case.question, max_hops=8)
        given = parameters(question, limit=_ALL)
        rows = ask("holders", **{key: given[key] for key in query("path/holders").params})
        rows = sorted((row for row in rows if row["actor"] in case.graph.actors), key=lambda row: row["actor"])
        holders = sorted(find_holders(case.graph, question).actors, key=lambda holder: holder.actor)
        assert [row["actor"] for row in rows] == [h.actor for h in holders], f"seed {case.seed}: {question}"
        pairs = list(zip(rows, holders, strict=True))
        yield [_told(row, row["origin"], h) for row, h in pairs], [_holder(row["origin"], h) for row, h in pairs]

    compare(cases, answers, record_property)


def _told(row: dict[str, Any], is_origin: bool | None, holder: Holder) -> tuple[Any, ...]:
    if is_origin is None and holder.origin:  # only the engine can say so; the rest of the row speaks as of no origin
        return (row["actor"], None, row["certain"])
    until = days_of(row["until"])
    return (row["actor"], is_origin, row["certain"], row["lawful"], row["held"], until, days_of(row["since"]))


def _holder(is_origin: bool | None, holder: Holder) -> tuple[Any, ...]:
    if is_origin is None and holder.origin:
        return (holder.actor, None, holder.certain)
    until = None if holder.until is None else (holder.until.earliest, holder.until.latest)
    since = (holder.since.earliest, holder.since.latest) if holder.origin else None
    origin = None if is_origin is None else holder.origin
    return (holder.actor, origin, holder.certain, holder.lawful, holder.held.value, until, since)


# ------------------------------------------------------------------ outstanding copies


def test_outstanding(cases, ask: Ask, record_property):
    def answers(case: Case) -> Answers:
        receipts = Receipts.ALL if case.seed % 3 == 0 else Receipts.UNLAWFUL
        question = replace(case.question, max_hops=8)
        given = parameters(question, limit=_ALL, receipts=receipts.value)
        rows = ask("outstanding", **{key: given[key] for key in query("path/outstanding").params})
        copies = [copy for copy in find_outstanding(case.graph, question, receipts).copies if copy.is_named]
        yield sorted(_told_out(row) for row in rows if row["actor"] in case.graph.actors), sorted(map(_copy, copies))

    compare(cases, answers, record_property)


def _told_out(row: dict[str, Any]) -> tuple[Any, ...]:
    recoveries = sorted((near["transfer"], near["why"]) for near in row["recoveries"])
    asked = (row["actor"], row["dataset"] or "")
    return (
        *asked,
        row["held"],
        row["certain"],
        row["lawful"],
        str(days_of(row["since"])),
        sorted(row["receipts"]),
        recoveries,
    )


def _copy(copy: OutstandingCopy) -> tuple[Any, ...]:
    recoveries = sorted((near.transfer, [reason.value for reason in near.why]) for near in copy.recoveries)
    since = str((copy.since.earliest, copy.since.latest))
    receipts = sorted(transfer for transfer, _ in copy.receipts)
    return (copy.actor, copy.dataset or "", copy.held.value, copy.certain, copy.lawful, since, receipts, recoveries)


# ------------------------------------------------------------------ what all do


@pytest.mark.parametrize(
    "name",
    ["paths_between", "certain_paths_between", "downstream", "upstream", "holders", "outstanding", "common_source"],
)
def test_nothing_is_told_of_data_that_is_not_there(cases, ask: Ask, name: str):
    case = cases[0]
    question = replace(case.question, dataset="s.unknown")
    transfers = dict(zip("ab", case.graph.transfers, strict=False))
    ends = {"from": case.start, "to": case.goal}
    given = parameters(question, root=case.start, limit=_ALL, receipts="all", **ends, **{"a": "", "b": "", **transfers})
    assert ask(name, **{key: given[key] for key in query(f"path/{name}").params}) == []
