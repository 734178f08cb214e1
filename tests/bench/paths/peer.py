"""What an engine has to do to be measured: be built from a graph, and answer the three questions in its own form.

Only the asking is timed. What an engine gives (a dict, an array, rows) is made comparable afterwards, by `moments` and
`path_set`, and must equal the candidate's answer exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from tests.bench.paths.graphs import Graph, PathQuestion, ReachQuestion

__all__ = ["HOPS", "QUESTIONS", "Missing", "Peer", "Spec", "moments_of"]

QUESTIONS = ("downstream", "upstream", "paths")
"""Reach with earliest arrival; the same going back, with latest departure; all simple paths within HOPS hops."""

HOPS = 4
UNREACHED = np.iinfo(np.int32).min
"""Stands for actors that are not reached, whichever way one goes."""

Answer: TypeAlias = Any


class Missing(Exception):
    """This engine cannot be had on this machine, or not measured fairly; the message says why."""


class Peer(Protocol):
    """An engine that holds one graph; `threads` is 0 where it decides itself how many it uses."""

    threads: ClassVar[int]

    def downstream(self, question: ReachQuestion) -> Answer:
        """The first moment at which each actor can have it."""

    def upstream(self, question: ReachQuestion) -> Answer:
        """The last moment at which each actor can still pass it on."""

    def paths(self, question: PathQuestion) -> Answer:
        """All simple paths."""

    def moments(self, answer: Answer) -> NDArray[np.int32]:
        """Either of the first two answers as an array over all actors, with UNREACHED."""

    def path_set(self, answer: Answer) -> list[tuple[int, ...]]:
        """The third answer as numbers of transfers."""

    def close(self) -> None:
        """End what was started."""


@dataclass(frozen=True, slots=True)
class Spec:
    """How an engine is had, and what it cannot answer: a sort of question or a kind of graph, each with the reason.

    Graphs of more than `largest` transfers are not given to it, for the reason `largest_why`. Its questions are asked
    `warm` times before anything is timed. An engine that is not `single` works in several threads, or elsewhere.
    """

    name: str
    how: str
    open: Callable[[Graph], Peer]
    version: Callable[[], str]
    cannot: Mapping[str, str] = field(default_factory=dict[str, str])
    largest: int | None = None
    largest_why: str = ""
    warm: int = 1
    single: bool = True


def moments_of(pairs: Iterable[tuple[int, int]], actors: int) -> NDArray[np.int32]:
    """Pairs of actor and moment as an array over all actors."""
    found = np.full(actors, UNREACHED, np.int32)
    for actor, moment in pairs:
        found[actor] = moment
    return found
