"""Shrinking: a smaller question that still shows a difference, by leaving out and simplifying what does not matter.

First transfers are left out, many at a time and then one by one; then one change at a time is made, until none is left
that keeps the difference.

References:
    A. Zeller, R. Hildebrandt, "Simplifying and isolating failure-inducing input", IEEE Trans. SE 28 (2002) 183-200:
    the aim (1-minimal input) and why it pays; the order of changes here is our own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from time import process_time

from app.domain.graph import Graph, Transfer
from app.domain.path import Mode
from app.domain.vocabulary import Action, Status
from app.domain.window import Window
from tests.differential.questions import Asked, Kind

MOST_SECONDS = 90.0
"""Of processor time, for one difference; what is left then is shown."""


def shrunk(asked: Asked, differs: Callable[[Asked], bool]) -> Asked:
    """The least question found that still `differs`."""
    deadline = process_time() + MOST_SECONDS

    def shows_it(simpler: Asked) -> bool:
        return process_time() < deadline and differs(simpler)

    asked = _fewer_transfers(asked, shows_it)
    smaller = True
    while smaller:
        smaller = False
        for simpler in _simpler(asked):
            if shows_it(simpler):
                asked, smaller = simpler, True
                break
    return asked


def _fewer_transfers(asked: Asked, shows_it: Callable[[Asked], bool]) -> Asked:
    """Without all that can be left out, by halves, quarters … and one by one."""
    size = len(asked.graph.transfers)
    while size > 0:
        at = 0
        while at < len(asked.graph.transfers):
            out = set(list(asked.graph.transfers)[at : at + size])
            simpler = replace(asked, graph=_without(asked.graph, out))
            if shows_it(simpler):
                asked = simpler
            else:
                at += size
        size //= 2
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
    yield from (_without(graph, {key}) for key in graph.transfers)
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
