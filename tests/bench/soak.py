"""Mixed requests to a real server process, for long: errors, memory, descriptors, latencies.

    .venv/bin/python -m tests.bench.soak --requests 100000 --clients 8 --out soak.json

Questions, lists, streams, documents sent and taken out again, mistakes. After a warm-up of a tenth, memory (RSS) is told
every so often, and growth is the median of the last tenth against that of the first after the warm-up. The process is
the one of `tests.fuzz.server`: the application as it is over a file, with a reader that needs no language model.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter
from typing import Any, TypeAlias
from urllib.parse import quote

from tests.bench.paths.machine import describe_machine
from tests.fuzz.campaign import server

__all__ = ["soak"]

Json: TypeAlias = dict[str, Any]
_LOOKS = 60
"""How often memory and descriptors are looked at."""
_READS = (
    *("/v1/paths?from=shop&to=dealer&k={n}", "/v1/paths?from=shop&to=dealer", "/v1/lineage/shop?max_hops={h}"),
    *("/v1/holders?by=2030-0{h}-01", "/v1/chokepoints?from=shop&to=dealer", "/v1/outstanding", "/v1/counts"),
    *("/v1/graph?limit={n}", "/v1/graph?actor=broker"),
    *("/v1/common-source?a=t4&b=t6", "/v1/withdrawal?document=memo", "/v1/single-source?limit={n}", "/v1/actors"),
    *("/v1/transfers?limit={n}", "/v1/claims?q=名&limit={n}", "/v1/passages?q=い", "/v1/documents/memo/text"),
    *("/v1/conflicts", "/v1/events", "/v1/jobs?limit={n}", "/v1/export?format=graphml", "/openapi.json", "/readyz"),
    *("/v1/paths?from=shop&to=dealer&known_on=2030-0{h}-15", "/v1/transfers/t{h}", "/v1/actors/nobody{n}"),
    *("/v1/actors?limit=0", "/v1/nothing", "/v1/holders?by=never", "/v1/actors?cursor=x{n}"),
)


@dataclass(slots=True)
class _Seen:
    """What came back, and what the process held meanwhile."""

    statuses: Counter[int] = field(default_factory=Counter[int])
    errors: Counter[str] = field(default_factory=Counter[str])  # of the server: by what was asked, status and code
    seconds: list[float] = field(default_factory=list[float])
    memory: list[int] = field(default_factory=list[int])
    descriptors: list[int] = field(default_factory=list[int])
    left: int = 0


def main() -> int:
    """Run and tell; 1 for a server error, growth of a tenth or more, or descriptors that pile up."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=100_000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--out", type=Path, help="write the report there, as JSON")
    arguments = parser.parse_args()
    report = soak(arguments.requests, arguments.clients)
    for name, value in report.items():
        print(f"{name}: {value}")
    if arguments.out:
        arguments.out.write_text(json.dumps(report, indent=1) + "\n", "utf-8")
    return int(report["server_errors"] > 0 or report["memory_growth"] >= 0.1 or report["descriptors_growth"] > 8)


