"""Small random cases for the path engine: windows, open ends, ties, data, groups, recoveries, order, parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from app.domain.graph import Actor, Dataset, Graph, Transfer
from app.domain.path import Mode, Question
from app.domain.vocabulary import Action, How, Status
from app.domain.window import Window

ACTORS = "abcdef"
DATA = [("w", ()), ("p", ("w",)), ("q", ("w",)), ("v", ()), ("x", ("q", "v"))]


def random_window(rng: Random) -> Window:
    first, last = sorted((rng.randint(1, 6), rng.randint(1, 6)))
    low = None if rng.random() < 0.15 else date(2020, 1, first)
    high = None if rng.random() < 0.15 else date(2020, 1, last)
    return Window(low, high)


def random_graph(rng: Random) -> Graph:
    """Each feature is on in some cases only, so that simple cases are common as well."""
    names = list(ACTORS[: rng.randint(2, 6)])
    grouped, dated, ordered, partial, recovered, sure = (rng.random() < p for p in (0.35, 0.5, 0.4, 0.3, 0.5, 0.5))
    actors = {n: Actor(n, n) for n in names}
    if grouped and len(names) > 2:
        for group in rng.sample(names, rng.randint(1, 2)):
            below = tuple(rng.sample([n for n in names if n != group], rng.randint(1, 2)))
            actors[group] = Actor(group, group, members=below[:1], candidates=below[1:])
    datasets = {d: Dataset(d, d, derived_from=up) for d, up in DATA}
    transfers: dict[str, Transfer] = {}
    for i in range(rng.randint(1, 8)):
        key = f"t{i}"
        transfers[key] = random_transfer(rng, key, names, dated=dated, sure=sure, recovered=recovered)
    if ordered:
        add_order(rng, transfers)
    if partial:
        add_parts(rng, transfers)
    return Graph(actors=actors, datasets=datasets, transfers=transfers)


def random_transfer(rng: Random, key: str, names: list[str], *, dated: bool, sure: bool, recovered: bool) -> Transfer:
    provider, recipient = rng.choice(names), rng.choice(names)
    if provider == recipient and rng.random() < 0.8:
        recipient = names[(names.index(provider) + 1) % len(names)]
    missing = rng.random()
    statuses = [Status.CONFIRMED] * 3 + ([] if sure else list(Status))
    return Transfer(
        id=key,
        incident=None,
        provider=None if missing < 0.06 else provider,
        recipient=None if missing > 0.94 else recipient,
        dataset=rng.choice(["w", "w", "p", "q", "v", "x", None]) if dated else None if rng.random() < 0.2 else "w",
        action=Action.RECOVERY if recovered and rng.random() < 0.3 else Action.COPY,
        window=random_window(rng),
        status=rng.choice(statuses),
        lawful=rng.random() < 0.3,
        confidence=rng.choice([1.0, 0.7]),
        how={"provider": How.IMPLIED} if rng.random() < 0.1 else {},
        sources=tuple("s" * n for n in range(rng.randint(0, 2))),
    )


def add_order(rng: Random, transfers: dict[str, Transfer]) -> None:
    for _ in range(rng.randint(1, 3)):
        first, second = rng.choice(list(transfers)), rng.choice(list(transfers))
        if first != second or rng.random() < 0.1:
            change(transfers, second, after=(*transfers[second].after, first))


def add_parts(rng: Random, transfers: dict[str, Transfer]) -> None:
    for _ in range(rng.randint(1, 2)):
        part, whole = rng.choice(list(transfers)), rng.choice(list(transfers))
        change(transfers, part, part_of=whole)
        if rng.random() < 0.7:
            change(transfers, part, provider=transfers[whole].provider, recipient=transfers[whole].recipient)


def change(transfers: dict[str, Transfer], key: str, **values: object) -> None:
    transfers[key] = replace(transfers[key], **values)


def random_question(rng: Random) -> Question:
    return Question(
        mode=rng.choice([Mode.POSSIBLE, Mode.POSSIBLE, Mode.CERTAIN]),
        by=date(2020, 1, rng.randint(1, 6)) if rng.random() < 0.35 else None,
        dataset=rng.choice(["w", "p", "q", "v", "x"]) if rng.random() < 0.35 else None,
        min_status=rng.choice([Status.SUSPECTED, Status.SUSPECTED, Status.ALLEGED, Status.CONFIRMED]),
        max_hops=rng.choice([1, 2, 3, 8, 8, 8]),
        seconds=60,
    )
