"""Larger random graphs: 30 to 300 transfers, without groups, recoveries and stated orders.

Data are parts of parts, each of one whole, so that a loop can be left out of any way: what it narrows only forbids.
That makes earliest arrivals a matter of labels, as the peers for these graphs need it.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from random import Random

from app.domain.graph import Actor, Dataset, Graph, Transfer
from app.domain.path import Mode, Question
from app.domain.vocabulary import Action, How, Status
from app.domain.window import Window
from tests.differential.questions import Asked, Kind, told_by_documents

DATA = {"w": (), "p": ("w",), "q": ("w",), "pp": ("p",), "v": ()}
FIRST_DAY = date(2030, 1, 1)


def larger(rng: Random, kind: Kind) -> Asked:
    """A graph with hubs, in which days mostly go forward along a few long ways."""
    size = rng.choice([30, 60, 120] if kind in (Kind.PATHS, Kind.HOLDERS) else [30, 100, 300])
    names = [f"a{i:02}" for i in range(max(6, size // rng.choice([3, 5, 8])))]
    ends = _ends(rng, names, size)
    dated, sure, horizon = rng.random() < 0.6, rng.random() < 0.4, rng.choice([8, 40, 400])
    transfers = {}
    for i, (provider, recipient, at) in enumerate(ends):
        key = f"t{i:03}"
        window = _window(rng, horizon, at)
        transfers[key] = _transfer(rng, key, provider, recipient, window, dated=dated, sure=sure)
    graph = Graph(
        actors={n: Actor(n, n) for n in names},
        datasets={d: Dataset(d, d, derived_from=up) for d, up in DATA.items()},
        transfers=transfers,
    )
    graph = told_by_documents(rng, graph)
    start, goal = rng.choice([ends[0][0], rng.choice(names)]), rng.choice(names)
    return Asked(kind, graph, _question(rng, kind, horizon), start, goal, rng.choice([1, 3, 20, 100]))


def _ends(rng: Random, names: list[str], size: int) -> list[tuple[str, str, float | None]]:
    """Who to whom, and how far along its way; a quarter lies on ways, the rest between hubs and others."""
    found: list[tuple[str, str, float | None]] = []
    while len(found) < size // 4:
        way = rng.sample(names, min(len(names), rng.randint(3, 8)))
        found += [(a, b, i / len(way)) for i, (a, b) in enumerate(pairwise(way))]
    weights = [1 / (1 + i) for i in range(len(names))]
    while len(found) < size:
        a, b = rng.choices(names, weights)[0], rng.choice(names)
        if a != b:
            found.append((a, b, None) if rng.random() < 0.5 else (b, a, None))
    return found


def _window(rng: Random, horizon: int, at: float | None) -> Window:
    first = rng.randrange(horizon) if at is None else min(horizon - 1, int(horizon * at) + rng.randrange(3))
    length = rng.choice([0, 0, 0, 1, horizon // 4, horizon])
    low, high = FIRST_DAY + timedelta(first), FIRST_DAY + timedelta(first + length)
    return Window(None if rng.random() < 0.05 else low, None if rng.random() < 0.05 else high)


def _transfer(
    rng: Random, key: str, provider: str, recipient: str, window: Window, *, dated: bool, sure: bool
) -> Transfer:
    missing = rng.random()
    return Transfer(
        id=key,
        incident=None,
        provider=None if missing < 0.03 else provider,
        recipient=None if missing > 0.97 else recipient,
        dataset=rng.choice(["w", "w", "w", "p", "q", "pp", "v", None]) if dated else "w",
        action=rng.choice([Action.SALE, Action.COPY]),
        window=window,
        status=Status.CONFIRMED if sure else rng.choice([Status.CONFIRMED] * 4 + list(Status)),
        lawful=rng.random() < 0.3,
        confidence=rng.choice([1.0, 0.7]),
        how={"recipient": How.IMPLIED} if rng.random() < 0.05 else {},
        sources=tuple("s" * n for n in range(rng.randint(0, 2))),
    )


def _question(rng: Random, kind: Kind, horizon: int) -> Question:
    return Question(
        mode=rng.choice([Mode.POSSIBLE, Mode.POSSIBLE, Mode.CERTAIN]),
        by=FIRST_DAY + timedelta(rng.randrange(horizon)) if rng.random() < 0.3 else None,
        dataset=rng.choice(list(DATA)) if rng.random() < 0.3 else None,
        min_status=rng.choice([Status.SUSPECTED, Status.SUSPECTED, Status.ALLEGED, Status.CONFIRMED]),
        max_hops=15
        if kind is Kind.HOLDERS
        else rng.choice([2, 3, 4, 5])
        if kind is Kind.PATHS
        else rng.choice([3, 8, 15]),
        seconds=60,
    )
