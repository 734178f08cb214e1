"""Two views of one record: what differs, against the brute force of `oracle` on both; and, by hand, what is the same.

More cases: LEAKTRAIL_ENGINE_CASES=20000.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from app.domain.graph import Actor, Dataset, Event, Graph, Transfer
from app.domain.path import Held, Mode, Question, Strength
from app.domain.vocabulary import Action, Status, ThingKind
from app.domain.window import Window
from app.domain.withdrawal import JoinChange, Reach
from app.engine import find_holders, withdrawal
from app.engine.correspondence import Correspondence
from app.engine.withdrawal import compare
from tests.unit.app.engine.cases import random_graph, random_question, random_window
from tests.unit.app.engine.oracle import AFTER_ALL, Chain, Oracle, to_day

CASES = int(os.environ.get("LEAKTRAIL_ENGINE_CASES", "600"))
FIRST = int(os.environ.get("LEAKTRAIL_ENGINE_SEED", "0"))
CHUNKS = [range(FIRST + i, FIRST + CASES, 6) for i in range(6)]
MARCH, APRIL = Window(date(2020, 3, 1), date(2020, 3, 31)), Window(date(2020, 4, 1), date(2020, 4, 30))


# ------------------------------------------------------------------ random views


def later_view(rng: Random, before: Graph) -> tuple[Graph, dict[str, str]]:
    """What is left of a graph, some of it changed and under other ids; and by id before the id after."""
    transfers: dict[str, Transfer] = {}
    for one in before.transfers.values():
        chance = rng.random()
        if chance < 0.55:
            transfers[one.id] = one
        elif chance < 0.75:
            changes = {"window": random_window(rng), "status": Status.SUSPECTED, "sources": (), "after": ()}
            name = rng.choice(list(changes))
            transfers[one.id] = replace(one, **{name: changes[name]})
    actors = dict(before.actors)
    if rng.random() < 0.3:
        some = rng.choice(list(actors))
        actors[some] = replace(actors[some], members=(), candidates=())
    if rng.random() < 0.2 and len(transfers) < len(before.transfers):
        actors.pop(some := rng.choice(list(actors)))
        actors = {key: without(one, some) for key, one in actors.items()}
        transfers = {k: t for k, t in transfers.items() if some not in (t.provider, t.recipient)}
    datasets = dict(before.datasets)
    if rng.random() < 0.2:
        some = rng.choice(list(datasets))
        datasets[some] = replace(datasets[some], derived_from=())
    kept = {*actors, *datasets, *transfers}
    names = {key: f"{key}2" if rng.random() < 0.4 else key for key in kept}
    return renamed(Graph(actors=actors, datasets=datasets, transfers=transfers), names), names


def without(actor: Actor, some: str) -> Actor:
    members, candidates = (tuple(k for k in keys if k != some) for keys in (actor.members, actor.candidates))
    return replace(actor, members=members, candidates=candidates)


def renamed(graph: Graph, names: dict[str, str]) -> Graph:
    def of(key):
        return names.get(key)

    def each(keys):
        return tuple(names[key] for key in keys if key in names)

    actors = [
        replace(a, id=of(a.id), members=each(a.members), candidates=each(a.candidates)) for a in graph.actors.values()
    ]
    datasets = [replace(d, id=of(d.id), derived_from=each(d.derived_from)) for d in graph.datasets.values()]
    transfers = [
        replace(
            t,
            id=of(t.id),
            provider=of(t.provider),
            recipient=of(t.recipient),
            dataset=of(t.dataset),
            part_of=of(t.part_of),
            after=each(t.after),
        )
        for t in graph.transfers.values()
    ]
    actors, datasets, transfers = ({one.id: one for one in found} for found in (actors, datasets, transfers))
    return Graph(actors=actors, datasets=datasets, transfers=transfers)


def as_one_record(before: Graph, names: dict[str, str]) -> Graph:
    """The graph before, in which each thing has the local id that it is called by after as well."""
    return replace(before, former={new: old for old, new in names.items() if new != old})


@pytest.mark.parametrize("seeds", CHUNKS, ids=lambda s: f"from-{s.start}")
def test_what_differs_is_what_the_two_views_answer_otherwise(seeds):
    for seed in seeds:
        rng = Random(seed)
        before, question = random_graph(rng), random_question(rng)
        after, names = later_view(rng, before)
        found = compare(as_one_record(before, names), after, question)
        where = f"seed {seed}: {question}"
        assert {t.id for t in found.transfers} == before.transfers.keys() - names.keys(), where
        assert {*found.actors} == before.actors.keys() - names.keys(), where
        assert {*found.datasets} == before.datasets.keys() - names.keys(), where
        assert found.joins == (), where
        check_changes(before, after, names, found, where)
        asked = None if question.dataset is None else names[question.dataset]
        views = Oracle(before, question), Oracle(after, replace(question, dataset=asked))
        expected = expected_pairs(*views, names)
        assert {(p.start, p.goal): (p.before, p.after) for p in found.pairs} == expected, where
        for changes in (found.pairs, found.holders):
            lost = [(one.after is not None, one.before is None) for one in changes]
            assert lost == sorted(lost), where
        check_holders(before, after, names, question, found, where)


def check_changes(before, after, names, found, where):
    back = {new: old for old, new in names.items()}
    plain = renamed(after, back)
    expected = {}
    for key, one in plain.transfers.items():
        old = renamed(Graph(transfers={key: before.transfers[key]}), {k: k for k in names}).transfers[key]
        told = {"window", "status", "sources", "after", "part_of", "provider", "recipient"}
        differs = {name for name in told if getattr(one, name) != getattr(old, name)}
        differs -= set() if one.support != old.support else {"sources"}
        if differs:
            expected[key] = {"documents" if name == "sources" else name for name in differs}
    got = {c.before.id: {*c.properties} for c in found.changed}
    for key in expected.keys() | got.keys():
        gone = {"after", "part_of", "provider", "recipient"}  # what they lead to may have fallen
        assert expected.get(key, set()) - gone == got.get(key, set()) - gone, (where, key)


def expected_pairs(before: Oracle, after: Oracle, names: dict[str, str]):
    holders = find_holders(before.graph, replace(before.question, mode=Mode.POSSIBLE)).actors
    origins = [holder.actor for holder in holders if holder.origin]
    expected = {}
    back = {new: old for old, new in names.items()}
    for start in origins:
        goals = {goal for goal in before.graph.actors if listed(before, start, goal)}
        goals |= {back[g] for g in after.graph.actors if start in names and listed(after, names[start], g)}
        for goal in goals - {start}:
            old = reach(before, start, goal)
            new = reach(after, names[start], names[goal]) if {start, goal} <= names.keys() else None
            shown = goal if listed(before, start, goal) else names[goal]
            if old != new:
                expected[start, shown] = (old, new)
    return expected


def usable(oracle: Oracle, start: str, goal: str) -> list[Chain]:
    chains = oracle.chains(start, goal, oracle.question.max_hops)
    return [c for c in chains if c.certain or oracle.question.mode is Mode.POSSIBLE]


def listed(oracle: Oracle, start: str, goal: str) -> list[Chain]:
    """Chains that a lineage counts: a transfer names the goal at their very end."""
    if oracle.joins(start, goal):
        return []
    return [c for c in usable(oracle, start, goal) if oracle.transfers[c.ids[-1]].recipient == goal]


def reach(oracle: Oracle, start: str, goal: str) -> Reach | None:
    chains = usable(oracle, start, goal)
    if not chains:
        return None
    best = min(chains, key=oracle.rank)
    rank, documents, confidence = max(map(oracle.weakness, best.ids))
    strength = Strength(list(Status)[rank], -documents, -confidence)
    named = listed(oracle, start, goal)
    if not named:
        return Reach(strength, to_day(best.windows[-1][0]), None)
    sure = [oracle.last(oracle.transfers[c.ids[-1]]) for c in named if c.certain]
    return Reach(strength, to_day(min(c.windows[-1][0] for c in named)), to_day(min(sure, default=AFTER_ALL)))


def check_holders(before, after, names, question, found, where):
    """`find_holders` on each whole view: what it tells of an actor differs, or does not."""
    asked = None if question.dataset is None else names[question.dataset]
    old = {h.actor: h for h in find_holders(before, question).actors}
    new = {h.actor: h for h in find_holders(after, replace(question, dataset=asked)).actors}
    back = {new_id: old_id for old_id, new_id in names.items()}
    new = {back[key]: holder for key, holder in new.items()}

    def told(holder):
        """What is compared; by which day an origin first passed it on is told by its transfers."""
        if holder is None:
            return None
        return replace(holder, actor="", path=(), since=Window() if holder.origin else holder.since)

    expected = {key for key in old.keys() | new.keys() if told(old.get(key)) != told(new.get(key))}
    got = {c.before.actor if c.before else back[c.after.actor]: c for c in found.holders}
    assert got.keys() == expected, where
    for key, change in got.items():
        assert (told(change.before), told(change.after)) == (told(old.get(key)), told(new.get(key))), (where, key)


# ------------------------------------------------------------------ by hand


def view(*transfers: Transfer, actors="abc", **more) -> Graph:
    people = {name: Actor(name, name) for name in actors}
    return Graph(actors=people, transfers={t.id: t for t in transfers}, **more)


AB = Transfer("t1", None, "a", "b", window=MARCH, sources=("s", "t"))
BC = Transfer("t2", None, "b", "c", window=APRIL, sources=("s", "t"))


def test_equal_views_differ_in_nothing():
    found = compare(view(AB, BC), view(AB, BC), Question())
    assert (found.transfers, found.changed, found.pairs, found.holders, found.truncated) == ((), (), (), (), ())


def test_one_source_less_is_a_weaker_path():
    found = compare(view(AB, BC), view(AB, replace(BC, sources=("s",))), Question())
    (pair,) = found.pairs
    assert (pair.start, pair.goal, pair.before.strength.documents, pair.after.strength.documents) == ("a", "c", 2, 1)
    assert [c.properties for c in found.changed] == [("documents",)]


def test_a_thing_whose_least_id_went_is_the_same_thing():
    moved = view(replace(AB, recipient="b9"), replace(BC, provider="b9"), actors=("a", "b9", "c"))
    found = compare(replace(view(AB, BC), former={"b9": "b"}), moved, Question())
    assert (found.actors, found.changed, found.joins, found.pairs, found.holders) == ((), (), (), (), ())


def test_what_falls_apart_is_named_with_all_its_parts():
    before = replace(view(AB, BC), former={"b9": "b"})
    after = view(AB, replace(BC, provider="b9"), actors=("a", "b", "b9", "c"))
    found = compare(before, after, Question())
    assert found.joins == (JoinChange(ThingKind.ACTOR, ("b",), ("b", "b9")),)
    (pair,) = (p for p in found.pairs if p.goal == "c")
    assert pair.after is None, "who received it is not the one who passed it on"
    back = compare(after, before, Question())
    assert back.joins == (JoinChange(ThingKind.ACTOR, ("b", "b9"), ("b",)),)
    assert [(p.start, p.goal) for p in back.pairs if p.before is None] == [("a", "c")]


def test_a_recovery_that_falls_lets_the_copy_be_out_again():
    data = {"datasets": {"d": Dataset("d", "名簿")}}
    taken = replace(AB, dataset="d")
    back = Transfer("t3", None, "b", "p", "d", Action.RECOVERY, window=APRIL)
    seen = {"e": Event("e", None, "seizure")}
    found = compare(view(taken, back, actors="abp", events=seen, **data), view(taken, actors="ab", **data), Question())
    assert (found.actors, found.events, [t.id for t in found.transfers]) == (("p",), ("e",), ["t3"])
    change = next(c for c in found.holders if c.before and c.before.actor == "b")
    assert (change.before.held, change.after.held) == (Held.NO, Held.YES)


def test_when_the_data_that_is_asked_for_falls_so_does_all():
    taken = replace(AB, dataset="d")
    found = compare(view(taken, datasets={"d": Dataset("d", "名簿")}), view(AB), Question(dataset="d"))
    assert found.datasets == ("d",)
    assert [(p.start, p.goal, p.after) for p in found.pairs] == [("a", "b", None)]
    assert {c.before.actor for c in found.holders if c.after is None} == {"a", "b"}


def test_pairs_are_cut_at_the_limit_and_lost_ones_come_first(monkeypatch):
    monkeypatch.setattr("app.engine.reach_lost.MAX_PAIRS", 2)
    fan = [Transfer(f"t{n}", None, "a", f"r{n}", window=MARCH, sources=("s", "t")) for n in range(5)]
    names = ("a", *(f"r{n}" for n in range(5)))
    weaker = [replace(one, sources=("s",)) for one in fan[:4]]
    found = compare(view(*fan, actors=names), view(*weaker, actors=names), Question())
    assert [(p.goal, p.after is None) for p in found.pairs] == [("r4", True), ("r0", False)]
    assert found.truncated == ("pairs",)


def test_an_unfinished_search_tells_of_no_loss():
    found = compare(view(AB, BC), view(AB), replace(Question(), seconds=1e-9))
    assert found.pairs == ()
    assert "seconds" in found.truncated


def test_what_does_not_hang_together_is_not_asked_about(monkeypatch):
    other = [Transfer(f"x{n}", None, f"p{n}", f"q{n}", window=MARCH) for n in range(50)]
    names = ("a", "b", "c", *(f"{side}{n}" for side in "pq" for n in range(50)))
    asked = []
    real = withdrawal.compare_answers
    monkeypatch.setattr(withdrawal, "compare_answers", lambda views, q: asked.append(views) or real(views, q))
    compare(view(AB, BC, *other, actors=names), view(AB, *other, actors=names), Question())
    assert asked[0].before.transfers.keys() == {"t1", "t2"}
    assert asked[0].after.actors.keys() == {"a", "b", "c"}


def test_ids_that_nothing_bears_have_no_class():
    same = Correspondence(view(AB), view(AB))
    assert same.before(ThingKind.ACTOR, "nobody") is same.after(ThingKind.ACTOR, None) is None
