"""Routes: the functions of the engine that are to give one and the same answer.

A second way through the engine is one more entry of `ROUTES`; each check is then made on it as well.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.graph import Graph
from app.domain.path import Direction, Holders, Lineage, Paths, Question
from app.engine import find_holders, find_lineage, find_paths
from tests.differential.expected import Answer
from tests.differential.questions import Asked, Kind


@dataclass(frozen=True, slots=True)
class Route:
    """One implementation of the path questions."""

    name: str
    paths: Callable[[Graph, str, str, Question, int], Paths]
    lineage: Callable[[Graph, str, Direction, Question], Lineage]
    holders: Callable[[Graph, Question], Holders]

    def answer(self, asked: Asked) -> Answer:
        """The answer to a question of any kind."""
        if asked.kind is Kind.PATHS:
            return self.paths(asked.graph, asked.start, asked.goal, asked.question, asked.k)
        if asked.kind is Kind.HOLDERS:
            return self.holders(asked.graph, asked.question)
        direction = Direction.DOWNSTREAM if asked.kind is Kind.DOWNSTREAM else Direction.UPSTREAM
        return self.lineage(asked.graph, asked.start, direction, asked.question)


ROUTES: list[Route] = [Route("engine", find_paths, find_lineage, find_holders)]
