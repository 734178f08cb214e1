"""The differential campaign: `python -m tests.differential.campaign --checks 100000 [--seed N] [--workers 2]`.

Each check asks the engine one question on one random graph and compares the whole answer with that of an independent
implementation (`peers.py`). The exit code is 1 if any differs; each difference is printed with its name and the least
graph found that shows it. `--check PEER/KIND/NUMBER` makes one check again.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from time import perf_counter

from tests.differential.checks import Batch, Tally, batches, explain, question_of, run, summed
from tests.differential.peers import PEERS
from tests.differential.questions import Kind, shown
from tests.differential.routes import ROUTES

SHOWN = 3
"""Differences that are shrunk and printed for each line of the table."""


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.differential.campaign", description=__doc__)
    parser.add_argument("--checks", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=20310402)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--check", metavar="PEER/KIND/NUMBER", help="make this one check of the seed again")
    given = parser.parse_args(arguments)
    if given.check is not None:
        return again(given.check, given.seed)
    began = perf_counter()
    rows = list(summed(progress(batches(given.checks, given.seed), given.workers)))
    print(table(rows, perf_counter() - began))
    for row in rows:
        for number in row.wrong[:SHOWN]:
            print(f"\n{row.peer}/{row.kind.value}/{number} on {row.route}, seed {given.seed}:")
            route = next(r for r in ROUTES if r.name == row.route)
            print(explain(PEERS[row.peer], route, question_of(row.peer, row.kind, given.seed, number)))
    return int(any(row.wrong for row in rows))


def progress(work: Sequence[Batch], workers: int) -> Iterator[Tally]:
    """All tallies as they come, with a line on stderr that tells how far it is."""
    whole = sum(batch.size for batch in work)
    done = wrong = 0
    for tallies in _run_all(work, workers):
        done += tallies[0].checks
        wrong += sum(len(tally.wrong) for tally in tallies)
        print(f"\r{done:,} of {whole:,} questions, {wrong} differ ", end="", file=sys.stderr, flush=True)
        yield from tallies
    print(file=sys.stderr)


def _run_all(work: Sequence[Batch], workers: int) -> Iterable[list[Tally]]:
    if workers == 1:
        yield from map(run, work)
    else:
        with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
            yield from pool.map(run, work)


def table(rows: Sequence[Tally], seconds: float) -> str:
    """What was checked, how much of it had an answer that is not empty, what it cost, and what differs."""
    head = ("peer", "kind", "route", "checks", "with answer", "differ", "engine ms", "peer ms")
    lines = [head, *(_line(row) for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    text = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    checks, wrong = sum(row.checks for row in rows), sum(len(row.wrong) for row in rows)
    work = sum(row.engine_seconds + row.peer_seconds for row in rows)
    return "\n".join([*text, f"{checks:,} checks in {seconds:,.0f} s, {work:,.0f} s of processor time; {wrong} differ"])


def _line(row: Tally) -> tuple[str, ...]:
    costs = (f"{1000 * cost / row.checks:.2f}" for cost in (row.engine_seconds, row.peer_seconds))
    numbers = (f"{row.checks:,}", f"{row.checks - row.empty:,}", str(len(row.wrong)))
    return (row.peer, row.kind.value, row.route, *numbers, *costs)


def again(name: str, seed: int) -> int:
    """One check once more, as it is and shrunk."""
    peer, kind, number = name.split("/")
    asked = question_of(peer, Kind(kind), seed, int(number))
    print(shown(asked))
    tallies = run(Batch(peer, Kind(kind), seed, int(number), 1))
    for tally in tallies:
        route = next(r for r in ROUTES if r.name == tally.route)
        print(f"\non {route.name}: {'differs' if tally.wrong else 'no difference'}")
        if tally.wrong:
            print(explain(PEERS[peer], route, asked))
    return int(any(tally.wrong for tally in tallies))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
