"""The candidate: the kernels of the path engine, asked as its peers are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from app.engine.kernels import (
    NEVER,
    Chokes,
    Many,
    SimplePaths,
    Timetable,
    find_chokes,
    find_simple_paths,
    reach_backward,
    reach_forward,
    reach_many,
)
from app.engine.kernels.speed import prefer_compiled
from tests.bench.paths.graphs import LATEST, ChokeQuestion, Graph, PathQuestion, ReachQuestion
from tests.bench.paths.peer import HOPS, UNREACHED

__all__ = ["Candidate"]

prefer_compiled()  # so that small timetables, too, are asked with compiled kernels

_LISTED = 1_000_000
"""Paths that are listed at most, so that peers, which list all of theirs, have no more to do."""


class Candidate:
    """One timetable and its questions; compiled at every size, as in a service that has been asked before."""

    threads: ClassVar[int] = 1

    def __init__(self, graph: Graph) -> None:
        columns = (graph.provider, graph.recipient, graph.earliest, graph.latest)
        self.timetable = Timetable.of(*columns, actors=graph.actors)

    @classmethod
    def over(cls, timetable: Timetable) -> Candidate:
        """The same over a timetable that is there already."""
        made = cls.__new__(cls)
        made.timetable = timetable
        return made

    def wake(self) -> None:
        """Ask each question once, so that its kernel is compiled or loaded."""
        question = ReachQuestion(0, 0)
        self.downstream(question)
        self.upstream(question)
        self.paths(PathQuestion(0, 1))
        self.lanes([question])
        self.chokes(ChokeQuestion(0, 1, 0))

    def downstream(self, question: ReachQuestion) -> NDArray[np.int32]:
        """First days."""
        return reach_forward(self.timetable, question.actor, question.moment)

    def upstream(self, question: ReachQuestion) -> NDArray[np.int32]:
        """Last days."""
        return reach_backward(self.timetable, question.actor, question.moment)

    def paths(self, question: PathQuestion) -> SimplePaths:
        """All of them, listed."""
        ends, days = (question.first, question.last), (0, LATEST)
        return find_simple_paths(self.timetable, *ends, *days, max_hops=HOPS, listed=_LISTED)

    def lanes(self, questions: Sequence[ReachQuestion]) -> Many:
        """Up to 64 of the first sort in one pass."""
        return reach_many(self.timetable, questions)

    def chokes(self, question: ChokeQuestion) -> Chokes | None:
        """What all ways share."""
        return find_chokes(self.timetable, question.first, question.last, question.moment, LATEST)

    def moments(self, answer: NDArray[np.int32]) -> NDArray[np.int32]:
        """With one word for those who are not reached."""
        return np.where(np.abs(answer) == NEVER, UNREACHED, answer)

    def path_set(self, answer: SimplePaths) -> list[tuple[int, ...]]:
        """As tuples of numbers, without the places of hops that a shorter path has not."""
        assert answer.count == len(answer.transfers), "more paths than are listed"
        return [tuple(number for number in row if number >= 0) for row in answer.transfers.tolist()]
