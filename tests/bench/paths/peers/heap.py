"""A graph library with nothing temporal inside, and the loop that its users write: labels in a heap, best one first.

The same loop serves all libraries; each gives its arcs in its own form (`onward`, `back`), which is what costs.

References: E. W. Dijkstra, "A note on two problems in connexion with graphs", Numerische Mathematik 1 (1959) 269-271.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from heapq import heappop, heappush
from typing import ClassVar, TypeAlias

import numpy as np
from numpy.typing import NDArray

from tests.bench.paths.graphs import PathQuestion, ReachQuestion
from tests.bench.paths.peer import HOPS, moments_of

Arcs: TypeAlias = Callable[[int], Iterable[tuple[int, int, int]]]
"""Actor → the actors at the other end, each with the first and last moment of the transfer."""

Path: TypeAlias = tuple[int, ...]


class HeapPeer(ABC):
    """What networkx and rustworkx share: they differ in how they give their arcs."""

    threads: ClassVar[int] = 1
    actors: int

    @abstractmethod
    def onward(self, actor: int) -> Iterable[tuple[int, int, int]]:
        """Recipient, earliest, latest of each transfer that the actor made."""
        raise NotImplementedError

    @abstractmethod
    def back(self, actor: int) -> Iterable[tuple[int, int, int]]:
        """Provider, earliest, latest of each transfer to the actor."""
        raise NotImplementedError

    @abstractmethod
    def numbered(self, actor: int) -> Iterable[tuple[int, int, int, int]]:
        """As `onward`, with the number of the transfer."""
        raise NotImplementedError

    @abstractmethod
    def numbered_between(self, actor: int, other: int) -> Iterable[tuple[int, int, int]]:
        """Number, earliest, latest of each transfer from the one to the other."""
        raise NotImplementedError

    def downstream(self, question: ReachQuestion) -> dict[int, int]:
        """Earliest arrivals."""
        return earliest_arrivals(self.onward, question)

    def upstream(self, question: ReachQuestion) -> dict[int, int]:
        """Latest departures."""
        return latest_departures(self.back, question)

    def paths(self, question: PathQuestion) -> list[Path]:
        """All simple paths, by trying; the last hop is looked up, not searched for."""
        found, path, been = list[Path](), list[int](), {question.first}
        last = question.last

        def walk(actor: int, moment: int) -> None:
            for number, _, latest in self.numbered_between(actor, last):
                if moment <= latest:
                    found.append((*path, number))
            if len(path) == HOPS - 1:
                return
            for number, other, earliest, latest in self.numbered(actor):
                if moment <= latest and other not in been and other != last:
                    path.append(number)
                    been.add(other)
                    walk(other, earliest if earliest > moment else moment)
                    been.remove(other)
                    path.pop()

        walk(question.first, -1)
        return found

    def moments(self, answer: dict[int, int]) -> NDArray[np.int32]:
        """As an array."""
        return moments_of(answer.items(), self.actors)

    def path_set(self, answer: list[Path]) -> list[Path]:
        """As it is."""
        return answer

    def close(self) -> None:
        """There is nothing to end."""
        return


def earliest_arrivals(onward: Arcs, question: ReachQuestion) -> dict[int, int]:
    """Whoever comes out of the heap first has its earliest arrival."""
    found, heap = dict[int, int](), [(question.moment, question.actor)]
    while heap:
        moment, actor = heappop(heap)
        if actor in found:
            continue
        found[actor] = moment
        for other, earliest, latest in onward(actor):
            if moment <= latest and other not in found:
                heappush(heap, (earliest if earliest > moment else moment, other))
    return found


def latest_departures(back: Arcs, question: ReachQuestion) -> dict[int, int]:
    """The same against the arrows; moments are negated, since the heap gives the least first."""
    found, heap = dict[int, int](), [(-question.moment, question.actor)]
    while heap:
        negated, actor = heappop(heap)
        if actor in found:
            continue
        moment = found[actor] = -negated
        for other, earliest, latest in back(actor):
            if earliest <= moment and other not in found:
                heappush(heap, (-min(latest, moment), other))
    return found
