"""Engines that answer well, but another question: what a fault in reading windows, data or limits looks like.

For peers on larger graphs, for which the brute force of `broken.py` is too slow.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.domain.graph import Graph, Transfer
from app.domain.path import Question
from app.domain.vocabulary import Status
from app.domain.window import Window
from app.engine import find_holders, find_lineage, find_paths
from tests.differential.routes import Route

Change = Callable[[Transfer], Transfer]


def first_days(t: Transfer) -> Transfer:
    """Takes a window for its first day."""
    return t if t.window.earliest is None else replace(t, window=Window.day(t.window.earliest))


def last_days(t: Transfer) -> Transfer:
    """Takes a window for its last day."""
    return t if t.window.latest is None else replace(t, window=Window.day(t.window.latest))


def no_data(t: Transfer) -> Transfer:
    """Does not look at what is passed on."""
    return replace(t, dataset=None)


def all_confirmed(t: Transfer) -> Transfer:
    """Does not look at the status."""
    return replace(t, status=Status.CONFIRMED)


def all_stated(t: Transfer) -> Transfer:
    """Takes what is inferred for stated."""
    return replace(t, how={})


def turned_round(t: Transfer) -> Transfer:
    """Reads the arrows the wrong way."""
    return replace(t, provider=t.recipient, recipient=t.provider)


def by_is_ignored(question: Question) -> Question:
    """Does not look at the day asked for."""
    return replace(question, by=None)


def one_hop_more(question: Question) -> Question:
    """Counts actors in place of hops."""
    return replace(question, max_hops=min(15, question.max_hops + 1))


def _misreading(change: Change | Callable[[Question], Question], *, of_question: bool) -> Route:
    def graph_of(graph: Graph) -> Graph:
        return graph if of_question else replace(graph, transfers={k: change(t) for k, t in graph.transfers.items()})

    def asked(question: Question) -> Question:
        return change(question) if of_question else question

    return Route(
        change.__name__,
        lambda graph, start, goal, question, k: find_paths(graph_of(graph), start, goal, asked(question), k),
        lambda graph, root, way, question: find_lineage(graph_of(graph), root, way, asked(question)),
        lambda graph, question: find_holders(graph_of(graph), asked(question)),
    )


MISREADING: tuple[Route, ...] = (
    *(
        _misreading(change, of_question=False)
        for change in (first_days, last_days, no_data, all_confirmed, all_stated, turned_round)
    ),
    *(_misreading(change, of_question=True) for change in (by_is_ignored, one_hop_more)),
)
