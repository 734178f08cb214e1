"""igraph: time expanded. Each pair of an actor and a moment is a vertex, and reach is plain reach in C.

A transfer leads from (provider, moment) to (recipient, moment), waiting from (actor, moment) to the actor's next
moment. A window would need an arc for every pair of moments in it, so only single moments can be asked.

References: B. Bui Xuan, A. Ferreira, A. Jarry, "Computing shortest, fastest, and foremost journeys in dynamic networks",
IJFCS 14 (2003) 267-285: time-expanded graphs.
"""

from __future__ import annotations

from typing import ClassVar

import igraph
import numpy as np
from numpy.typing import NDArray

from tests.bench.paths.graphs import Graph, PathQuestion, ReachQuestion
from tests.bench.paths.peer import UNREACHED

__all__ = ["IgraphPeer"]


class IgraphPeer:
    """Holds the vertices sorted by actor and moment, so that where a question begins is found by bisection."""

    threads: ClassVar[int] = 1

    def __init__(self, graph: Graph) -> None:
        self._actors = graph.actors
        span = self._span = int(graph.earliest.max()) + 2
        departs = graph.provider.astype(np.int64) * span + graph.earliest
        arrives = graph.recipient.astype(np.int64) * span + graph.earliest
        self._keys, place = np.unique(np.concatenate((departs, arrives)), return_inverse=True)
        waits = np.flatnonzero(np.diff(self._keys // span) == 0)
        moved, count = place.reshape(2, -1), len(self._keys)
        ends = np.concatenate((moved, np.stack((waits, waits + 1))), axis=1).T
        self._events = igraph.Graph(n=count, edges=np.ascontiguousarray(ends), directed=True)

    def downstream(self, question: ReachQuestion) -> NDArray[np.int32]:
        """Everything after the actor's first event from that moment on."""
        first = int(np.searchsorted(self._keys, question.actor * self._span + question.moment))
        return self._spread(question, first, "out")

    def upstream(self, question: ReachQuestion) -> NDArray[np.int32]:
        """Everything before the actor's last event up to that moment."""
        last = int(np.searchsorted(self._keys, question.actor * self._span + question.moment, side="right")) - 1
        return self._spread(question, last, "in")

    def _spread(self, question: ReachQuestion, event: int, mode: str) -> NDArray[np.int32]:
        found = np.full(self._actors, UNREACHED, np.int32)
        found[question.actor] = question.moment
        if 0 <= event < len(self._keys) and self._keys[event] // self._span == question.actor:
            keys = self._keys[np.sort(np.array(self._events.subcomponent(event, mode=mode)))]
            actors, moments = np.divmod(keys, self._span)
            edge = np.flatnonzero(np.diff(actors, prepend=-1) if mode == "out" else np.diff(actors, append=-1))
            found[actors[edge]] = moments[edge]
            found[question.actor] = question.moment
        return found

    def paths(self, question: PathQuestion) -> None:
        """Not asked: a simple path over actors is none over events."""
        raise AssertionError(question)

    def moments(self, answer: NDArray[np.int32]) -> NDArray[np.int32]:
        """As it is."""
        return answer

    def path_set(self, answer: None) -> list[tuple[int, ...]]:
        """Not asked."""
        raise AssertionError(answer)

    def close(self) -> None:
        """There is nothing to end."""
