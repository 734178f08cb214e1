"""Explanations against the brute force of `oracle`: each doubt, each choice of days, each reading of a conflict.

More cases: LEAKTRAIL_ENGINE_CASES=20000.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from itertools import pairwise
from random import Random

import pytest

from app.domain.explanation import Basis, Criterion, Doubt, Effect, Explanation, Weakest
from app.domain.graph import Actor, Conflict, Dataset, Graph, Side, Transfer
from app.domain.path import Mode, Path, Question
from app.domain.vocabulary import Action, How, Status
from app.domain.window import Window
from app.engine import find_paths
from app.engine.explain import explain
from app.engine.surroundings import Surroundings
from tests.unit.app.engine.cases import ACTORS, random_graph, random_question, random_window
from tests.unit.app.engine.oracle import BEFORE_ALL, Oracle, day_number

CASES = int(os.environ.get("LEAKTRAIL_ENGINE_CASES", "1500"))
FIRST = int(os.environ.get("LEAKTRAIL_ENGINE_SEED", "0"))
CHUNKS = [range(FIRST + i, FIRST + CASES, 10) for i in range(10)]
MARCH, APRIL = Window(date(2020, 3, 1), date(2020, 3, 31)), Window(date(2020, 4, 1), date(2020, 4, 30))


# ------------------------------------------------------------------ against the brute force


@pytest.mark.parametrize("seeds", CHUNKS, ids=lambda s: f"from-{s.start}")
def test_explanations(seeds):
    for seed in seeds:
        rng = Random(seed)
        graph, question = random_graph(rng), random_question(rng)
        graph = replace(graph, conflicts=tuple(random_conflicts(rng, graph)))
        names = list(graph.actors)
        ends = rng.choice(names), rng.choice(names)
        paths = find_paths(graph, *ends, question, 20).paths
        oracle = Oracle(graph, question)
        for path, explanation in zip(paths, explain(graph, ends, question, paths), strict=True):
            where = f"seed {seed}: {ends}, {question}, {[h.transfer.id for h in path.hops]}"
            check(oracle, ends, path, explanation, where)
            disputes = {d.conflict.id: d for d in explanation.disputes}
            expected = {c.id: c for c in graph.conflicts if c.subject in parts_of(path)}
            assert disputes.keys() == expected.keys(), where
            for dispute in disputes.values():
                assert dispute.effects == effects(oracle, ends, path, dispute.conflict), (where, dispute.conflict)


def check(oracle: Oracle, ends: tuple[str, str], path: Path, explanation: Explanation, where: str) -> None:
    seq = [oracle.transfers[hop.transfer.id] for hop in path.hops]
    chain = oracle.judge(seq, *ends)
    assert chain is not None
    assert (not explanation.doubts) == chain.certain == path.is_certain, where
    got = {(r.code, r.hops, r.slot) for r in explanation.doubts}
    assert got == expected_doubts(oracle, seq, ends), where
    assert len(got) == len(explanation.doubts), where
    chosen = tuple(day_number(day, BEFORE_ALL) for day in explanation.days)
    assert is_choice(oracle, seq, ends, chosen), (where, chosen)
    assert explanation.order == tuple(basis(oracle, seq, i) for i in range(len(seq) - 1)), where
    weakest = max(range(len(seq)), key=lambda i: oracle.weakness(seq[i].id))
    assert explanation.weakest.hop == weakest + 1, where
    for reason in explanation.doubts:
        if reason.code is Doubt.RECOVERY_BETWEEN:
            assert all(oracle.transfers[key].action is Action.RECOVERY for key in reason.recoveries), where
            assert reason.recoveries, where


def expected_doubts(oracle: Oracle, seq: list[Transfer], ends: tuple[str, str]) -> set[tuple[object, ...]]:
    """Every condition of a certain chain that some choice of days, or an id, breaks."""
    found: set[tuple[object, ...]] = set()
    choices = list(oracle.assignments(seq))
    junctions = oracle.junctions(seq, *ends)
    carried = [oracle.question.dataset or seq[0].dataset, *oracle.judge(seq, *ends).carried]
    endings = [oracle.endings(ids, data) for ids, data in zip(junctions, carried, strict=False)]
    if len(junctions[0]) > 1:
        found.add((Doubt.JOINED_BY_GROUP, (1,), "provider"))
    if len(junctions[-1]) > 1:
        found.add((Doubt.JOINED_BY_GROUP, (len(seq),), "recipient"))
    if any(b < days[0] for days in choices for b in endings[0]):
        found.add((Doubt.RECOVERY_BETWEEN, (1,), None))
    if any(days[-1] > oracle.by for days in choices):
        found.add((Doubt.AFTER_BY, (len(seq),), None))
    for i, t in enumerate(seq, start=1):
        found |= {(Doubt.INFERRED_END, (i,), s) for s in ("provider", "recipient") if t.how.get(s) is How.IMPLIED}
        later = [(j, x) for j, x in enumerate(seq, start=1) if j > i]
        found |= {(Doubt.ORDER_DISPUTED, (i, j), None) for j, x in later if x.id in oracle.before[t.id]}
    for i in range(len(seq) - 1):
        hops = (i + 1, i + 2)
        if len(junctions[i + 1]) > 1:
            found.add((Doubt.JOINED_BY_GROUP, hops, None))
        if any(days[i] > days[i + 1] for days in choices):
            found.add((Doubt.DAYS_OVERLAP, hops, None))
        if any(days[i] <= b < days[i + 1] for days in choices if days[i] <= oracle.by for b in endings[i + 1]):
            found.add((Doubt.RECOVERY_BETWEEN, hops, None))
    return found


def is_choice(oracle: Oracle, seq: list[Transfer], ends: tuple[str, str], chosen: tuple[int, ...]) -> bool:
    """Do all rules allow just these days?"""
    chain = Fixed(oracle, chosen).judge(seq, *ends)
    return chain is not None and chain.windows == [(day, day) for day in chosen]


class Fixed(Oracle):
    """The brute force, with one choice of days only."""

    def __init__(self, oracle: Oracle, chosen: tuple[int, ...]) -> None:
        super().__init__(oracle.graph, oracle.question)
        self.chosen = chosen

    def assignments(self, seq):
        yield from (days for days in super().assignments(seq) if days == self.chosen)


def basis(oracle: Oracle, seq: list[Transfer], i: int) -> Basis:
    if max(oracle.days(seq[i])) <= min(oracle.days(seq[i + 1])):
        return Basis.DAYS
    return Basis.CHOICE if any(d[i] > d[i + 1] for d in oracle.assignments(seq)) else Basis.WORDS


# ------------------------------------------------------------------ readings


def random_conflicts(rng: Random, graph: Graph) -> list[Conflict]:
    found = []
    for number in range(rng.randint(0, 3)):
        subject = rng.choice([*graph.transfers, *graph.transfers, *graph.actors, *graph.datasets])
        prop = rng.choice(["time", "time", "status", "provider", "recipient", "dataset", "record_count", "medium"])
        sides = tuple(Side(random_value(rng, prop), None, ()) for _ in range(2))
        found.append(Conflict(f"c{number}", "", subject, prop, sides))
    return found


def random_value(rng: Random, prop: str) -> object:
    if rng.random() < 0.1:
        return rng.choice(["春ごろ", 400, "2020-13-01", "2020-01-05/2020-01-02", ""])
    if prop == "time":
        window = random_window(rng)
        days = ["" if day is None else day.isoformat() for day in (window.earliest, window.latest)]
        return days[0] if days[0] == days[1] else "/".join(days)
    choices = {"status": [s.value for s in Status], "dataset": list("wpqvx"), "record_count": [400]}
    return rng.choice(choices.get(prop, list(ACTORS)))


def parts_of(path: Path) -> set[str | None]:
    return {key for h in path.hops for key in (*vars_of(h.transfer), h.dataset)} - {None}


def vars_of(t: Transfer) -> tuple[str | None, ...]:
    return (t.id, t.provider, t.recipient, t.dataset)


def effects(oracle: Oracle, ends: tuple[str, str], path: Path, conflict: Conflict) -> tuple[Effect | None, ...]:
    transfer = oracle.transfers.get(conflict.subject or "")
    fields = {"time": "window"}.get(conflict.property, conflict.property)
    if transfer is None or fields not in {"window", "status", "provider", "recipient", "dataset"}:
        return (None,) * len(conflict.sides)
    return tuple(effect(oracle, ends, path, transfer, fields, side.value) for side in conflict.sides)


def effect(oracle: Oracle, ends, path: Path, transfer: Transfer, field: str, value: object) -> Effect:
    meant = meant_by(oracle.graph, field, value)
    if meant is None:
        return Effect.UNKNOWN
    how = {slot: word for slot, word in transfer.how.items() if slot != field}
    told = replace(transfer, how=how, **{field: meant})
    other = Oracle(replace(oracle.graph, transfers={**oracle.transfers, transfer.id: told}), oracle.question)
    seq = [other.transfers[hop.transfer.id] for hop in path.hops]
    joints = [(ends[0], seq[0].provider), *((a.recipient, b.provider) for a, b in pairwise(seq))]
    joints.append((seq[-1].recipient, ends[1]))
    linked = all(t in other.hops() for t in seq) and all(other.joins(a, b) for a, b in joints)
    chain = other.judge(seq, *ends) if linked else None
    if chain is None:
        return Effect.FAILS
    return Effect.BECOMES_UNCERTAIN if path.is_certain and not chain.certain else Effect.HOLDS


def meant_by(graph: Graph, field: str, value: object) -> object:
    if field == "window":
        days = str(value).split("/")
        try:
            low, high = (date.fromisoformat(d) if d else None for d in (days[0], days[-1]))
            return Window(low, high) if low or high else None
        except ValueError:
            return None
    known = {"status": list(Status), "dataset": list(graph.datasets)}.get(field, list(graph.actors))
    return value if value in known else None


@pytest.mark.parametrize("seeds", CHUNKS, ids=lambda s: f"from-{s.start}")
def test_the_part_decides_as_the_whole(seeds):
    """Paths of a graph are found again, with the same days, in what surrounds them."""
    for seed in seeds:
        rng = Random(seed)
        graph, question = random_graph(rng), random_question(rng)
        start, goal = rng.choice(list(graph.actors)), rng.choice(list(graph.actors))
        around = Surroundings(graph)
        for path in find_paths(graph, start, goal, question, 5).paths:
            part = around.of([[hop.transfer for hop in path.hops]], start, goal, question.dataset)
            found = {tuple(h.transfer.id for h in p.hops): p for p in find_paths(part, start, goal, question, 50).paths}
            again = found[tuple(h.transfer.id for h in path.hops)]
            assert [(h.window, h.dataset) for h in again.hops] == [(h.window, h.dataset) for h in path.hops], seed
            assert (again.is_certain, again.strength) == (path.is_certain, path.strength), seed


# ------------------------------------------------------------------ by hand


def two_hops(first=MARCH, second=APRIL, actors="abc", conflicts=(), **more) -> Graph:
    """A passes to b in March, b to c in April."""
    transfers = {
        "t1": Transfer("t1", "i", "a", "b", window=first, sources=("s", "t")),
        "t2": Transfer("t2", "i", "b", "c", window=second, sources=("s",), **more),
    }
    people = {name: Actor(name, f"{name}社", incidents=("i",)) for name in actors}
    return Graph(actors=people, transfers=transfers, conflicts=conflicts)


def explained(graph: Graph, **options) -> Explanation:
    question = Question(**options)
    (one,) = explain(graph, ("a", "c"), question, find_paths(graph, "a", "c", question, 1).paths)
    return one


def test_days_in_order_need_no_more():
    one = explained(two_hops())
    assert one.days == (date(2020, 3, 1), date(2020, 4, 1))
    assert (one.order, one.doubts, one.disputes) == ((Basis.DAYS,), (), ())


def test_an_order_by_words_is_said():
    one = explained(two_hops(second=MARCH, after=("t1",)))
    assert (one.order, one.doubts) == ((Basis.WORDS,), ())


def test_days_that_overlap_are_shown():
    (reason,) = explained(two_hops(second=MARCH)).doubts
    assert (reason.code, reason.hops, reason.windows) == (Doubt.DAYS_OVERLAP, (1, 2), (MARCH, MARCH))


def test_what_makes_a_hop_the_weakest():
    assert explained(two_hops()).weakest == Weakest(2, Criterion.DOCUMENTS)
    assert explained(two_hops(status=Status.SUSPECTED)).weakest == Weakest(2, Criterion.STATUS)
    graph = two_hops()
    single = {key: replace(one, sources=("s",)) for key, one in graph.transfers.items()}
    assert explained(replace(graph, transfers=single)).weakest == Weakest(1, None)


def test_the_reading_under_which_it_would_fail_is_named():
    sides = tuple(
        Side(value, None, ()) for value in ("2020-04-01/2020-04-30", "2020-02-10", "2020-03/2020-05", "いつか")
    )
    one = explained(two_hops(conflicts=(Conflict("c", "日付", "t2", "time", sides),)))
    (dispute,) = one.disputes
    assert dispute.hops == (2,)
    assert dispute.effects == (Effect.HOLDS, Effect.FAILS, Effect.UNKNOWN, Effect.UNKNOWN)
    overlapping = (Side("2020-03-15/", None, ()), Side("2020-04-02", None, ()))
    (dispute,) = explained(two_hops(conflicts=(Conflict("c", "", "t2", "time", overlapping),))).disputes
    assert dispute.effects == (Effect.BECOMES_UNCERTAIN, Effect.HOLDS)


def test_a_name_is_read_only_if_one_actor_of_the_incident_bears_it():
    sides = tuple(Side(value, None, ()) for value in ("c社", "c", "d社", "誰か"))
    conflict = Conflict("c", "", "t2", "recipient", sides)
    (dispute,) = explained(two_hops(actors="abcd", conflicts=(conflict,))).disputes
    assert dispute.effects == (Effect.HOLDS, Effect.HOLDS, Effect.FAILS, Effect.UNKNOWN)
    graph = two_hops(actors="abcd", conflicts=(conflict,))
    others = {**graph.actors, "e": Actor("e", "c社", incidents=("i",)), "d": Actor("d", "d社", incidents=("j",))}
    (dispute,) = explained(replace(graph, actors=others)).disputes
    assert dispute.effects == (Effect.UNKNOWN, Effect.HOLDS, Effect.UNKNOWN, Effect.UNKNOWN)


def test_a_conflict_about_what_bears_on_no_path_has_no_effect():
    sides = (Side(40000, None, ()), Side(38000, "b社", ()))
    conflicts = (Conflict("c1", "", "t1", "record_count", sides), Conflict("c2", "", "b", "record_count", sides))
    one = explained(two_hops(conflicts=(*conflicts, Conflict("c3", "", "x", "time", sides))))
    assert [(d.conflict.id, d.hops, d.effects) for d in one.disputes] == [
        ("c1", (1,), (None, None)),
        ("c2", (1, 2), (None, None)),
    ]


def test_in_mode_certain_a_reading_can_take_the_certainty():
    sides = (Side("2020-03-15/", None, ()), Side("2020-04-02", None, ()))
    graph = two_hops(conflicts=(Conflict("c", "", "t2", "time", sides),))
    (dispute,) = explained(graph, mode=Mode.CERTAIN).disputes
    assert dispute.effects == (Effect.BECOMES_UNCERTAIN, Effect.HOLDS)


def test_no_path_needs_no_explanation():
    assert explain(two_hops(), ("c", "a"), Question(), ()) == ()


def test_days_past_the_one_that_was_asked_for_are_a_doubt():
    (reason,) = explained(two_hops(), by=date(2020, 4, 10)).doubts
    assert (reason.code, reason.hops, reason.windows) == (Doubt.AFTER_BY, (2,), (APRIL,))


def test_two_ids_for_one_actor_are_named_in_the_direction_of_the_data():
    graph = two_hops()
    group = {**graph.actors, "g": Actor("g", "二人", members=("b",))}
    second = replace(graph.transfers["t2"], provider="g")
    graph = replace(graph, actors=group, transfers={**graph.transfers, "t2": second})
    (reason,) = explained(graph).doubts
    assert (reason.code, reason.hops, reason.slot, reason.actors) == (Doubt.JOINED_BY_GROUP, (1, 2), None, ("b", "g"))


def test_an_order_that_the_texts_dispute_is_a_doubt():
    graph = two_hops()
    both = {"t1": replace(graph.transfers["t1"], after=("t2",)), "t2": replace(graph.transfers["t2"], after=("t1",))}
    (reason,) = explained(replace(graph, transfers=both)).doubts
    assert (reason.code, reason.hops) == (Doubt.ORDER_DISPUTED, (1, 2))


def test_the_recovery_that_may_lie_between_is_named():
    graph = two_hops()
    kept = {key: replace(one, dataset="d") for key, one in graph.transfers.items()}
    spring = Window(date(2020, 3, 10), date(2020, 4, 10))
    kept["t3"] = Transfer("t3", "i", "b", "p", dataset="d", action=Action.RECOVERY, window=spring)
    kept["t4"] = Transfer("t4", "i", "a", "p", dataset="d", action=Action.RECOVERY, window=APRIL)
    (reason,) = explained(replace(graph, transfers=kept, datasets={"d": Dataset("d", "名簿")})).doubts
    assert (reason.code, reason.hops, reason.recoveries) == (Doubt.RECOVERY_BETWEEN, (1, 2), ("t3",))


def test_open_days_are_none():
    assert explained(two_hops(first=Window(None, date(2020, 3, 31)))).days == (None, date(2020, 4, 1))
