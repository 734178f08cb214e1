"""Kernels by themselves, in processor time, which holds on a busy machine too: each beside one pass of reach.

    nice .venv/bin/python -m tests.bench.kernel_speed --transfers 100000 1000000

`tests.bench.paths` measures them beside other engines by the clock; this is for work on a kernel. The graphs and
questions are the same. Of each question the best of several runs counts, and of all questions the median.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from statistics import median, quantiles
from time import thread_time

import numpy as np

from app.engine.kernels import (
    Timetable,
    find_between,
    find_chokes,
    find_simple_paths,
    reach_backward,
    reach_forward,
    reach_many,
)
from app.engine.kernels.speed import Speed, force
from tests.bench.paths.graphs import (
    KINDS,
    LATEST,
    Graph,
    make_graph,
    path_questions,
    reach_questions,
    slice_of,
    source_questions,
)
from tests.bench.paths.peer import Missing
from tests.bench.paths.peers.c_floor import CFloor

ONE_DATASET = 3_600
LANES = 64


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--transfers", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=KINDS)
    parser.add_argument("--runs", type=int, default=7)
    asked = parser.parse_args()
    with force(Speed.COMPILED):
        for transfers in asked.transfers:
            for kind in asked.kinds:
                print(f"{transfers:,} transfers, {kind}")
                measure(make_graph(transfers, kind, seed=1), asked.runs, lambda line: print(f"    {line}", flush=True))
    return 0


def measure(graph: Graph, runs: int, report: Callable[[str], None], questions: int = 8) -> None:
    """All kernels on one graph."""
    columns = (graph.provider, graph.recipient, graph.earliest, graph.latest)
    timetable = Timetable.of(*columns, actors=graph.actors)
    build = best([()], lambda: Timetable.of(*columns, actors=graph.actors), 2)[0]
    report(f"{build:10.3f} s   build; {timetable.bytes() / len(timetable):.1f} bytes for each transfer")
    onward, back = reach_questions(graph, questions), source_questions(graph, questions)
    share = median(float((np.abs(reach_forward(timetable, *one)) <= LATEST).mean()) for one in onward)
    ends = [(a.actor, b.actor, a.moment) for a, b in zip(onward, back, strict=True) if a.actor != b.actor]
    out = np.empty(graph.actors, np.int32)
    passes = best(onward, lambda actor, day: reach_forward(timetable, actor, day, out), runs)
    one = median(passes)
    report(f"{1000 * one:10.3f} ms  first arrivals ({share:.0%} of the actors reached)")

    def told(name: str, taken: Sequence[float]) -> None:
        report(f"{1000 * median(taken):10.3f} ms  {name}: {median(taken) / one:.2f} passes")

    told("last departures", best(back, lambda actor, day: reach_backward(timetable, actor, day, out), runs))
    told("reading the columns once", best([()], lambda: [np.max(column) for column in columns], runs))
    try:
        floor = CFloor(graph)
        told(
            "first arrivals in C", best(onward, lambda actor, day: floor.downstream(type(onward[0])(actor, day)), runs)
        )
    except Missing as missing:
        report(f"           {missing}")
    told("choke points", best(ends, lambda a, b, day: find_chokes(timetable, a, b, day, LATEST), runs))
    told("transfers between", best(ends, lambda a, b, day: find_between(timetable, a, b, day, LATEST), runs))
    batch = [tuple(question) for question in reach_questions(graph, LANES, seed=9)]
    kept = reach_many(timetable, batch)
    lanes = best([()], lambda: reach_many(timetable, batch, kept), runs)[0]
    singles = best([()], lambda: [reach_forward(timetable, *question, out) for question in batch], 2)[0]
    report(f"{1000 * lanes:10.3f} ms  64 questions at once: each {lanes / singles:.3f} of one by one")
    paths = [tuple(question) for question in path_questions(graph, 40 * questions)]
    taken = best(paths, lambda a, b: find_simple_paths(timetable, a, b, 0, LATEST, max_hops=4), max(2, runs // 2))
    report(f"{1000 * median(taken):10.3f} ms  paths of 4 hops; p99 {1000 * quantiles(taken, n=100)[98]:.3f} ms")
    part = slice_of(graph, min(ONE_DATASET, graph.transfers), seed=1)
    small = Timetable.of(part.provider, part.recipient, part.earliest, part.latest, actors=part.actors)
    taken = best(reach_questions(part, 20 * questions), lambda actor, day: reach_forward(small, actor, day), runs)
    report(
        f"{1000 * median(taken):10.4f} ms  first arrivals in one dataset; p99 {1000 * quantiles(taken, n=100)[98]:.4f}"
    )


def best(questions: Sequence[Sequence[int]], ask: Callable[..., object], runs: int) -> list[float]:
    """Seconds of the best run of each question. They are asked in turn, so each finds the caches as others left them."""
    taken = [float("inf")] * len(questions)
    for _ in range(runs + 1):
        for number, question in enumerate(questions):
            began = thread_time()
            ask(*question)
            taken[number] = min(taken[number], thread_time() - began)
    return taken


if __name__ == "__main__":
    sys.exit(main())
