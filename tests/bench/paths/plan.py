"""What is measured in a run: which engines on which graphs, how long each may take, and how long all of it will.

`QUICK` is the gate (a minute at the most); `FULL` makes the figures of docs/performance.md; `--huge` adds ten million.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tests.bench.paths.alone import Alone
from tests.bench.paths.beside import Task
from tests.bench.paths.catalogue import SPECS
from tests.bench.paths.graphs import KINDS
from tests.bench.paths.ruled import Ruled

__all__ = ["FULL", "QUICK", "Plan"]


@dataclass(frozen=True, slots=True)
class Plan:
    """`budget` is the seconds for one sort of question, `limit` those after which an engine is ended, `whole` for all.

    `points_only` are engines that get no windows at the largest size, `ruled_sizes` those on which the whole engine is
    asked. `starts` is the size of graph that first answers are measured on, `requests` how many a round over HTTP has.
    """

    name: str
    sizes: tuple[int, ...]
    questions: int
    budget: float
    limit: float
    whole: float
    peers: tuple[str, ...]
    points_only: tuple[str, ...] = ()
    ruled_sizes: tuple[int, ...] = ()
    starts: int | None = None
    requests: int | None = None

    def alone(self) -> Iterator[Alone]:
        """The candidate by itself, small graphs first."""
        for size in self.sizes:
            for kind in KINDS:
                yield Alone(size, kind, questions=5 * self.questions, budget=self.budget)

    def beside(self) -> Iterator[Task]:
        """Each engine on each graph, small graphs first; also those that are then told not to be asked."""
        for size in self.sizes:
            for kind in KINDS:
                for peer in self.peers:
                    yield Task(peer, size, kind, questions=self.questions, budget=self.budget)

    def reason_against(self, task: Task) -> str | None:
        """Why this run leaves a measurement out, though the engine could be asked; None if it does not."""
        if task.peer in self.points_only and task.kind != "point" and task.transfers == max(self.sizes):
            return f"left out of a {self.name} run, for its time"
        return None

    def ruled(self) -> Iterator[Ruled]:
        """The whole engine, under all rules."""
        for size in self.ruled_sizes:
            for kind in KINDS:
                yield Ruled(size, kind, questions=self.questions, budget=self.budget)

    def with_sizes(self, transfers: Iterable[int]) -> Plan:
        """The same with these sizes; the whole engine is asked on those of them that it was to be asked on."""
        sizes = tuple(sorted(transfers))
        return replace(self, sizes=sizes, ruled_sizes=tuple(size for size in self.ruled_sizes if size in sizes))


_LIBRARIES = tuple(name for name in SPECS if name != "Neo4j")

QUICK = Plan(
    "quick",
    (10_000, 100_000),
    questions=10,
    budget=0.25,
    limit=20,
    whole=55,
    peers=_LIBRARIES,
    points_only=("rustworkx", "networkx"),
)
FULL = Plan(
    "full",
    (10_000, 100_000, 1_000_000),
    questions=20,
    budget=15,
    limit=600,
    whole=5_400,
    peers=tuple(SPECS),
    ruled_sizes=(10_000, 100_000),
    starts=100_000,
    requests=2_000,
)
