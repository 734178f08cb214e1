"""Large and awkward graphs are answered inside the seconds given, and say so where they are cut."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from time import monotonic

import pytest

from app.domain.graph import Actor, Dataset, Graph, Transfer
from app.domain.path import Direction, Question
from app.domain.window import OPEN, Window
from app.engine import find_holders, find_lineage, find_paths

FIRST = date(2031, 1, 1)


def graph(transfers: list[Transfer]) -> Graph:
    names = sorted({end for t in transfers for end in (t.provider, t.recipient) if end})
    return Graph(actors={n: Actor(n, n) for n in names}, transfers={t.id: t for t in transfers})


def hub() -> Graph:
    """1,000 transfers into one actor and 1,000 out of it, a tenth of them from `root` and to `goal`."""
    rng = Random(3)

    def window(low: int, high: int) -> Window:
        first, last = sorted((rng.randint(low, high), rng.randint(low, high)))
        return Window(FIRST + timedelta(first), FIRST + timedelta(last))

    into = [Transfer(f"i{i}", None, f"s{i}" if i % 10 else "root", "hub", window=window(0, 900)) for i in range(1000)]
    out = [Transfer(f"o{i}", None, "hub", f"l{i}" if i % 10 else "goal", window=window(100, 999)) for i in range(1000)]
    return graph(into + out)


def complete(size: int, window: Window = OPEN) -> list[Transfer]:
    pairs = [(f"a{i:02}", f"a{j:02}") for i in range(size) for j in range(size) if i != j]
    return [Transfer(f"{p}{r}", None, p, r, window=window) for p, r in pairs]


def test_hub():
    g, question, begun = hub(), Question(seconds=10), monotonic()
    assert len(find_paths(g, "root", "goal", question, 1000).paths) == 1000
    assert len(find_lineage(g, "root", Direction.DOWNSTREAM, question).actors) > 800
    assert len(find_lineage(g, "goal", Direction.UPSTREAM, question).actors) > 800
    assert len(find_holders(g, question).actors) > 1800
    assert monotonic() - begun < 40


def test_complete_graph_is_cut_at_k_only():
    answer = find_paths(graph(complete(12)), "a00", "a11", Question(max_hops=15, seconds=10), 1000)
    assert answer.truncated == ("k",)
    lengths = [len(p.hops) for p in answer.paths]
    assert lengths == sorted(lengths)
    assert lengths.count(1) == 1
    assert lengths.count(2) == 10
    assert lengths.count(3) == 90
    assert lengths.count(4) == 720


def test_a_hopeless_search_stops_at_the_seconds_and_says_so():
    """Every way to `m` is forbidden by the order of the texts, which no bound foresees."""
    inner = complete(10)
    last = [
        Transfer("z1", None, "a09", "m", after=("z2",)),
        Transfer("z2", None, "m", "goal"),
    ]
    begun = monotonic()
    answer = find_paths(graph(inner + last), "a00", "goal", Question(max_hops=15, seconds=0.5), 5)
    assert answer.paths == ()
    assert "seconds" in answer.truncated
    assert monotonic() - begun < 5


def test_data_that_cannot_get_through_is_seen_at_once():
    inner = [Transfer(t.id, None, t.provider, t.recipient, "list") for t in complete(12)]
    g = graph([*inner, Transfer("z", None, "a11", "goal", "other")])
    g = Graph(actors=g.actors, transfers=g.transfers, datasets={d: Dataset(d, d) for d in ("list", "other")})
    answer = find_paths(g, "a00", "goal", Question(seconds=5), 10)
    assert (answer.paths, answer.truncated) == ((), ())


@pytest.mark.parametrize(
    "ask",
    [
        lambda g, q: find_lineage(g, "root", Direction.DOWNSTREAM, q),
        lambda g, q: find_lineage(g, "goal", Direction.UPSTREAM, q),
        find_holders,
    ],
)
def test_no_time_at_all(ask):
    answer = ask(hub(), Question(seconds=1e-9))
    assert answer.truncated == ("seconds",)
