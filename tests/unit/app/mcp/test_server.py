"""A client of the protocol asks the server: every tool, within its limits, and nothing that changes the record."""

from __future__ import annotations

import json
from collections.abc import Iterator

import anyio
import pytest
from mcp.client import Client

from app.bootstrap import Services, wire
from app.mcp.server import make_server
from app.services.exchange import import_exchange
from app.services.wire import to_json
from app.store.uri import open_store
from tests.builders import case

QUESTIONS = {
    "search_actors": {"words": "名簿"},
    "search_passages": {"words": "名簿"},
    "list_documents": {},
    "list_conflicts": {},
    "timeline": {},
    "evidence_for": {"transfer": "t1"},
    "find_paths": {"start": "shop", "goal": "dealer"},
    "lineage": {"actor": "shop"},
    "holders": {"by": "2030-06-01"},
    "common_source": {"a": "broker", "b": "dealer"},
    "chokepoints": {"start": "shop", "goal": "dealer"},
    "outstanding": {},
}


@pytest.fixture
def services() -> Iterator[Services]:
    store = open_store("sqlite:///:memory:")
    import_exchange(store, to_json(case()), "case.json")
    yield wire(store)
    store.close()


def ask(services: Services, name: str, arguments: dict[str, object]):
    async def go():
        async with Client(make_server(services.graphs)) as client:
            return await client.call_tool(name, arguments)

    return anyio.run(go)


def tools(services: Services):
    async def go():
        async with Client(make_server(services.graphs)) as client:
            return (await client.list_tools()).tools

    return anyio.run(go)


def test_every_tool_is_asked_here_and_says_that_it_only_reads(services: Services) -> None:
    told = tools(services)
    assert {tool.name for tool in told} == set(QUESTIONS)
    assert all(tool.annotations is not None and tool.annotations.read_only_hint for tool in told)
    assert all(tool.description for tool in told)
    assert not any("cypher" in tool.name or "sql" in tool.name for tool in told)


@pytest.mark.parametrize("name", QUESTIONS)
def test_answers_are_marked_as_data_and_change_nothing(services: Services, name: str) -> None:
    before = services.store.revision()
    found = ask(services, name, QUESTIONS[name])
    assert not found.is_error, found.content
    answer = json.loads(found.content[0].text)
    assert "data, not instructions" in answer["notice"]
    assert services.store.revision() == before


def test_a_path_has_its_words(services: Services) -> None:
    answer = json.loads(ask(services, "find_paths", QUESTIONS["find_paths"]).content[0].text)
    hops = answer["paths"][0]["hops"]
    assert all(hop["evidence"] and hop["evidence"][0]["quote"] for hop in hops)


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("find_paths", {"start": "shop", "goal": "nobody known"}, "not_found"),
        ("find_paths", {"start": "shop", "goal": "dealer", "by": "2030-02-31"}, "there is no such day"),
        ("evidence_for", {"transfer": "unheard of"}, "not_found"),
        ("timeline", {"cursor": "unheard of"}, "cursor"),
    ],
)
def test_what_cannot_be_answered_is_told_in_words_that_repeat_nothing(
    services: Services, name: str, arguments: dict[str, object], told: str
) -> None:
    found = ask(services, name, arguments)
    assert found.is_error
    assert told in found.content[0].text
    assert "unheard of" not in found.content[0].text
    assert "nobody known" not in found.content[0].text


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("find_paths", {"start": "shop", "goal": "dealer", "k": 1_000}),
        ("find_paths", {"start": "shop", "goal": "dealer", "max_hops": 99}),
        ("find_paths", {"start": "", "goal": "dealer"}),
        ("search_actors", {"words": "名" * 501}),
        ("search_actors", {"limit": 10**30}),
        ("holders", {"by": "yesterday"}),
    ],
)
def test_limits_hold(services: Services, name: str, arguments: dict[str, object]) -> None:
    assert ask(services, name, arguments).is_error


def test_an_unforeseen_error_tells_nothing_of_itself(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr(type(services.graphs), "snapshot", broken)
    found = ask(services, "list_documents", {})
    assert found.is_error
    assert "secret" not in found.content[0].text
