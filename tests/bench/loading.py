"""How fast documents are read and stored: cold, warm, by several processes, and when all of them are there already.

    .venv/bin/python -m tests.bench.loading ../shared/seeds
    .venv/bin/python -m tests.bench.loading --workers 2 --skips 10000

Warm figures are CPU seconds of one core (`time.process_time`), so other work on the machine counts little; cold ones,
those of several processes and the skips are seconds of a clock, which it does disturb. Without a folder the bundled
samples are read.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from app.bootstrap import read_document
from app.domain.document import Metadata
from app.domain.ids import document_id
from app.services.demo import sample_folder
from app.services.files import Item, find_files, items_of
from app.services.load import Outcome, load
from app.services.readers import Readers
from app.services.readership import open_readers
from app.store.uri import open_store
from tests.builders import plain_reading

_PROGRAM = "from app.cli.main import main; main()"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--workers", type=int, default=0, metavar="N", help="compare 1 process that reads with N")
    parser.add_argument("--skips", type=int, default=0, metavar="N", help="load N documents that are there already")
    parser.add_argument("--copies", type=int, default=4, help="of each document, for --workers")
    given = parser.parse_args()
    with TemporaryDirectory(prefix="leaktrail-loading-") as place, sample_folder() as samples:
        folder, scratch = given.folder or samples, Path(place)
        if given.skips:
            _skips(scratch, given.skips)
        elif given.workers:
            _side_by_side(folder, scratch, given.workers, given.copies)
        else:
            _cold(folder, scratch)
            _warm(folder)
    return 0


def _cold(folder: Path, scratch: Path) -> None:
    began = time.perf_counter()
    command = [sys.executable, "-c", _PROGRAM, "--store", f"sqlite:///{scratch}/cold.db", "load", str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds, memory = time.perf_counter() - began, used.ru_maxrss / 1024
    print(f"cold: a new process, {seconds:.1f} s ({used.ru_utime + used.ru_stime:.1f} CPU s), {memory:.0f} MB")


def _warm(folder: Path) -> None:
    items = _items(folder)
    read_document("甲社の元社員が名簿を業者に売った。".encode(), "warm.txt", Metadata())
    began = time.process_time()
    lengths = [len(read_document(item.data, item.name, item.metadata).document.text or "") for item in items]
    seconds = time.process_time() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"warm: {sum(lengths):,} characters, {seconds:.1f} CPU s, {sum(lengths) / seconds:,.0f} a second, {memory:.0f} MB"
    )


def _side_by_side(folder: Path, scratch: Path, workers: int, copies: int) -> None:
    """Copies differ in one sign at their end, so each is a document of its own."""
    for number in range(copies):
        for item in _items(folder):
            (scratch / f"{number}-{item.name}").write_bytes(item.data + b"\n" * (number + 1))
    seconds: list[float] = []
    for number in (1, workers):
        with open_readers(read_document, f"{number}") as readers:
            for item in _items(folder)[:1] * number:  # each process has its models before the clock runs
                readers.start(item).result()
            seconds.append(_load(scratch, f"{scratch}/{number}.db", readers))
        print(f"{number} workers: {seconds[-1]:.1f} s")
    print(f"{workers} workers are {seconds[0] / seconds[1]:.2f} times as fast as one")


def _load(folder: Path, file: str, readers: Readers) -> float:
    began = time.perf_counter()
    with closing(open_store(f"sqlite:///{file}")) as store:
        events = list(load(store, find_files([folder]), read_document, readers=readers))
    assert {event.outcome for event in events} <= {Outcome.LOADED, Outcome.IGNORED}, events
    return time.perf_counter() - began


def _skips(scratch: Path, number: int) -> None:
    text = "甲社の元社員が名簿を業者に売った。" * 300
    (scratch / "in").mkdir()
    with closing(open_store(f"sqlite:///{scratch}/skips.db")) as store:
        readings = []
        for place in range(number):
            data = f"{place}番目の文書。\n{text}".encode()
            (scratch / "in" / f"{place}.txt").write_bytes(data)
            readings.append(replace(plain_reading(data, f"{place}.txt", Metadata()), passages=()))
            assert readings[-1].document.id == document_id(data)
        store.put_readings(readings)
        began = time.perf_counter()
        events = list(load(store, find_files([scratch / "in"]), read_document))
        seconds = time.perf_counter() - began
    assert {event.outcome for event in events} == {Outcome.SKIPPED}
    print(f"{number:,} documents that are there already: {seconds:.1f} s, {seconds / number * 1000:.2f} ms each")


def _items(folder: Path) -> list[Item]:
    insides = [inside for path in find_files([folder]).files for inside in items_of(path)]
    return [inside for inside in insides if isinstance(inside, Item)]


if __name__ == "__main__":
    sys.exit(main())