def soak(requests: int, clients: int) -> Json:
    """The report."""
    with server() as (address, secret):
        port, process = int(address.rpartition(":")[2]), _process_on(int(address.rpartition(":")[2]))
        began = perf_counter()
        warm = asyncio.run(_load(port, secret, process, max(requests // 10, clients), clients, 1))
        seen = asyncio.run(_load(port, secret, process, requests, clients, 2))
        return describe_machine() | _told(seen, warm, perf_counter() - began)


def _told(seen: _Seen, warm: _Seen, took: float) -> Json:
    tenth = max(len(seen.memory) // 10, 1)
    first, last = median(seen.memory[:tenth]), median(seen.memory[-tenth:])
    cuts = quantiles(seen.seconds, n=100)
    return {
        "requests": sum(seen.statuses.values()),
        "warm_up": sum(warm.statuses.values()),
        "statuses": {str(status): number for status, number in sorted(seen.statuses.items())},
        "server_errors": seen.errors.total(),
        "errors": dict(seen.errors),
        "seconds": round(took, 1),
        "p50_ms": round(cuts[49] * 1000, 2),
        "p99_ms": round(cuts[98] * 1000, 2),
        "memory_mb": {"first": round(first / 1e6, 1), "last": round(last / 1e6, 1)},
        "memory_growth": round(last / first - 1, 4),
        "descriptors": {"least": min(seen.descriptors), "most": max(seen.descriptors)},
        "descriptors_growth": round(median(seen.descriptors[-tenth:]) - median(seen.descriptors[:tenth])),
    }


async def _load(port: int, secret: str, process: int, requests: int, clients: int, seed: int) -> _Seen:
    seen = _Seen(left=requests)
    every = max(requests // _LOOKS, 1)
    await asyncio.gather(*(_client(port, secret, process, seen, every, Random(seed * 100 + n)) for n in range(clients)))
    return seen


async def _client(port: int, secret: str, process: int, seen: _Seen, every: int, random: Random) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        while seen.left > 0:
            seen.left -= 1
            if seen.left % every == 0:
                seen.memory.append(_memory(process))
                seen.descriptors.append(len(list(Path(f"/proc/{process}/fd").iterdir())))
                print(f"{seen.left:,} left, errors: {dict(seen.errors) or None}", file=sys.stderr)
            method, address, body, more = _request(random)
            began = perf_counter()
            status, ends, answer = await _one(
                reader, writer, method, address, body, more | {"authorization": f"Bearer {secret}"}
            )
            seen.seconds.append(perf_counter() - began)
            seen.statuses[status] += 1
            if status >= 500:
                code = json.loads(answer)["code"] if answer else "no body"
                seen.errors[f"{method} {address.partition('?')[0]} {status} {code}"] += 1
            if ends:
                writer.close()
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
    finally:
        writer.close()


def _request(random: Random) -> tuple[str, str, bytes, dict[str, str]]:
    """One in fifty sends a document, and one in fifty takes one out."""
    dice, number = random.random(), random.randrange(1, 12)
    if dice < 0.02:
        text = f"みどり沢通販の名簿 {number} が渡った。\n".encode()
        return "POST", f"/v1/documents?name=sent{number}.txt", text, {"content-type": "text/plain"}
    if dice < 0.04:
        return "DELETE", f"/v1/documents/sent{number}", b"", {}
    address = random.choice(_READS).format(n=random.randrange(1, 500), h=random.randrange(1, 9))
    accept = {"accept": "application/x-ndjson"} if dice < 0.1 else {}
    return "HEAD" if dice > 0.97 else "GET", address, b"", accept


async def _one(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    method: str,
    address: str,
    body: bytes,
    headers: dict[str, str],
) -> tuple[int, bool, bytes]:
    """Status, whether the connection ends, and the answer if it came in one piece."""
    lines = [f"{method} {quote(address, safe='/?&=:%')} HTTP/1.1", "host: 127.0.0.1", f"content-length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    writer.write("\r\n".join([*lines, "", ""]).encode() + body)
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    status = int(head.split(b" ", 2)[1])
    answer = b""
    if method != "HEAD" and status not in (204, 304):
        if b"transfer-encoding: chunked" in head:
            while size := int(await reader.readline(), 16):
                await reader.readexactly(size + 2)
            await reader.readline()
        else:
            length = head.partition(b"content-length:")[2].partition(b"\r\n")[0]
            answer = await reader.readexactly(int(length or 0))
    return status, b"connection: close" in head, answer


def _memory(process: int) -> int:
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * 4096


def _process_on(port: int) -> int:
    """The process that listens on a port of loopback."""
    wanted = f"0100007F:{port:04X}"
    rows = (line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:])
    inode = next(row[9] for row in rows if row[1] == wanted and row[3] == "0A")
    for folder in Path("/proc").glob("[0-9]*/fd"):
        try:
            if any(link.readlink() == Path(f"socket:[{inode}]") for link in folder.iterdir()):
                return int(folder.parent.name)
        except OSError:
            continue  # gone, or another user's
    raise LookupError("nobody listens there")


if __name__ == "__main__":
    sys.exit(main())
