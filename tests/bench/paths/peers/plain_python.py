"""The same one pass in plain Python over lists: how much of a ratio is the language, and how much the algorithm.

networkx beside this one is the share of the algorithm; this one beside the candidate is the share of compiled code.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from tests.bench.paths.graphs import NEVER, Graph, PathQuestion, ReachQuestion, by_end, mirrored
from tests.bench.paths.peer import UNREACHED

__all__ = ["PlainPython"]


class PlainPython:
    """Written as quick as plain Python allows: local names, `zip` over lists, no object for a transfer."""

    threads: ClassVar[int] = 1

    def __init__(self, graph: Graph) -> None:
        self._onward, self._back = _Pass(graph), _Pass(mirrored(graph))

    def downstream(self, question: ReachQuestion) -> list[int]:
        """Arrivals, NEVER for those whom it does not reach."""
        return self._onward.run(question.actor, question.moment)

    def upstream(self, question: ReachQuestion) -> tuple[list[int]]:
        """The same, negated."""
        return (self._back.run(question.actor, -question.moment),)

    def paths(self, question: PathQuestion) -> None:
        """Not asked."""
        raise AssertionError(question)

    def moments(self, answer: list[int] | tuple[list[int]]) -> NDArray[np.int32]:
        """With UNREACHED, and turned round again."""
        found, sign = (answer[0], -1) if isinstance(answer, tuple) else (answer, 1)
        moments = np.array(found, np.int32)
        return np.where(moments == NEVER, UNREACHED, sign * moments)

    def path_set(self, answer: None) -> list[tuple[int, ...]]:
        """Not asked."""
        raise AssertionError(answer)

    def close(self) -> None:
        """There is nothing to end."""


class _Pass:
    def __init__(self, graph: Graph) -> None:
        by_time = np.argsort(graph.earliest, kind="stable")
        provider, recipient = graph.provider[by_time], graph.recipient[by_time]
        earliest, latest = graph.earliest[by_time], graph.latest[by_time]
        begin, order = by_end(provider, graph.actors)
        longest = np.zeros(graph.actors, np.int32)
        np.maximum.at(longest, provider, latest - earliest)
        self._actors = graph.actors
        self._provider, self._recipient, self._earliest = provider.tolist(), recipient.tolist(), earliest.tolist()
        self._begin, self._longest = begin.tolist(), longest.tolist()
        self._to, self._first, self._last = (column[order].tolist() for column in (recipient, earliest, latest))

    def run(self, root: int, moment: int) -> list[int]:
        arrival = [NEVER] * self._actors
        arrival[root] = moment
        self._cascade(arrival, root, moment)
        begin, never = bisect_right(self._earliest, moment), NEVER
        rows = zip(self._provider[begin:], self._recipient[begin:], self._earliest[begin:], strict=True)
        for provider, recipient, now in rows:
            if arrival[recipient] == never and arrival[provider] <= now:
                arrival[recipient] = now
                self._cascade(arrival, recipient, now)
        return arrival

    def _cascade(self, arrival: list[int], actor: int, now: int) -> None:
        stack = [actor]
        while stack:
            actor = stack.pop()
            begin, oldest = self._begin[actor], now - self._longest[actor]
            i = bisect_right(self._first, now, begin, self._begin[actor + 1]) - 1
            while i >= begin and self._first[i] >= oldest:
                if self._last[i] >= now and arrival[self._to[i]] == NEVER:
                    arrival[self._to[i]] = now
                    stack.append(self._to[i])
                i -= 1
