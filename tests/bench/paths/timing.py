"""Two ways to ask the same questions → how much longer the one takes, as a ratio with its spread.

Both are asked in turn, question by question, in one process, so that a busy neighbour slows both. A run's ratio is the
median over its questions; the ratio told is the median over runs, with the lowest and the highest run beside it.

What runs in one thread is timed by the processor time of that thread. A busy machine takes the processor away from what
takes long, hardly ever from what takes microseconds, so the clock on the wall would flatter the quicker of the two. Only
where an engine works in several threads or in another process is that clock used, for both.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from statistics import median
from time import perf_counter, perf_counter_ns, thread_time_ns
from typing import Any, TypeAlias, TypeVar

__all__ = ["OWN_TIME", "RUNS", "WALL", "Compared", "compare", "how_many", "percentile", "quiet", "seconds", "times"]

RUNS = 5
_LEAST = 3  # so that one question that was disturbed does not decide a run
_Q = TypeVar("_Q")
Clock: TypeAlias = Callable[[], int]
"""Nanoseconds."""

OWN_TIME: Clock = thread_time_ns
WALL: Clock = perf_counter_ns


@dataclass(frozen=True, slots=True)
class Compared:
    """`ratio` = other ÷ mine. Times are in microseconds; `asked` questions in each of the runs."""

    asked: int
    runs: int
    ratio: float
    low: float
    high: float
    mine_p50: float
    mine_p99: float
    other_p50: float
    other_p99: float

    def to_json(self) -> dict[str, Any]:
        """As an object, rounded to four digits that mean something."""
        return {
            name: value if isinstance(value, int) else float(f"{value:.4g}") for name, value in asdict(self).items()
        }


def compare(
    mine: Callable[[_Q], object],
    other: Callable[[_Q], object],
    questions: Sequence[_Q],
    runs: int = RUNS,
    clock: Clock = OWN_TIME,
) -> Compared:
    """Ask each question both ways, `runs` times."""
    ratios, ours, theirs = list[float](), list[float](), list[float]()
    with quiet():
        for run in range(runs):
            of_run = list[float]()
            for turn, question in enumerate(questions, start=run):
                first, second = (mine, other) if turn % 2 else (other, mine)
                one, two = _microseconds(first, question, clock), _microseconds(second, question, clock)
                us, them = (one, two) if turn % 2 else (two, one)
                ours.append(us)
                theirs.append(them)
                of_run.append(them / us)
            ratios.append(median(of_run))
    return Compared(
        asked=len(questions),
        runs=runs,
        ratio=median(ratios),
        low=min(ratios),
        high=max(ratios),
        mine_p50=median(ours),
        mine_p99=percentile(ours, 0.99),
        other_p50=median(theirs),
        other_p99=percentile(theirs, 0.99),
    )


def times(ask: Callable[[_Q], object], questions: Sequence[_Q], runs: int = RUNS) -> list[float]:
    """Microseconds of this thread for each question, over all runs."""
    with quiet():
        return [_microseconds(ask, question, OWN_TIME) for _ in range(runs) for question in questions]


def how_many(one_takes: float, budget: float, most: int, runs: int = RUNS) -> int:
    """How many questions fit into `budget` seconds, if one takes so long: at least three, and `most` at the most."""
    return max(min(_LEAST, most), min(most, int(budget / (runs * max(one_takes, 1e-7)))))


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share does not exceed (nearest rank)."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


def seconds(act: Callable[[], _Q]) -> tuple[_Q, float]:
    """What it gives, and how long it took."""
    began = perf_counter()
    found = act()
    return found, perf_counter() - began


@contextmanager
def quiet() -> Generator[None]:
    """Without the collector of cycles, as `timeit` does: it would run when it likes, at the cost of either."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _microseconds(ask: Callable[[_Q], object], question: _Q, clock: Clock) -> float:
    began = clock()
    ask(question)
    return (clock() - began) / 1000
