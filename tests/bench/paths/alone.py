"""The candidate by itself: what it costs beside the least that any answer could cost, and beside its own other answers.

    measure_alone(Alone(1_000_000, "point"))   →  {"reach_share": …, "ratios": {"columns": …}, "micros": …, "memory": …}

The ratios, all of two things asked in turn: one pass of reach ÷ reading the four columns once; 64 questions in one pass ÷
one by one, each; all choke points ÷ one pass.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

import numpy as np

from app.engine.kernels import Timetable
from app.store.segments import Segment, write_segment
from tests.bench.paths.candidate import Candidate
from tests.bench.paths.graphs import (
    ChokeQuestion,
    Graph,
    ReachQuestion,
    make_graph,
    path_questions,
    reach_questions,
    slice_of,
    source_questions,
)
from tests.bench.paths.machine import resident_mib
from tests.bench.paths.peer import UNREACHED
from tests.bench.paths.timing import compare, how_many, percentile, seconds, times

__all__ = ["ONE_ASSET", "Alone", "measure_alone", "wrong_lanes"]

Json: TypeAlias = dict[str, Any]

ONE_ASSET = 3_600
"""Transfers of one dataset: what a question about one leak is asked of."""

LANES = 64


@dataclass(frozen=True, slots=True)
class Alone:
    """One graph; `budget` is the seconds for each thing that is timed."""

    transfers: int
    kind: str
    seed: int = 1
    questions: int = 50
    budget: float = 1.0


def measure_alone(task: Alone) -> Json:
    """All that is measured without a peer."""
    graph = make_graph(task.transfers, task.kind, task.seed)
    Candidate(make_graph(1_000, task.kind, task.seed)).wake()
    before = resident_mib()
    mine, build = seconds(lambda: Candidate(graph))
    after = resident_mib()
    found: Json = {"transfers": task.transfers, "kind": task.kind, "actors": graph.actors, "load_s": round(build, 4)}
    found["memory"] = _memory(graph, mine, before, after)
    found["reach_share"] = _reach_share(mine, reach_questions(graph, task.questions))
    found["micros"] = _micros(task, graph, mine)
    found["ratios"] = _ratios(task, graph, mine)
    found |= {"checks": LANES, "wrong": wrong_lanes(graph, mine)}
    found["reopen_s"] = _reopened(mine, reach_questions(graph, 1)[0])
    return found


def _memory(graph: Graph, mine: Candidate, before: float | None, after: float | None) -> Json:
    """Bytes for each transfer: the columns as given, all arrays of the timetable, and what the process grew by."""
    grown = None if before is None or after is None else round((after - before) * 2**20 / graph.transfers, 1)
    arrays = mine.timetable.bytes() / graph.transfers
    return {"columns": graph.nbytes / graph.transfers, "timetable": round(arrays, 1), "process": grown}


def _reach_share(mine: Candidate, questions: Sequence[ReachQuestion]) -> Json:
    shares = [float((mine.moments(mine.downstream(one)) != UNREACHED).mean()) for one in questions]
    return {"median": round(median(shares), 3), "low": round(min(shares), 3), "high": round(max(shares), 3)}


def _micros(task: Alone, graph: Graph, mine: Candidate) -> Json:
    """The time of each sort of question, and how large the answers were."""
    asked: dict[str, tuple[Callable[[Any], object], Sequence[Any]]] = {
        "downstream": (mine.downstream, reach_questions(graph, task.questions)),
        "upstream": (mine.upstream, source_questions(graph, task.questions)),
    }
    if task.transfers >= 100 * ONE_ASSET:
        part = slice_of(graph, ONE_ASSET, task.seed)
        asked["one dataset"] = (Candidate(part).downstream, reach_questions(part, task.questions))
    asked["paths"] = (mine.paths, path_questions(graph, 2 * task.questions))
    told = {name: _percentiles(task, ask, questions) for name, (ask, questions) in asked.items()}
    sizes = [mine.paths(one).count for one in asked["paths"][1]]
    told["paths"] |= {"found_median": median(sizes), "found_most": max(sizes)}
    return told


def _percentiles(task: Alone, ask: Callable[[Any], object], questions: Sequence[Any]) -> Json:
    _, takes = seconds(lambda: [ask(one) for one in questions[:5]])
    chosen = questions[: how_many(takes / 5, task.budget, len(questions))]
    taken = times(ask, chosen)
    return {"asked": len(chosen), "p50": round(median(taken), 1), "p99": round(percentile(taken, 0.99), 1)}


def _ratios(task: Alone, graph: Graph, mine: Candidate) -> Json:
    columns = [graph.provider, graph.recipient, graph.earliest, graph.latest]
    questions = reach_questions(graph, min(10, task.questions))
    batches = [reach_questions(graph, LANES, seed) for seed in range(10, 13)]
    chokes = _choke_questions(mine, questions)

    def read(_: object) -> list[Any]:
        return [np.max(column) for column in columns]

    def one_by_one(batch: Sequence[ReachQuestion]) -> list[Any]:
        return [mine.downstream(question) for question in batch]

    def one_pass(question: ChokeQuestion) -> object:
        return mine.downstream(ReachQuestion(question.first, question.moment))

    return {
        "columns": compare(read, mine.downstream, questions).to_json(),
        "lanes": compare(one_by_one, mine.lanes, batches).to_json(),
        "choke points": compare(one_pass, mine.chokes, chokes).to_json(),
    }


def _choke_questions(mine: Candidate, questions: Sequence[ReachQuestion]) -> list[ChokeQuestion]:
    """From where the others begin, each to somebody whom it reaches."""
    found, rng = list[ChokeQuestion](), np.random.default_rng(4)
    for actor, moment in questions:
        reached = np.flatnonzero(mine.moments(mine.downstream(ReachQuestion(actor, moment))) != UNREACHED)
        others = reached[reached != actor]
        if len(others):
            found.append(ChokeQuestion(actor, int(rng.choice(others)), moment))
    return found


def wrong_lanes(graph: Graph, mine: Candidate) -> list[str]:
    """Questions that one pass for all answers otherwise than a pass for each."""
    batch = reach_questions(graph, LANES, seed=10)
    found = mine.lanes(batch)
    return [
        f"lanes {question}"
        for number, question in enumerate(batch)
        if not np.array_equal(found.arrivals(number), mine.downstream(question))
    ]


def _reopened(mine: Candidate, question: ReachQuestion) -> float:
    """From a segment to the first answer, mapped into memory and checked; its pages are still in the system's cache."""
    arrays = mine.timetable.to_arrays()
    with TemporaryDirectory(prefix="leaktrail-timetable-") as folder:
        file = write_segment(Path(folder), "bench", {name: memoryview(array) for name, array in arrays.items()})

        def first_answer() -> object:
            segment = Segment.open(Path(folder) / file, "bench")
            columns = {name: segment.array(name) for name in arrays}
            return Candidate.over(Timetable.from_arrays(columns)).downstream(question)

        return round(seconds(first_answer)[1], 5)
