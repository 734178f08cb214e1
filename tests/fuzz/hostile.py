"""Strings that were made to break something (`hostile.json`) → every text input of HTTP and of the command line.

    .venv/bin/python -m tests.fuzz.hostile       all strings through all inputs of HTTP; minutes

Nothing may change the record, be a server error, or repeat what was sent in a problem. The inputs are those of the
description (/openapi.json), so a route of tomorrow is attacked too.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote, urlencode

from starlette.testclient import TestClient

from app.api.main import create_app
from app.store.uri import open_store
from tests.fuzz.server import filled

__all__ = ["ENCODED", "FILE", "Input", "attack", "command_lines", "hostile_strings", "inputs", "quote"]

FILE = Path(__file__).with_name("hostile.json")
ENCODED = (
    *(
        "%ED%A0%80",
        "%ED%B0%80",
        "%ED%A0%BD%ED%B8%80",
        "%FF",
        "%C0%80",
        "%C0%AE%C0%AE%2F",
        "%F8%88%80%80%80",
        "%80",
        "%E3%81",
    ),
    *("%", "%%", "%zz", "%u0041", "%0", "%00", "%0d%0aX-Injected:%201", "%25%30%30", "+", "%2B", "%26k=9", "%23"),
)
"""As they stand in an address: halves of surrogate pairs, bytes that are no UTF-8, escapes that are none."""
_FIXED = {
    "from": "shop",
    "to": "dealer",
    "a": "t4",
    "b": "t6",
    "document": "memo",
    "q": "名",
    "actor": "shop",
    "id": "memo",
    "marking": "amber",
    "end": "40",
}
_CHANGES = ("DELETE", "PUT")
_ECHO = 10
"""Characters from which on a string cannot stand in an answer by chance."""


@dataclass(frozen=True, slots=True)
class Input:
    """One place of one operation where a text goes in."""

    method: str
    path: str
    name: str
    place: str
    others: tuple[tuple[str, str], ...]

    def address(self, encoded: str) -> str:
        """The address with the text, as it is to stand there, in its place."""
        path = self.path
        for name in ("id", "actor"):
            path = path.replace(f"{{{name}}}", encoded if self.place == "path" and self.name == name else _FIXED[name])
        pairs = [urlencode([pair]) for pair in self.others if pair[0] != self.name]
        if self.place == "query":
            pairs.append(f"{self.name}={encoded}")
        return f"{path}?{'&'.join(pairs)}" if pairs else path


def hostile_strings() -> list[str]:
    """All of them."""
    held = json.loads(FILE.read_text("utf-8"))
    return [text for group in held["strings"].values() for text in group] + [
        piece * often for piece, often in held["long"]
    ]


def inputs(described: dict[str, Any]) -> list[Input]:
    """Where a text goes in; numbers, days and words of a list too, for anything can be sent there."""
    found = list[Input]()
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            parameters = operation.get("parameters", [])
            needed = tuple(
                (p["name"], _FIXED[p["name"]]) for p in parameters if p.get("required") and p["in"] == "query"
            )
            if path == "/v1/judgements" and method == "post":
                needed = (("preview", "true"),)
            places = [p for p in parameters if p["in"] in ("query", "path") and p["name"] != "preview"]
            found += [Input(method.upper(), path, p["name"], p["in"], needed) for p in places]
            if "application/json" in operation.get("requestBody", {}).get("content", {}) and "judgements" in path:
                found += [
                    Input("POST", path, name, "body", needed) for name in ("verdict", "about", "value", "why", "x")
                ]
    return found


def attack(client: TestClient, strings: Iterable[str], every: int = 1) -> int:
    """Send them, each to every `every`-th input in turn; how many requests. AssertionError for what must not be."""
    places = inputs(client.get("/openapi.json").json())
    number = 0
    for turn, text in enumerate(strings):
        for place in places[turn % every :: every]:
            number += _send(client, place, text)
    for turn, raw in enumerate(ENCODED):
        for place in [one for one in places if one.place != "body"][turn % every :: every]:
            if place.method not in _CHANGES:
                _check(place, raw, client.request(place.method, place.address(raw), **_body(place, "")))
                number += 1
    return number


def _send(client: TestClient, place: Input, text: str) -> int:
    address = place.address(quote(text, safe=""))
    if place.method in _CHANGES and client.get(address.partition("?")[0].removesuffix("/marking")).status_code == 200:
        return 0  # it means something that is there
    _check(place, text, client.request(place.method, address, **_body(place, text)))
    return 1


def _body(place: Input, text: str) -> dict[str, Any]:
    if place.path == "/v1/documents" and place.method == "POST":
        return {"content": b"\xff\xfe\xfa", "headers": {"content-type": "text/plain"}}  # is sent, and then not read
    if place.method != "POST":
        return {}
    body = {"verdict": "same", "about": ["shop", "insider"]}
    if place.place == "body":
        body[place.name] = [text, text] if place.name == "about" else text
    return {"content": json.dumps(body), "headers": {"content-type": "application/json"}}


def _check(place: Input, sent: str, response: Any) -> None:
    where = f"{place.method} {place.path} {place.name}={sent!r}: {response.status_code} {response.text[:300]}"
    assert response.status_code < 500, where
    assert "x-injected" not in response.headers, where
    if response.status_code >= 400:
        assert response.headers["content-type"] == "application/problem+json", where
        told = json.dumps(response.json(), ensure_ascii=False)
        assert len(sent) < _ECHO or sent not in told, where


def command_lines(text: str) -> Iterator[list[str]]:
    """Commands that take a text, with this one."""
    for name in ("actors", "transfers", "documents", "passages", "conflicts"):
        yield [name, "--", text]
    for options in (
        ["--dataset"],
        ["--by"],
        ["--known-on"],
        ["--policy"],
        ["--mode"],
        ["--min-status"],
        ["--max-hops"],
    ):
        yield ["paths", "shop", "dealer", *options, text]
    yield ["paths", "--", text, "dealer"]
    yield ["chokepoints", "--", "shop", text]
    yield ["common-source", "--", text, "t4"]
    yield ["downstream", "--", text]
    yield ["upstream", "--", text]
    yield ["without", "--", text]
    yield ["single-source", "--actor", text]
    yield ["counts", "--incident", text]
    yield ["actors", "--cursor", text]
    yield ["actors", "--limit", text]


def main() -> int:
    """All strings through all inputs."""
    with TemporaryDirectory() as folder, closing(open_store(f"sqlite:///{folder}/case.db")) as store:
        services = filled(store, Path(folder))
        before = store.revision()
        with TestClient(create_app(services), raise_server_exceptions=False) as client:
            number = attack(client, hostile_strings())
        services.jobs.close()
        assert store.revision() == before
        print(f"{number} requests, {len(hostile_strings()) + len(ENCODED)} strings: no server error, nothing changed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
