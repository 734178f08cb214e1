"""One question on one random graph, as all peers and all routes of the engine are asked it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise
from random import Random
from typing import TypeVar

from app.domain.document import Quote
from app.domain.graph import Actor, Dataset, Graph, Transfer
from app.domain.path import Mode, Question
from app.domain.vocabulary import ENDS_HOLDING, Status
from app.domain.window import Window
from tests.unit.app.engine.cases import random_graph, random_question, random_transfer

SELDOM_CUT = 0.8
"""Holders of which chains were cut cannot be compared in full, so few are asked for."""

T = TypeVar("T")

CHAINED = 0.6
"""So many graphs have one long way through most of their actors."""


RAGGED = 0.15
"""So many graphs name things that are not in them, as a slice of a greater one does."""


class Kind(StrEnum):
    """What is asked."""

    PATHS = "paths"
    DOWNSTREAM = "downstream"
    UPSTREAM = "upstream"
    HOLDERS = "holders"


@dataclass(frozen=True, slots=True)
class Asked:
    """`start` is the root of a lineage; holders have neither start nor goal."""

    kind: Kind
    graph: Graph
    question: Question
    start: str
    goal: str
    k: int


def small(rng: Random, kind: Kind) -> Asked:
    """A few actors and transfers, with every feature of the model."""
    graph, question = random_graph(rng), random_question(rng)
    names = list(graph.actors)
    rng.shuffle(names)
    start, goal = names[0], rng.choice(names)
    if rng.random() < CHAINED:
        graph, question = _chained(rng, graph, names), _milder(rng, question)
        start, goal = (names[0], names[-1]) if kind is Kind.PATHS else (rng.choice([names[0], names[-1]]), goal)
    if kind is Kind.HOLDERS and rng.random() < SELDOM_CUT:
        question = replace(question, max_hops=8)
    graph = told_by_documents(rng, graph)
    if rng.random() < RAGGED:
        graph = _ragged(rng, graph, {start, goal}, question.dataset)
    return Asked(kind, graph, question, start, goal, rng.choice([1, 2, 50]))


def _ragged(rng: Random, graph: Graph, actors: set[str], dataset: str | None) -> Graph:
    """The same without some of its things, but these are still named. What is asked for stays."""

    def some(things: Mapping[str, T], kept: Container[str | None]) -> dict[str, T]:
        return {key: thing for key, thing in things.items() if key in kept or rng.random() < 0.8}

    transfers = some(graph.transfers, ()) or dict(graph.transfers)
    return Graph(actors=some(graph.actors, actors), datasets=some(graph.datasets, {dataset}), transfers=transfers)


def tidy(graph: Graph) -> Graph:
    """The same with a record of each actor and dataset that a transfer names, and nothing else named that is not there.

    What peers work on: what is not there plays no part.
    """
    ends = {end for t in graph.transfers.values() for end in (t.provider, t.recipient) if end is not None}
    actors = {**{end: Actor(end, end) for end in ends}, **graph.actors}
    data = {t.dataset for t in graph.transfers.values() if t.dataset is not None}
    datasets = {**{key: Dataset(key, key) for key in data}, **graph.datasets}

    def known(keys: Iterable[str], among: Container[str]) -> tuple[str, ...]:
        return tuple(key for key in keys if key in among)

    return Graph(
        actors={
            key: replace(a, members=known(a.members, actors), candidates=known(a.candidates, actors))
            for key, a in sorted(actors.items())
        },
        datasets={key: replace(d, derived_from=known(d.derived_from, datasets)) for key, d in sorted(datasets.items())},
        transfers={
            key: replace(
                t,
                after=known(t.after, graph.transfers),
                part_of=t.part_of if t.part_of in graph.transfers else None,
            )
            for key, t in sorted(graph.transfers.items())
        },
    )


def told_by_documents(rng: Random, graph: Graph) -> Graph:
    """The same, some transfers with quotes: where no sources are named, the documents count."""

    def told(t: Transfer) -> Transfer:
        return replace(
            t, evidence=tuple(Quote(f"d{rng.randrange(3)}", i, i + 1, "売") for i in range(rng.randrange(4)))
        )

    return replace(graph, transfers={key: told(t) for key, t in graph.transfers.items()})


def _chained(rng: Random, graph: Graph, names: list[str]) -> Graph:
    """The same with one long way through the actors, on days that mostly go forward; such ways are rare else."""
    transfers = dict(graph.transfers)
    wide = rng.choice([1, 2, 3])
    steps = list(enumerate(pairwise(names), start=1))
    rng.shuffle(steps)
    for number, (at, (provider, recipient)) in enumerate(steps):
        key = f"t{number}"
        other = transfers.get(key) or random_transfer(rng, key, names, dated=False, sure=True, recovered=False)
        first, last = (min(max(at + rng.randint(-wide, wide), 1), 6) for _ in range(2))
        window = Window(date(2020, 1, min(first, last)), date(2020, 1, max(first, last)))
        window = other.window if rng.random() < 0.2 else window
        status = Status.CONFIRMED if not other.status.can_lie_on_path and rng.random() < 0.8 else other.status
        transfers[key] = replace(other, provider=provider, recipient=recipient, window=window, status=status)
    return replace(graph, transfers=transfers)


def _milder(rng: Random, question: Question) -> Question:
    """Fewer conditions, so that more is found."""
    plain = {"by": None, "dataset": None, "mode": Mode.POSSIBLE, "min_status": Status.SUSPECTED, "max_hops": 8}
    return replace(question, **{name: value for name, value in plain.items() if rng.random() < 0.6})


def shown(asked: Asked) -> str:
    """The question and all of its graph, for people."""
    lines = [_question(asked), *(_actor(a) for a in asked.graph.actors.values() if a.members or a.candidates)]
    above = [d for d in asked.graph.datasets.values() if d.derived_from]
    lines += [f"  data {d.id} derives from {', '.join(d.derived_from)}" for d in above]
    return "\n".join([*lines, *(f"  {transfer(t)}" for t in asked.graph.transfers.values())])


def _question(asked: Asked) -> str:
    ends = {Kind.PATHS: f" {asked.start} to {asked.goal}, k={asked.k}", Kind.HOLDERS: ""}
    q = asked.question
    said = [f"mode {q.mode.value}", f"max_hops {q.max_hops}", f"min_status {q.min_status.value}"]
    said += [f"by {q.by}"] if q.by is not None else []
    said += [f"dataset {q.dataset}"] if q.dataset is not None else []
    return f"{asked.kind.value}{ends.get(asked.kind, f' of {asked.start}')}; {', '.join(said)}"


def _actor(actor: Actor) -> str:
    return f"  {actor.id}: members {', '.join(actor.members) or '-'}; candidates {', '.join(actor.candidates) or '-'}"


def transfer(t: Transfer) -> str:
    """One transfer in a line, what is as usual left out."""
    return (
        f"{t.id}: {t.provider or '?'} → {t.recipient or '?'} [{_day(t.window.earliest)} … {_day(t.window.latest)}]"
        + ("".join(f" {word}" for word in _said(t)))
    )


def _said(t: Transfer) -> Iterator[str]:
    yield f"data {t.dataset or '?'}"
    if t.action in ENDS_HOLDING:
        yield "recovery"
    yield t.status.value
    if not t.is_stated:
        yield "implied end"
    if t.after:
        yield f"after {','.join(t.after)}"
    if t.part_of is not None:
        yield f"part of {t.part_of}"
    if t.lawful:
        yield "lawful"
    yield f"(sources {len(t.sources)}, documents {len(t.documents)}, confidence {t.confidence})"


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
