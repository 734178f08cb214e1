"""Outstanding copies against a brute force on small random cases, and the rules one by one.

More cases: LEAKTRAIL_OUTSTANDING_CASES=20000.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from app.domain.errors import BadQuestion, NotFound
from app.domain.graph import Actor, Dataset, Graph, Transfer
from app.domain.outstanding import OutstandingCopy, Receipts, Shortfall
from app.domain.path import Held, Mode, Question
from app.domain.vocabulary import Action, Status
from app.domain.window import OPEN, Window
from app.engine.holders import find_holders
from app.engine.outstanding import find_outstanding
from tests.unit.app.engine.cases import random_graph, random_question
from tests.unit.app.engine.oracle import AFTER_ALL, Chain, Oracle, to_day

CASES = int(os.environ.get("LEAKTRAIL_OUTSTANDING_CASES", "800"))
FIRST = int(os.environ.get("LEAKTRAIL_OUTSTANDING_SEED", "0"))
CHUNKS = [range(FIRST + i, FIRST + CASES, 10) for i in range(10)]


@pytest.mark.parametrize("seeds", CHUNKS, ids=lambda s: f"from-{s.start}")
def test_against_brute_force(seeds):
    rows = 0
    for seed in seeds:
        rng = Random(seed)
        graph, question = random_graph(rng), replace(random_question(rng), max_hops=8)
        receipts = rng.choice([Receipts.UNLAWFUL, Receipts.UNLAWFUL, Receipts.ALL])
        brute = Brute(graph, question, receipts)
        expected = brute.rows()
        answer = find_outstanding(graph, question, receipts)
        where = f"seed {seed}: {question}, {receipts}"
        assert {(c.actor, c.dataset): row_of(c) for c in answer.copies} == expected, where
        for copy in answer.copies:
            assert copy.path in brute.ways(copy), (where, copy)
        keys = [(c.since.earliest is not None, c.since.earliest, c.actor, c.dataset or "") for c in answer.copies]
        assert keys == sorted(keys), where
        rows += len(expected)
    assert rows > len(seeds) // 2, "hardly anything was found"


@pytest.mark.parametrize("seeds", CHUNKS[:3], ids=lambda s: f"from-{s.start}")
def test_whoever_holds_nothing_any_more_has_no_copy_out(seeds):
    for seed in seeds:
        rng = Random(seed)
        graph, question = random_graph(rng), random_question(rng)
        holders = {h.actor: h for h in find_holders(graph, question).actors}
        for copy in find_outstanding(graph, question, Receipts.ALL).copies:
            assert holders[copy.actor].held is not Held.NO, f"seed {seed}: {copy}"


def row_of(copy: OutstandingCopy) -> tuple[object, ...]:
    days = (copy.since.earliest, copy.since.latest)
    receipts = {key for key, _ in copy.receipts}
    recoveries = {(near.transfer, frozenset(near.why)) for near in copy.recoveries}
    return (copy.held, copy.certain, copy.status, copy.lawful, days, copy.is_named, receipts, recoveries)


class Brute:
    """The copies, from all choices of days for each receipt and each recovery."""

    def __init__(self, graph: Graph, question: Question, receipts: Receipts) -> None:
        self.oracle = Oracle(graph, question)
        self.graph, self.question, self.receipts = graph, question, receipts
        self.proofs, self.started = self.oracle.origins()
        self.told = self.oracle.fitting()
        self.recoveries = [
            r
            for r in graph.transfers.values()
            if r.action is Action.RECOVERY and self.oracle.counts(r) and r.provider is not None
        ]

    def rows(self) -> dict[tuple[str, str | None], tuple[object, ...]]:
        found: dict[tuple[str, str | None], tuple[object, ...]] = {}
        for actor in self.graph.actors:
            named = [t for t in self.told if t.recipient == actor]
            for data, stands in (self.left(actor, named) if named else self.left_to_member(actor)).items():
                shown = [t for t in stands if self.receipts is Receipts.ALL or self.is_out(actor, t)]
                if shown:
                    row = self.row(actor, data, shown, bool(named))
                    if row[1] or self.question.mode is Mode.POSSIBLE:
                        found[actor, data] = row
        return found

    def is_out(self, actor: str, t: Transfer) -> bool:
        return not t.lawful and t.action is not Action.RECOVERY and not self.is_own(actor, t)

    def is_own(self, actor: str, t: Transfer) -> bool:
        """It gave that data, or what that is a part of, and nobody can have supplied it."""
        given = [g for g in self.gave(actor) if not any(self.oracle._can_supply(s, g) for s in self.told)]
        return any(self.lies_in(t.dataset, g.dataset) for g in given)

    def data(self, t: Transfer) -> str | None:
        return self.oracle.carry(self.question.dataset, t.dataset)[1]

    def days(self, t: Transfer) -> list[int]:
        return [d for d in self.oracle.sharp(t) if d <= self.oracle.by]

    def lies_in(self, part: str | None, whole: str | None) -> bool:
        return None not in (part, whole) and (part == whole or self.oracle.derives(part, whole))

    def gave(self, actor: str) -> list[Transfer]:
        return [t for t in self.told if t.provider == actor]

    # ---- what is over

    def is_over(self, actor: str, t: Transfer) -> bool:
        """A recovery from just this actor, of all of it, and after it whatever the days."""
        for r in self.recoveries:
            ends = r.provider == actor and self.lies_in(self.data(t), r.dataset)
            ends = ends and self.oracle.last(r) <= self.oracle.by and self.oracle.last(r) != AFTER_ALL
            received = t.recipient == actor
            after = self.oracle.stated_order(t.id, r.id) or max(self.days(t)) <= self.oracle.first(r)
            if ends and (after if received else min(self.days(t)) <= self.oracle.last(r)):
                return True
        return False

    def left(self, actor: str, named: list[Transfer]) -> dict[str | None, list[Transfer]]:
        open_ones = [t for t in named if not self.is_over(actor, t)]
        left = self.grouped(open_ones)
        everything = self.grouped(named)
        for passed_on in self.gave(actor):
            if self.is_over(actor, passed_on) or any(self.may_be(t, passed_on) for t in open_ones):
                continue
            for data, got in everything.items():
                if self.oracle.carry(data, self.data(passed_on))[0] and not (set_of(open_ones) & set_of(got)):
                    left[data] = got
        return left

    def left_to_member(self, actor: str) -> dict[str | None, list[Transfer]]:
        if actor in self.proofs:
            return {}
        kin = [t for t in self.told if t.recipient is not None and self.oracle.joins(t.recipient, actor)]
        left = self.grouped([t for t in kin if self.chains(actor, t, literal=False)])
        return {
            data: got for data, got in left.items() if not all(self.is_over(actor, g) for g in self.fits(actor, data))
        }

    def fits(self, actor: str, data: str | None) -> list[Transfer]:
        return [g for g in self.gave(actor) if self.oracle.carry(data, self.data(g))[0]]

    def may_be(self, t: Transfer, passed_on: Transfer) -> bool:
        fits = self.oracle.carry(self.data(t), self.data(passed_on))[0]
        in_time = any(a <= b for a in self.days(t) for b in self.days(passed_on))
        return fits and in_time and not self.oracle.stated_order(passed_on.id, t.id)

    def grouped(self, transfers: list[Transfer]) -> dict[str | None, list[Transfer]]:
        found: dict[str | None, list[Transfer]] = {}
        for t in transfers:
            found.setdefault(self.data(t), []).append(t)
        return found

    # ---- one copy

    def row(self, actor: str, data: str | None, shown: list[Transfer], named: bool) -> tuple[object, ...]:
        proofs = shown
        if not named:
            proofs = [g for g in self.gave(actor) if self.data(g) == data or self.lies_in(data, self.data(g))]
        first = min(min(self.days(t)) for t in shown)
        last = min(max(self.days(t)) for t in shown)
        return (
            Held.YES if any(self.stays(actor, t) for t in proofs) else Held.POSSIBLE,
            any(self.is_sure(t) for t in proofs),
            self.status(actor, shown, named),
            all(t.lawful for t in shown),
            (to_day(first), to_day(last)),
            named,
            set_of(shown),
            self.near(actor, data, shown),
        )

    def is_sure(self, t: Transfer) -> bool:
        asked = self.question.dataset
        return (
            (asked is None or self.lies_in(t.dataset, asked)) and t.is_stated and self.oracle.last(t) <= self.oracle.by
        )

    def stays(self, actor: str, t: Transfer) -> bool:
        """It is surely there, and no recovery can have been of it by the day."""
        return self.is_sure(t) and not any(
            self.oracle.carry(self.data(t), r.dataset)[0]
            and self.oracle.first(r) <= self.oracle.by
            and min(self.days(t)) <= self.oracle.last(r)
            for r in self.beside(actor)
        )

    def beside(self, actor: str) -> list[Transfer]:
        names = self.graph.actors
        joins = self.oracle.joins
        return [r for r in self.recoveries if any(joins(r.provider, n) and joins(actor, n) for n in names)]

    def near(self, actor: str, data: str | None, shown: list[Transfer]) -> set[tuple[str, frozenset[Shortfall]]]:
        found: set[tuple[str, frozenset[Shortfall]]] = set()
        for r in self.beside(actor):
            touched = [t for t in shown if min(self.days(t)) <= self.oracle.last(r)]
            touched = [t for t in touched if not self.oracle.stated_order(r.id, t.id)]
            if not touched or not self.oracle.carry(data, r.dataset)[0]:
                continue
            why: set[Shortfall] = set()
            if None in (data, r.dataset):
                why.add(Shortfall.DATA_NOT_STATED)
            elif not self.lies_in(data, r.dataset):
                why.add(Shortfall.PART)
            if r.provider != actor:
                why.add(Shortfall.OTHER_HOLDER)
            if any(
                max(self.days(t)) > self.oracle.first(r) and not self.oracle.stated_order(t.id, r.id) for t in touched
            ):
                why.add(Shortfall.BEFORE_RECEIPT)
            if self.oracle.last(r) > self.oracle.by or self.oracle.last(r) == AFTER_ALL:
                why.add(Shortfall.AFTER_DAY)
            found.add((r.id, frozenset(why or {Shortfall.PASSED_ON})))
        return found

    # ---- how it got there

    def chains(self, actor: str, last: Transfer, *, literal: bool) -> list[Chain]:
        """All chains from the origins that end with a transfer, at the actor."""
        oracle = self.oracle
        if literal and last.recipient != actor:
            return []
        found = [
            oracle.judge(seq, None, actor, given=seq[0].id in self.started)
            for seq in oracle.sequences(oracle.sources(self.proofs, self.started), self.question.max_hops, last)
            if seq[-1].id == last.id
        ]
        return [chain for chain in found if chain is not None]

    def status(self, actor: str, shown: list[Transfer], named: bool) -> Status:
        chains = [chain for t in shown for chain in self.chains(actor, t, literal=named)]
        order = list(Status).index
        weakest = [max((self.graph.transfers[i].status for i in chain.ids), key=order) for chain in chains]
        return min(weakest or [t.status for t in shown], key=order)

    def ways(self, copy: OutstandingCopy) -> set[tuple[str, ...]]:
        shown = [self.graph.transfers[key] for key, _ in copy.receipts]
        found = {chain.ids for t in shown for chain in self.chains(copy.actor, t, literal=copy.is_named)}
        return found or {(t.id,) for t in shown}


def set_of(transfers: list[Transfer]) -> set[str]:
    return {t.id for t in transfers}


# ------------------------------------------------------------------ the rules one by one


def day(number: int) -> Window:
    return Window.day(date(2031, 5, number))


def passing(key: str, provider: str | None, recipient: str, window: Window = OPEN, **more: object) -> Transfer:
    given = {"dataset": "list", "window": window, **more}
    return Transfer(key, None, provider, recipient, **given)


def recovery(key: str, provider: str, window: Window = OPEN, **more: object) -> Transfer:
    return passing(key, provider, "police", window, action=Action.RECOVERY, lawful=True, **more)


def graph_of(*transfers: Transfer, **actors: Actor) -> Graph:
    ends = {end for t in transfers for end in (t.provider, t.recipient) if end is not None}
    datasets = {key: Dataset(key, key, derived_from=wider) for key, wider in [("list", ()), ("part", ("list",))]}
    found = {key: Actor(key, key) for key in sorted(ends)} | actors
    return Graph(actors=found, datasets=datasets, transfers={t.id: t for t in transfers})


def copies(
    graph: Graph, receipts: Receipts = Receipts.UNLAWFUL, **asked: object
) -> dict[tuple[str, str | None], OutstandingCopy]:
    return {(c.actor, c.dataset): c for c in find_outstanding(graph, Question(**asked), receipts).copies}


SOLD = passing("t1", "thief", "broker", day(2))


def test_nothing_is_out_where_nothing_is_told():
    assert find_outstanding(Graph(), Question()).copies == ()
    assert copies(graph_of(passing("t", "thief", "broker", status=Status.DENIED))) == {}


def test_what_was_recovered_for_sure_is_out_no_more():
    graph = graph_of(SOLD, recovery("r", "broker", day(9)))
    assert copies(graph) == {}
    (before,) = copies(graph, by=date(2031, 5, 8)).values()
    assert (before.held, before.receipts[0][0]) == (Held.YES, "t1")
    assert [(near.transfer, near.why) for near in before.recoveries] == [("r", (Shortfall.AFTER_DAY,))]


def test_a_recovery_of_a_part_leaves_the_rest():
    graph = graph_of(
        SOLD, passing("t2", "thief", "broker", day(3), dataset="part"), recovery("r", "broker", day(9), dataset="part")
    )
    ((key, copy),) = copies(graph).items()
    assert (key, copy.held) == (("broker", "list"), Held.POSSIBLE)
    assert copy.recoveries[0].why == (Shortfall.PART,)


def test_one_entry_for_each_dataset_received():
    graph = graph_of(
        SOLD, passing("t2", "thief", "broker", day(3), dataset="part"), passing("t3", "thief", "broker", dataset=None)
    )
    assert set(copies(graph)) == {("broker", "list"), ("broker", "part"), ("broker", None)}


def test_what_was_entrusted_or_taken_back_is_listed_only_if_asked_for():
    graph = graph_of(passing("t0", "shop", "contractor", lawful=True), recovery("r", "broker", day(9)))
    assert copies(graph) == {}
    assert {actor for actor, _ in copies(graph, Receipts.ALL)} == {"contractor", "police"}


def test_what_comes_back_to_its_owner_is_listed_only_if_asked_for():
    graph = graph_of(
        passing("t0", "shop", "thief", day(1)), SOLD, passing("t2", "broker", "shop", day(9), dataset="part")
    )
    assert {actor for actor, _ in copies(graph)} == {"thief", "broker"}
    assert ("shop", "part") in copies(graph, Receipts.ALL)


def test_what_was_passed_on_after_the_recovery_shows_that_something_was_left():
    graph = graph_of(SOLD, recovery("r", "broker", day(9)), passing("t2", "broker", "dealer", day(20)))
    found = copies(graph)
    assert set(found) == {("broker", "list"), ("dealer", "list")}
    assert found["broker", "list"].held is Held.POSSIBLE
    assert found["broker", "list"].recoveries[0].why == (Shortfall.PASSED_ON,)


def test_what_was_received_again_explains_what_was_passed_on():
    again = passing("t2", "thief", "broker", day(12), dataset="part")
    graph = graph_of(
        SOLD, recovery("r", "broker", day(9)), again, passing("t3", "broker", "dealer", day(20), dataset="part")
    )
    assert set(copies(graph)) == {("broker", "part"), ("dealer", "part")}


def test_a_recovery_from_a_group_is_told_with_its_member_and_ends_nothing_there():
    pair = Actor("pair", "pair", members=("broker", "other"))
    graph = graph_of(SOLD, recovery("r", "pair", day(9)), pair=pair)
    (copy,) = copies(graph).values()
    assert (copy.held, copy.recoveries[0].why) == (Held.POSSIBLE, (Shortfall.OTHER_HOLDER,))


def test_a_member_that_passed_on_what_its_group_got_has_a_copy():
    pair = Actor("pair", "pair", members=("broker", "other"))
    graph = graph_of(passing("t1", "thief", "pair", day(2)), passing("t2", "broker", "dealer", day(5)), pair=pair)
    found = copies(graph)
    assert set(found) == {("pair", "list"), ("broker", "list"), ("dealer", "list")}
    assert (found["broker", "list"].is_named, found["pair", "list"].is_named) == (False, True)
    assert found["broker", "list"].path == ("t1",)


def test_the_weakest_hop_of_the_way_is_the_status():
    graph = graph_of(passing("t0", "shop", "thief", day(1), status=Status.SUSPECTED), SOLD)
    assert copies(graph)["broker", "list"].status is Status.SUSPECTED
    assert copies(graph, min_status=Status.CONFIRMED)["broker", "list"].status is Status.CONFIRMED


def test_the_first_of_several_receipts_counts_for_since():
    graph = graph_of(SOLD, passing("t2", "other", "broker", day(7)))
    (copy,) = [c for key, c in copies(graph).items() if key[0] == "broker"]
    assert copy.since == day(2)
    assert [key for key, _ in copy.receipts] == ["t1", "t2"]


def test_when_the_time_is_up_the_copies_are_told_and_nothing_better_of_their_ways():
    graph = graph_of(passing("t0", "shop", "thief", day(1)), SOLD)
    answer = find_outstanding(graph, Question(seconds=1e-9))
    assert "seconds" in answer.truncated
    assert [(c.actor, c.status, c.path) for c in answer.copies] == [
        ("thief", Status.SUSPECTED, ("t0",)),
        ("broker", Status.SUSPECTED, ("t1",)),
    ]


def test_bad_questions_are_refused():
    with pytest.raises(NotFound):
        find_outstanding(graph_of(SOLD), Question(dataset="nothing"))
    with pytest.raises(BadQuestion):
        find_outstanding(graph_of(SOLD), Question(max_hops=0))
