"""Record-count checks: against a brute force on random graphs, and the rules one by one.

More cases: LEAKTRAIL_COUNTS_CASES=20000.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from app.domain.counts import Bounds, CheckKind, CountCheck, Reason, Verdict
from app.domain.errors import BadQuestion, NotFound
from app.domain.graph import Actor, Affected, Conflict, Count, Dataset, Graph, Incident, RecordCount, Side, Transfer
from app.domain.path import Question
from app.domain.support import Scope
from app.domain.vocabulary import AffectedStatus, Qualifier, Status, ThingKind, Unit
from app.domain.window import OPEN, Window
from app.engine.counts import find_count_checks
from tests.unit.app.engine.cases import random_graph, random_question
from tests.unit.app.engine.oracle import Oracle

CASES = int(os.environ.get("LEAKTRAIL_COUNTS_CASES", "500"))
ABOUT, LEAST, MOST = Qualifier.ABOUT, Qualifier.AT_LEAST, Qualifier.UP_TO


# ------------------------------------------------------------------ against brute force


@pytest.mark.parametrize("seeds", [range(i, CASES, 5) for i in range(5)], ids=lambda s: f"from-{s.start}")
def test_against_brute_force(seeds):
    seen = set()
    for seed in seeds:
        rng = Random(seed)
        graph = with_counts(rng, random_graph(rng))
        question = replace(random_question(rng), max_hops=8)
        checks, _ = find_count_checks(graph, question)
        got = {(c.kind, c.about[1], tuple(sorted(f.of[1] for f in c.whole))): (c.verdict, c.why) for c in checks}
        assert len(got) == len(checks), f"seed {seed}"
        assert got == brute(graph, question), f"seed {seed}: {question}"
        seen |= {(kind, verdict) for (kind, _, _), (verdict, _) in got.items()}
        order = [list(Verdict).index(c.verdict) for c in checks]
        assert order == sorted(order)
    kinds = (CheckKind.DATASET_PART, CheckKind.TRANSFER_PART, CheckKind.PASSED_ON)
    wanted = {(kind, verdict) for kind in kinds for verdict in (Verdict.HOLDS, Verdict.VIOLATED)}
    assert len(seen & wanted) >= 5, "hardly anything was looked at"


def with_counts(rng: Random, graph: Graph) -> Graph:
    """The graph with exact numbers, most of them of records, at most one for each thing."""

    def number() -> Count | None:
        unit = rng.choice([Unit.RECORDS] * 5 + [Unit.PEOPLE])
        return None if rng.random() < 0.25 else Count(rng.randint(1, 9), unit=unit)

    datasets = {}
    for key, one in graph.datasets.items():
        count = number()
        datasets[key] = replace(one, record_counts=() if count is None else (RecordCount(count, None, ()),))
    transfers = {key: replace(one, record_count=number()) for key, one in graph.transfers.items()}
    return replace(graph, datasets=datasets, transfers=transfers)


def brute(graph: Graph, question: Question) -> dict[tuple[CheckKind, str, tuple[str, ...]], tuple[Verdict, Reason]]:
    """All pairs of a part and its whole, and of a transfer and all that can have supplied it."""
    oracle = Oracle(graph, replace(question, dataset=None))
    told = [t for t in oracle.told() if in_time(t, question)]
    asked = [t for t in graph.transfers.values() if oracle.counts(t) and in_time(t, question)]
    if question.dataset is not None:
        asked = [t for t in asked if oracle.carry(question.dataset, t.dataset)[0]]
    found: dict[tuple[CheckKind, str, tuple[str, ...]], tuple[Verdict, Reason]] = {}
    for part in graph.datasets.values():
        for whole in graph.datasets.values():
            fits = question.dataset is None or oracle.carry(question.dataset, part.id)[0]
            if fits and part.record_counts and whole.record_counts and oracle.derives(part.id, whole.id):
                outcome = within(part.record_counts[0].count, whole.record_counts[0].count)
                found[CheckKind.DATASET_PART, part.id, (whole.id,)] = outcome
    for t in asked:
        wholes = wholes_of(graph, t.id)
        for whole in asked:
            if whole.id in wholes and t.id not in wholes and t.record_count and whole.record_count:
                found[CheckKind.TRANSFER_PART, t.id, (whole.id,)] = within(t.record_count, whole.record_count)
    origins = oracle.origins()[0]
    for t in asked:
        row = passed_on(oracle, told, origins, t) if t in oracle.told() else None
        if row is not None:
            found[CheckKind.PASSED_ON, t.id, row[0]] = row[1]
    return found


def in_time(t: Transfer, question: Question) -> bool:
    return question.by is None or t.window.earliest is None or t.window.earliest <= question.by


def wholes_of(graph: Graph, key: str) -> set[str]:
    found: set[str] = set()
    above = graph.transfers[key].part_of
    while above is not None and above not in found:
        found.add(above)
        above = graph.transfers[above].part_of
    return found


def within(part: Count, whole: Count) -> tuple[Verdict, Reason]:
    if part.unit is not whole.unit:
        return (Verdict.NOT_COMPARABLE, Reason.UNITS_DIFFER)
    if part.value == whole.value:
        return (Verdict.HOLDS, Reason.SAME_NUMBER)
    return (Verdict.HOLDS, Reason.FITS) if part.value < whole.value else (Verdict.VIOLATED, Reason.PART_LARGER)


def passed_on(oracle: Oracle, told: list[Transfer], origins: dict[str, object], t: Transfer):
    if t.provider is None or t.dataset is None or t.record_count is None:
        return None
    supplies = [s for s in oracle.told() if oracle._can_supply(s, t)]
    counted = []
    for s in supplies:
        of_all = s.dataset is not None and (s.dataset == t.dataset or oracle.derives(t.dataset, s.dataset))
        if s.recipient == t.provider and of_all and s.record_count is not None:
            counted.append(s)
    if not counted:
        return None
    same_unit = [s.record_count.value for s in counted if s.record_count.unit is t.record_count.unit]
    if any(t.record_count.value <= value for value in same_unit):
        outcome = (Verdict.HOLDS, Reason.FITS)
    elif len(same_unit) < len(counted):
        outcome = (Verdict.NOT_COMPARABLE, Reason.UNITS_DIFFER)
    elif len(counted) > 1 and t.record_count.value <= sum(same_unit):
        outcome = (Verdict.UNKNOWN, Reason.RECEIPTS_MAY_ADD_UP)
    elif t.provider in origins:
        outcome = (Verdict.UNKNOWN, Reason.HAD_IT_BEFORE)
    elif len(counted) < len(supplies):
        outcome = (Verdict.UNKNOWN, Reason.RECEIPT_NOT_COUNTED)
    else:
        outcome = (Verdict.VIOLATED, Reason.MORE_THAN_RECEIVED)
    return tuple(sorted(s.id for s in counted)), outcome


# ------------------------------------------------------------------ the rules one by one


def people(value: float, qualifier: Qualifier = Qualifier.EXACT, unit: Unit | None = Unit.PEOPLE) -> Count:
    return Count(value, qualifier, unit)


def data(key: str, *counts: Count, of: tuple[str, ...] = ()) -> Dataset:
    return Dataset(key, key, record_counts=tuple(RecordCount(c, None, ()) for c in counts), derived_from=of)


def passing(key: str, provider: str, recipient: str, count: Count | None, **more: object) -> Transfer:
    given = {"dataset": "list", "incident": "i", "window": OPEN, **more}
    return Transfer(key, provider=provider, recipient=recipient, record_count=count, **given)


def graph_of(*things: object) -> Graph:
    transfers = {t.id: t for t in things if isinstance(t, Transfer)}
    datasets = {d.id: d for d in things if isinstance(d, Dataset)} or {"list": data("list")}
    affected = tuple(row for row in things if isinstance(row, Affected))
    ends = {end for t in transfers.values() for end in (t.provider, t.recipient)}
    return Graph(
        incidents={"i": Incident("i", "流出")},
        actors={key: Actor(key, key) for key in sorted(ends | {row.organization for row in affected})},
        datasets=datasets,
        transfers=transfers,
        affected=affected,
        conflicts=tuple(one for one in things if isinstance(one, Conflict)),
    )


def checks(*things: object, scope: Scope | None = None, **asked: object) -> list[CountCheck]:
    return list(find_count_checks(graph_of(*things), Question(**asked), scope or Scope())[0])


def outcomes(*things: object, **asked: object) -> list[tuple[CheckKind, Verdict, Reason]]:
    return [(c.kind, c.verdict, c.why) for c in checks(*things, **asked)]


def rows(*counts: Count, status: AffectedStatus = AffectedStatus.LEAKED) -> list[Affected]:
    return [Affected(f"r{n}", "i", f"shop{n}", count, status=status) for n, count in enumerate(counts)]


CARRIED = passing("t", "a", "b", None)


def test_nothing_is_checked_where_no_number_is_told():
    assert checks() == []
    assert checks(CARRIED, *rows()) == []


def test_a_part_of_a_part_is_not_larger_than_the_whole():
    chain = (data("w", people(100)), data("p", of=("w",)), data("x", people(120), of=("p",)))
    assert outcomes(*chain) == [(CheckKind.DATASET_PART, Verdict.VIOLATED, Reason.PART_LARGER)]


def test_people_are_no_records():
    told = (data("w", people(100)), data("p", people(400, unit=Unit.RECORDS), of=("w",)))
    assert outcomes(*told) == [(CheckKind.DATASET_PART, Verdict.NOT_COMPARABLE, Reason.UNITS_DIFFER)]


def test_a_delivery_is_not_larger_than_what_sums_it_up():
    whole, part = passing("t1", "a", "b", people(100)), passing("t2", "a", "b", people(130), part_of="t1")
    assert outcomes(whole, part) == [(CheckKind.TRANSFER_PART, Verdict.VIOLATED, Reason.PART_LARGER)]
    assert outcomes(whole, replace(part, status=Status.DENIED)) == []
    assert outcomes(replace(whole, part_of="t2"), part) == []


def test_deliveries_are_never_added_up():
    parts = [passing(f"t{n}", "a", "b", people(80), part_of="t1") for n in (2, 3)]
    found = outcomes(passing("t1", "a", "b", people(100)), *parts)
    assert {verdict for _, verdict, _ in found} == {Verdict.HOLDS}


def test_more_than_received():
    got, gave = passing("t1", "a", "b", people(100)), passing("t2", "b", "c", people(130))
    assert outcomes(got, gave) == [(CheckKind.PASSED_ON, Verdict.VIOLATED, Reason.MORE_THAN_RECEIVED)]


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (passing("t3", "x", "b", people(40)), Reason.RECEIPTS_MAY_ADD_UP),
        (passing("t3", "x", "b", None), Reason.RECEIPT_NOT_COUNTED),
        (passing("t3", "x", "b", people(5), dataset=None), Reason.RECEIPT_NOT_COUNTED),
        (passing("t3", "b", "d", None, window=Window(None, date(2031, 1, 1))), Reason.HAD_IT_BEFORE),
    ],
)
def test_what_leaves_it_open_whether_it_is_too_much(other, why):
    got = passing("t1", "a", "b", people(100), window=Window.month(2031, 5))
    gave = passing("t2", "b", "c", people(130))
    assert (CheckKind.PASSED_ON, Verdict.UNKNOWN, why) in outcomes(got, gave, other)


def test_what_came_later_is_no_receipt():
    got = passing("t1", "a", "b", people(100), window=Window.month(2031, 5))
    gave = passing("t2", "b", "c", people(130), window=Window.month(2031, 4))
    assert outcomes(got, gave) == []


def test_a_row_far_beyond_all_data_is_implausible():
    told = (CARRIED, data("list", people(1000)))
    assert outcomes(*told, *rows(people(1500)))[0] == (CheckKind.ROW, Verdict.VIOLATED, Reason.PART_LARGER)
    assert outcomes(*told, *rows(people(15000)))[0] == (CheckKind.ROW, Verdict.VIOLATED, Reason.IMPLAUSIBLE)
    assert outcomes(*told, *rows(people(15000), status=AffectedStatus.NONE)) == []


def test_a_row_beside_several_bodies_of_data():
    told = (CARRIED, passing("t2", "a", "b", None, dataset="other"), data("list", people(1000)))
    assert outcomes(*told, data("other"), *rows(people(1500))) == [
        (CheckKind.ROW, Verdict.UNKNOWN, Reason.TOTAL_MAY_BE_INCOMPLETE)
    ]
    assert outcomes(*told, data("other", people(600)), *rows(people(1500))) == [
        (CheckKind.ROW, Verdict.UNKNOWN, Reason.TOTAL_MAY_BE_INCOMPLETE)
    ]
    assert outcomes(*told, data("other", people(2000)), *rows(people(1500))) == [
        (CheckKind.ROW, Verdict.HOLDS, Reason.FITS)
    ]


@pytest.mark.parametrize(
    ("counts", "verdict", "why", "bounds"),
    [
        ((people(300), people(700)), Verdict.HOLDS, Reason.SUMS_UP, Bounds(700, 1000)),
        ((people(700), people(800)), Verdict.UNKNOWN, Reason.ROWS_MAY_OVERLAP, Bounds(800, 1500)),
        ((people(300), people(200)), Verdict.UNKNOWN, Reason.ROWS_MAY_BE_INCOMPLETE, Bounds(300, 500)),
        ((people(300), people(1000)), Verdict.UNKNOWN, Reason.ROW_IS_TOTAL, Bounds(1000, 1300)),
        ((people(300), people(800, MOST)), Verdict.HOLDS, Reason.SUMS_UP, Bounds(300, 1100)),
        ((people(300), people(200, LEAST)), Verdict.HOLDS, Reason.SUMS_UP, Bounds(300, None)),
    ],
)
def test_rows_together_are_never_a_contradiction(counts, verdict, why, bounds):
    found = checks(CARRIED, data("list", people(1000)), *rows(*counts))
    (check,) = [c for c in found if c.kind is CheckKind.ROWS_TOGETHER]
    assert (check.verdict, check.why, check.together) == (verdict, why, bounds)


def test_rows_of_different_units_are_not_added():
    found = checks(CARRIED, data("list", people(1000)), *rows(people(300), people(900, unit=Unit.RECORDS)))
    assert [c.kind for c in found] == [CheckKind.ROW, CheckKind.ROW]
    assert {c.why for c in found} == {Reason.FITS, Reason.UNITS_DIFFER}


def test_claims_that_disagree_are_told_side_by_side():
    sides = (Side(100, "社", ()), Side(130, "県警", ()), Side("多数", None, ()))
    conflict = Conflict("c", "record count differs", "list", "record_count", sides)
    (check,) = checks(data("list", people(100), people(130)), conflict)
    assert (check.verdict, check.why, check.whole) == (Verdict.VIOLATED, Reason.CLAIMS_DISAGREE, ())
    assert [(f.count.value, f.count.unit, f.claimed_by) for f in check.part] == [
        (100, Unit.PEOPLE, "社"),
        (130, Unit.PEOPLE, "県警"),
    ]
    mixed = data("list", people(100), people(130, unit=Unit.RECORDS))
    assert outcomes(mixed, conflict) == [(CheckKind.CLAIMS, Verdict.NOT_COMPARABLE, Reason.UNITS_DIFFER)]
    assert outcomes(mixed, replace(conflict, property="time")) == []


def test_a_conflict_about_nothing_in_particular_is_told_where_all_is_asked_for():
    sides = (Side(100, None, ()), Side(130, None, ()))
    conflict = Conflict("c", "人数が食い違う", None, "record_count", sides)
    (check,) = checks(conflict)
    assert check.about == (ThingKind.CONFLICT, "c")
    assert checks(conflict, dataset="list") == []
    assert checks(conflict, scope=Scope(incident="i")) == []


def test_it_is_narrowed_by_what_is_asked_for():
    whole, part = passing("t1", "a", "b", people(100)), passing("t2", "a", "b", people(130), part_of="t1")
    late = replace(part, window=Window.month(2031, 5))
    assert outcomes(whole, late, by=date(2031, 4, 30)) == []
    assert outcomes(whole, replace(part, status=Status.SUSPECTED), min_status=Status.ALLEGED) == []
    assert outcomes(whole, replace(part, incident=None), scope=Scope(incident="i")) == []
    told = (CARRIED, data("list", people(1000)), data("other", people(5)), *rows(people(1500)))
    assert outcomes(*told, dataset="other") == []


def test_bad_questions_are_refused():
    with pytest.raises(NotFound):
        checks(dataset="nothing")
    with pytest.raises(BadQuestion):
        checks(max_hops=0)
