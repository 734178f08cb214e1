"""Choke points and least cuts of large and awkward graphs, in the seconds given; bounds where these do not suffice."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from time import monotonic

import pytest

from app.domain.cut import ChokePoints
from app.domain.errors import BadQuestion, NotFound
from app.domain.graph import Actor, Graph, Transfer
from app.domain.path import Question
from app.domain.window import OPEN, Window
from app.engine import avoiding
from app.engine.chokepoints import find_chokepoints

FIRST = date(2031, 1, 1)
SPARE = 20
"""Seconds that a busy machine may take beyond those given: building a network asks for none."""


def graph(transfers: list[Transfer]) -> Graph:
    names = sorted({end for t in transfers for end in (t.provider, t.recipient) if end})
    return Graph(actors={n: Actor(n, n) for n in names}, transfers={t.id: t for t in transfers})


def some_days(rng: Random, low: int, high: int) -> Window:
    first, last = sorted((rng.randint(low, high), rng.randint(low, high)))
    return Window(FIRST + timedelta(first), FIRST + timedelta(last))


def complete(size: int, rng: Random | None = None) -> Graph:
    pairs = [(f"a{i:02}", f"a{j:02}") for i in range(size) for j in range(size) if i != j]
    return graph(
        [Transfer(p + r, None, p, r, window=OPEN if rng is None else some_days(rng, 0, 900)) for p, r in pairs]
    )


def ladder(diamonds: int) -> Graph:
    """m00 → l00 or r00 → m01 → l01 or r01 → m02 …"""
    ends = [(f"m{i:02}", f"{side}{i:02}", f"m{i + 1:02}") for i in range(diamonds) for side in "lr"]
    return graph([Transfer(a + b, None, a, b) for m, s, n in ends for a, b in ((m, s), (s, n))])


def hub(size: int) -> Graph:
    """Half of the transfers into one actor, half out of it, a tenth of them from `root` and to `goal`."""
    rng = Random(3)
    into = [
        Transfer(f"i{i}", None, f"s{i}" if i % 10 else "root", "hub", window=some_days(rng, 0, 900))
        for i in range(size // 2)
    ]
    out = [
        Transfer(f"o{i}", None, "hub", f"l{i}" if i % 10 else "goal", window=some_days(rng, 100, 999))
        for i in range(size // 2)
    ]
    return graph(into + out)


def in_time(g: Graph, start: str, goal: str, question: Question) -> ChokePoints:
    begun = monotonic()
    answer = find_chokepoints(g, start, goal, question)
    assert monotonic() - begun < question.seconds + SPARE
    return answer


def test_a_complete_graph_needs_all_that_leaves_the_start():
    answer = in_time(complete(30), "a00", "a29", Question(seconds=30))
    assert (answer.transfers, answer.actors, answer.truncated) == ((), (), ())
    assert (len(answer.least_transfers.transfers), answer.least_transfers.at_least) == (29, 29)
    assert answer.least_actors is None


def test_a_complete_graph_without_the_direct_way_needs_everybody():
    g = complete(20)
    g = Graph(actors=g.actors, transfers={k: t for k, t in g.transfers.items() if k != "a00a19"})
    answer = in_time(g, "a00", "a19", Question(seconds=30))
    assert (len(answer.least_transfers.transfers), len(answer.least_actors.actors)) == (18, 18)
    assert (answer.least_transfers.is_least, answer.least_actors.is_least, answer.truncated) == (True, True, ())


def test_a_ladder_has_its_middles_as_choke_points():
    answer = in_time(ladder(40), "m00", "m07", Question(max_hops=15, seconds=30))
    assert [c.actor for c in answer.actors] == [f"m{i:02}" for i in range(1, 7)]
    assert (answer.transfers, answer.truncated) == ((), ())
    assert (len(answer.least_transfers.transfers), len(answer.least_actors.actors)) == (2, 1)


def test_beyond_the_hops_allowed_there_is_no_path_and_it_is_told():
    answer = in_time(ladder(40), "m00", "m40", Question(max_hops=15, seconds=30))
    assert (answer.path, answer.transfers, answer.actors) == (None, (), ())
    assert answer.truncated == ("hops",)


def test_a_hub_is_a_choke_point_with_all_its_days():
    g = hub(2000)
    answer = in_time(g, "root", "goal", Question(seconds=60))
    (choke,) = answer.actors
    into = [t.window for t in g.transfers.values() if t.provider == "root"]
    out = [t.window for t in g.transfers.values() if t.recipient == "goal"]
    assert choke.actor == "hub"
    assert choke.received.earliest == min(w.earliest for w in into)
    assert choke.passed_on.latest == max(w.latest for w in out)
    assert choke.received.latest == min(max(w.latest for w in into), choke.passed_on.latest)
    assert (len(answer.least_transfers.transfers), answer.least_transfers.is_least) == (100, True)
    assert answer.truncated == ()


def test_what_is_not_proved_in_time_is_undecided(monkeypatch):
    """All searches but that for the best path are out of time."""
    monkeypatch.setattr(avoiding.Seeker, "is_spent", lambda _: True)
    g = graph([Transfer("t1", None, "a", "b"), Transfer("t2", None, "b", "c"), Transfer("t3", None, "b", "c")])
    answer = find_chokepoints(g, "a", "c", Question())
    assert (answer.transfers, answer.actors) == ((), ())
    assert (answer.undecided_transfers, answer.undecided_actors) == (("t1", "t2"), ("b",))
    assert answer.truncated == ("seconds",)
    assert answer.least_transfers.at_least == 1
    assert all(c.path is None or c.path for c in answer.least_transfers.transfers)


@pytest.mark.parametrize("calls", range(0, 40, 3))
def test_what_was_told_to_stop_claims_nothing_more(calls):
    """Two ways in, one way on: t3 is the choke point, and all else is none."""
    left = [calls]

    def stopped() -> bool:
        left[0] -= 1
        return left[0] < 0

    g = graph([Transfer(k, None, a, b) for k, a, b in (("t1", "a", "b"), ("t2", "a", "b"), ("t3", "b", "c"))])
    answer = find_chokepoints(g, "a", "c", Question(stopped=stopped))
    told = {choke.transfer.id for choke in answer.transfers}
    assert told <= {"t3"}
    if answer.path is None or not told:
        assert "stopped" in answer.truncated
    if answer.path is not None:
        assert told | set(answer.undecided_transfers) >= {"t3"}
        assert answer.least_transfers.at_least == 1


def test_actors_and_limits_are_checked():
    g = graph([Transfer("t1", None, "a", "b")])
    with pytest.raises(NotFound):
        find_chokepoints(g, "a", "z", Question())
    with pytest.raises(NotFound):
        find_chokepoints(g, "a", "b", Question(dataset="d"))
    with pytest.raises(BadQuestion):
        find_chokepoints(g, "a", "b", Question(max_hops=16))
