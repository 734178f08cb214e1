"""One more document: brought into what is resolved already, beside resolving all anew. Seconds and memory of both.

    nice .venv/bin/python -m tests.bench.resolving --documents 100 100000

Seconds are those of the processor, so that they hold on a busy machine too. 100,000 documents take about half an hour.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import TypeVar

from app.domain.graph import Graph
from app.domain.view import Reading, View
from loaders.resolve import Resolver, resolve
from tests.bench.leak_case import leak_case

_T = TypeVar("_T")
_MORE = 20
_Report = Callable[[str], None]


def main() -> int:
    """Measure and print; 1 if the graphs differ."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--documents", type=int, nargs="+", default=[100, 1_000])
    for documents in parser.parse_args().documents:
        print(f"{documents:,} documents")
        if not compared(documents, lambda line: print(f"    {line}", flush=True)):
            print("the graphs differ", file=sys.stderr)
            return 1
    return 0


def compared(documents: int, report: _Report) -> bool:
    """Bring a few documents in, one by one, and one out; True if the graph is that of resolving all anew."""
    before = _megabytes()
    readings = leak_case(documents + _MORE)
    more = readings[:: max(1, len(readings) // _MORE)][:_MORE]  # of as many leaks, which are known already or not
    report(f"{_megabytes() - before:10,.0f} MB  the readings")
    before, resolver = _megabytes(), Resolver()
    kept = set(map(id, more))
    for reading in readings:
        if id(reading) not in kept:
            resolver.put(reading)
    report(f"{_seconds(resolver.graph)[0]:10.3f} s   first build")
    report(f"{_megabytes() - before:10,.0f} MB  what the resolver holds, and its graph")
    _bring_in(resolver, more, report)
    report(f"{_seconds(lambda: _without(resolver, more[0]))[0]:10.3f} s   one document out")
    seconds, anew = _seconds(lambda: resolve([one for one in readings if one is not more[0]], View()))
    report(f"{seconds:10.3f} s   all anew")
    return resolver.graph() == anew


def _bring_in(resolver: Resolver, more: Sequence[Reading], report: _Report) -> None:
    took = list(_took(resolver, more))
    resolved, given = (sorted(seconds) for seconds in zip(*took, strict=True))
    report(f"{median(resolved):10.3f} s   one more document (at most {resolved[-1]:.3f} s)")
    report(f"{median(given):10.3f} s   to hand out its graph")
    report(f"{_seconds(lambda: _again(resolver, more[0]))[0]:10.3f} s   the same document once more")


def _took(resolver: Resolver, more: Sequence[Reading]) -> Iterator[tuple[float, float]]:
    for reading in more:
        resolver.put(reading)
        yield _seconds(resolver.settle)[0], _seconds(resolver.graph)[0]


def _again(resolver: Resolver, reading: Reading) -> Graph:
    resolver.put(reading)
    return resolver.graph()


def _without(resolver: Resolver, reading: Reading) -> Graph:
    resolver.remove(reading.document.id)
    return resolver.graph()


def _seconds(act: Callable[[], _T]) -> tuple[float, _T]:
    began = time.process_time()
    found = act()
    return time.process_time() - began, found


def _megabytes() -> float:
    """Resident memory of this process (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    sys.exit(main())
