"""Graphs made to be hard end in time, keep within memory, and say what was cut."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from time import monotonic

import pytest

from app.domain.graph import Dataset, Graph, Transfer
from app.domain.path import Direction, Mode, Question
from app.domain.vocabulary import Action
from app.domain.window import OPEN, Window
from app.engine import find_holders, find_lineage, find_paths, search
from app.engine.network import forget
from tests.unit.app.engine.test_limits import complete, graph

SECONDS = 1.0
LATE = 12.0
"""Seconds beyond those given: for making the network, on a busy machine."""
FIRST = date(2031, 1, 1)


def ladder(rungs: int) -> list[Transfer]:
    """Diamonds in a row: 2 to the power of `rungs` ways through, each of twice as many hops."""
    steps = []
    for i in range(rungs):
        for side in ("x", "y"):
            steps += [(f"j{i:03}", f"{side}{i:03}"), (f"{side}{i:03}", f"j{i + 1:03}")]
    return [Transfer(f"{p}{r}", None, p, r) for p, r in steps]


def cycles(length: int, rounds: int) -> list[Transfer]:
    """A ring around which data is passed again and again; from it a way out."""
    day = FIRST
    found = []
    for turn in range(rounds):
        for i in range(length):
            day += timedelta(1)
            pair = f"c{i:03}", f"c{(i + 1) % length:03}"
            found.append(Transfer(f"r{turn:03}-{i:03}", None, *pair, window=Window.day(day)))
    return [*found, Transfer("out", None, "c005", "goal", window=OPEN)]


def hub(size: int) -> list[Transfer]:
    window = [Window.day(FIRST + timedelta(i % 900)) for i in range(size)]
    into = [Transfer(f"i{i:06}", None, f"s{i:06}", "hub", window=window[i]) for i in range(size // 2)]
    out = [Transfer(f"o{i:06}", None, "hub", f"t{i:06}", window=window[-i]) for i in range(size - size // 2)]
    return into + out


def recovered(transfers: list[Transfer]) -> Graph:
    """The same where each actor's data is recovered one day or another, and all of it is one list."""
    told = [Transfer(t.id, None, t.provider, t.recipient, "list", window=t.window) for t in transfers]
    ends = sorted({t.recipient for t in transfers})
    back = [
        Transfer(f"z{end}", None, end, "police", "list", Action.RECOVERY, window=Window.day(FIRST + timedelta(400 + i)))
        for i, end in enumerate(ends)
    ]
    whole = graph([*told, *back])
    return Graph(actors=whole.actors, transfers=whole.transfers, datasets={"list": Dataset("list", "list")})


CASES = {
    "complete graph of 60": (lambda: graph(complete(60)), "a00", "a59"),
    "complete graph of 60, recoveries": (lambda: recovered(complete(60)), "a00", "a59"),
    "ladder of 40 diamonds": (lambda: graph(ladder(40)), "j000", "j040"),
    "seven diamonds": (lambda: graph(ladder(7)), "j000", "j007"),
    "long cycles": (lambda: graph(cycles(40, 60)), "c000", "goal"),
    "hub of 100,000": (lambda: graph(hub(100_000)), "s000001", "t000002"),
}


@pytest.fixture(params=CASES, scope="module")
def case(request):
    make, start, goal = CASES[request.param]
    yield request.param, make(), start, goal
    forget()


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("max_hops", [4, 15])
def test_every_question_ends_in_time(case, mode, max_hops):
    name, whole, start, goal = case
    question = Question(mode=mode, seconds=SECONDS, max_hops=max_hops)
    find_paths(whole, start, goal, question, 1)  # makes the network
    for ask in (
        lambda: find_paths(whole, start, goal, question, 1000),
        lambda: find_paths(whole, start, start, question, 10),
        lambda: find_lineage(whole, start, Direction.DOWNSTREAM, question),
        lambda: find_lineage(whole, goal, Direction.UPSTREAM, question),
        lambda: find_holders(whole, question),
    ):
        begun = monotonic()
        answer = ask()
        assert monotonic() - begun < SECONDS + LATE, (name, answer.truncated)


def test_what_can_be_said_of_them(case):
    name, whole, start, goal = case
    question = Question(seconds=30, max_hops=15)
    answer = find_paths(whole, start, goal, question, 20)
    if name == "ladder of 40 diamonds":  # eighty hops
        assert (answer.paths, answer.truncated) == ((), ("hops",))
    elif name == "seven diamonds":  # 2 to the power of 7 ways of fourteen hops
        assert (len(answer.paths), answer.truncated) == (20, ("k",))
        assert len(find_paths(whole, start, goal, question, 1000).paths) == 128
    elif name == "hub of 100,000":
        assert [len(path.hops) for path in answer.paths] in ([], [2])
        assert answer.truncated == ()
    elif name.startswith("complete graph of 60"):
        assert [len(path.hops) for path in answer.paths][:3] == [1, 2, 2]
    else:
        assert {len(path.hops) for path in answer.paths} == {6}


def test_a_question_that_nobody_waits_for_any_more_ends():
    whole = graph([*complete(10), Transfer("z1", None, "a09", "m", after=("z2",)), Transfer("z2", None, "m", "goal")])
    gone = threading.Event()
    threading.Timer(0.5, gone.set).start()
    begun = monotonic()
    answer = find_paths(whole, "a00", "goal", Question(max_hops=15, seconds=60, stopped=gone.is_set), 5)
    assert answer.truncated == ("stopped",)
    assert monotonic() - begun < LATE


def test_memory_is_bounded(monkeypatch):
    """A search that would keep more chains than are kept at most is cut, and the answer says so."""
    monkeypatch.setattr(search, "MAX_LABELS", 20_000)
    whole = graph([*complete(40), Transfer("z1", None, "a39", "m", after=("z2",)), Transfer("z2", None, "m", "goal")])
    answer = find_paths(whole, "a00", "goal", Question(max_hops=15, seconds=120), 5)
    assert answer.paths == ()
    assert answer.truncated in (("labels",), ("hops", "labels"))
