"""Shrinking: a smaller question that still shows a difference, by leaving out and simplifying what does not matter.

Greedy, one change at a time, until no change is left that keeps the difference.

References:
    A. Zeller, R. Hildebrandt, "Simplifying and isolating failure-inducing input", IEEE Trans. SE 28 (2002) 183-200:
    the aim (1-minimal input) and why it pays; the order of changes here is our own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from app.domain.graph import Graph, Transfer
from app.domain.path import Mode
from app.domain.vocabulary import Action, Status
from app.domain.window import Window
from tests.differential.questions import Asked, Kind

MOST_TRIALS = 600


def shrunk(asked: Asked, differs: Callable[[Asked], bool]) -> Asked:
    """The least question found that still `differs`."""
    trials = 0
    smaller = True
    while smaller:
        smaller = False
        for simpler in _simpler(asked):
            trials += 1
            if trials > MOST_TRIALS:
                return asked
            if differs(simpler):
                asked, smaller = simpler, True
                break
    return asked


def _simpler(asked: Asked) -> Iterator[Asked]:
    for graph in _graphs(asked):
        yield replace(asked, graph=graph)
    plain = {"by": None, "dataset": None, "mode": Mode.POSSIBLE, "min_status": Status.SUSPECTED, "max_hops": 8}
    for name, value in plain.items():
        if getattr(asked.question, name) != value:
            yield replace(asked, question=replace(asked.question, **{name: value}))
    if asked.kind is Kind.PATHS and asked.k != 1:
        yield replace(asked, k=1)


def _graphs(asked: Asked) -> Iterator[Graph]:
    graph = asked.graph
    ids = list(graph.transfers)
    for size in (len(ids) // 2, len(ids) // 4, len(ids) // 8, 1):
        if size:
            yield from (_without(graph, set(ids[i : i + size])) for i in range(0, len(ids), size))
    named = {end for t in graph.transfers.values() for end in (t.provider, t.recipient)} | {asked.start, asked.goal}
    named |= {below for a in graph.actors.values() for below in (*a.members, *a.candidates)}
    for actor in graph.actors.values():
        if actor.members or actor.candidates:
            for fewer in (replace(actor, members=()), replace(actor, candidates=())):
                if fewer != actor:
                    yield replace(graph, actors={**graph.actors, actor.id: fewer})
        elif actor.id not in named:
            yield replace(graph, actors={k: v for k, v in graph.actors.items() if k != actor.id})
    for dataset in graph.datasets.values():
        for up in dataset.derived_from:
            kept = tuple(d for d in dataset.derived_from if d != up)
            yield replace(graph, datasets={**graph.datasets, dataset.id: replace(dataset, derived_from=kept)})
    for transfer in graph.transfers.values():
        for simple in _transfers(transfer):
            if simple != transfer:
                yield replace(graph, transfers={**graph.transfers, transfer.id: simple})


def _without(graph: Graph, ids: set[str]) -> Graph:
    kept = {
        key: replace(
            t, after=tuple(a for a in t.after if a not in ids), part_of=None if t.part_of in ids else t.part_of
        )
        for key, t in graph.transfers.items()
        if key not in ids
    }
    return replace(graph, transfers=kept)


def _transfers(t: Transfer) -> Iterator[Transfer]:
    if t.part_of is not None:
        yield replace(t, part_of=None)
    for earlier in t.after:
        yield replace(t, after=tuple(a for a in t.after if a != earlier))
    if t.action is Action.RECOVERY:
        yield replace(t, action=Action.COPY)
    plain = {
        "status": Status.CONFIRMED,
        "lawful": False,
        "confidence": 1.0,
        "how": {},
        "sources": (),
        "evidence": (),
        "dataset": None,
    }
    for name, value in plain.items():
        yield replace(t, **{name: value})
    if t.window.earliest is not None and t.window.earliest != t.window.latest:
        yield replace(t, window=Window.day(t.window.earliest))
    elif t.window.latest is not None and t.window.earliest != t.window.latest:
        yield replace(t, window=Window.day(t.window.latest))
