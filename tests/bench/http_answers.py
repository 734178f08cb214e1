"""What a path answer over HTTP costs the server, beside a fixed answer of the same bytes in the same process.

    .venv/bin/python -m tests.bench.http_answers --out http.json

One worker on loopback; a few connections that each wait for their answer before they ask again. Counted is the processor
time of the server for a request, since a client on the same machine takes from the same cores; requests a second and core
follow from it. Rounds of all are taken in turn; told is the median of the rounds and the lowest and highest.

`paths`: each question is another one (`k` and `max_hops` differ, the answer does not), so each is worked out. `again`:
always the same question of a record that does not change, so the answer is known after the first.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from itertools import count, repeat
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, NamedTuple, TypeAlias

from tests.bench.http_server import ADDRESS
from tests.bench.paths.machine import describe_machine

__all__ = ["measure_answers"]

Json: TypeAlias = dict[str, Any]

_FIXED = "/bench/fixed"


class Round(NamedTuple):
    """Of one load: processor microseconds of the server for a request, and requests a second as the client saw them."""

    micros: float
    per_second: float


def main() -> int:
    """Measure and tell; 1 if an answer was not what it should be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=2_000, help="of each round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--out", type=Path, help="write the report there, as JSON")
    arguments = parser.parse_args()
    report = measure_answers(arguments.requests, arguments.rounds, arguments.connections)
    for name, value in report.items():
        print(f"{name}: {value}")
    if arguments.out:
        arguments.out.write_text(json.dumps(report, indent=1) + "\n", "utf-8")
    return 0


def measure_answers(requests: int, rounds: int, connections: int) -> Json:
    """The report."""
    with _server() as port:
        return asyncio.run(_measure(port, requests, rounds, connections))


async def _measure(port: int, requests: int, rounds: int, connections: int) -> Json:
    body = await _get(port, ADDRESS)
    found = json.loads(body)
    if not all(hop["evidence"] for path in found["paths"] for hop in path["hops"]):
        raise AssertionError("a hop without its words")
    if {**json.loads(await _get(port, _FIXED)), "elapsed_ms": 0} != {**found, "elapsed_ms": 0}:
        raise AssertionError("the fixed answer is another one")
    fixed, paths, again, question = list[Round](), list[Round](), list[Round](), list[float]()
    others = _others()
    for addresses in (repeat(_FIXED), repeat(ADDRESS), others):  # the first requests wake what is made at the first use
        await _load(port, addresses, requests // 4 + 1, connections)
    for _ in range(rounds):
        fixed.append(await _load(port, repeat(_FIXED), requests, connections))
        again.append(await _load(port, repeat(ADDRESS), requests, connections))
        paths.append(await _load(port, others, requests, connections))
        asked = json.loads(await _get(port, f"/bench/question?times={requests}"))
        question.append(asked["seconds"] / requests * 1e6)
    said = {"bytes": len(body), "paths": len(found["paths"])}
    return describe_machine() | _told(fixed, paths, question) | _told_again(fixed, again) | said


def _others() -> Iterator[str]:
    """One question after the other, none of them twice before 7,960 were asked; the answers say the same."""
    return (f"{ADDRESS}&k={k}&max_hops={hops}" for _ in count() for hops in range(8, 16) for k in range(5, 1_000))


def _told_again(fixed: list[Round], again: list[Round]) -> Json:
    ratios = [ours.micros / least.micros for ours, least in zip(again, fixed, strict=True)]
    micros = median(one.micros for one in again)
    return {"again_ratio": _spread(ratios), "again_us": round(micros, 1), "again_per_second": round(1e6 / micros)}


def _spread(ratios: list[float]) -> Json:
    return {"ratio": round(median(ratios), 3), "low": round(min(ratios), 3), "high": round(max(ratios), 3)}


def _told(fixed: list[Round], paths: list[Round], question: list[float]) -> Json:
    ratios = [ours.micros / least.micros for ours, least in zip(paths, fixed, strict=True)]
    over = [ours.micros - itself for ours, itself in zip(paths, question, strict=True)]
    static, live = median(one.micros for one in fixed), median(one.micros for one in paths)
    return {
        "ratio": _spread(ratios),
        "static_us": round(static, 1),
        "paths_us": round(live, 1),
        "question_us": round(median(question), 1),
        "over_question_us": round(median(over), 1),
        "static_per_second": round(1e6 / static),
        "paths_per_second": round(1e6 / live),
        "seen_static_per_second": round(median(one.per_second for one in fixed)),
        "seen_paths_per_second": round(median(one.per_second for one in paths)),
    }


async def _load(port: int, addresses: Iterator[str], requests: int, connections: int) -> Round:
    """So many requests over so many connections, each for the next of the addresses."""
    clock, began = await _clock(port), perf_counter()
    shares = [requests // connections + (i < requests % connections) for i in range(connections)]
    await asyncio.gather(*(_ask_often(port, addresses, share) for share in shares if share))
    took, spent = perf_counter() - began, await _clock(port) - clock
    return Round(spent / requests * 1e6, requests / took)


async def _ask_often(port: int, addresses: Iterator[str], times: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for _ in range(times):
            await _one(reader, writer, next(addresses))
    finally:
        writer.close()
        await writer.wait_closed()


async def _clock(port: int) -> float:
    return json.loads(await _get(port, "/bench/clock"))["seconds"]


async def _get(port: int, address: str) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        return await _one(reader, writer, address)
    finally:
        writer.close()
        await writer.wait_closed()


async def _one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, address: str) -> bytes:
    """One request over a connection that stays; all our answers tell their length."""
    writer.write(f"GET {address} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    if not head.startswith(b"http/1.1 200"):
        raise AssertionError(head.decode())
    length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
    return await reader.readexactly(length)


@contextmanager
def _server() -> Generator[int]:
    """A server process; its port."""
    with TemporaryDirectory(prefix="leaktrail-bench-http-") as folder:
        command = [sys.executable, "-m", "tests.bench.http_server", folder]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            try:
                assert process.stdout is not None
                yield int(process.stdout.readline())
            finally:
                process.kill()


if __name__ == "__main__":
    sys.exit(main())
