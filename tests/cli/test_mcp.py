"""`mcp` as a host starts it: a process that speaks the protocol on stdin and stdout, and nothing else there."""

from __future__ import annotations

import json
import sys
from contextlib import closing

import anyio
import pytest
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from app.cli.main import run
from app.domain.access import Marking
from app.store.uri import open_store
from tests.conftest import ROOT


def ask(uri, *options, tool="list_documents", arguments=None):
    """One question to a process of its own."""

    async def go():
        program = "from app.cli.main import main; main()"
        words = ["-c", program, "--store", uri, "mcp", *options]
        server = StdioServerParameters(command=sys.executable, args=words, cwd=ROOT)
        async with Client(stdio_client(server)) as client:
            return await client.call_tool(tool, arguments or {})

    return json.loads(anyio.run(go).content[0].text)


def test_a_host_asks_a_process(filled) -> None:
    asked = {"start": "shop", "goal": "dealer"}
    found = ask(filled, "--clearance", "red", "--names", tool="find_paths", arguments=asked)
    assert found["paths"][0]["hops"]


def test_it_shows_what_everybody_may_see_unless_it_is_told_otherwise(filled) -> None:
    assert ask(filled)["items"] == []
    first, second = (one["store_id"] for one in ask(filled, "--clearance", "red")["items"])
    with closing(open_store(filled)) as store:
        assert store.mark(first, Marking.CLEAR)
        assert store.mark(second, Marking.AMBER)
    assert [one["store_id"] for one in ask(filled)["items"]] == [first]
    assert len(ask(filled, "--clearance", "amber")["items"]) == 2


def test_without_its_library_it_says_what_to_install(filled, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setattr("app.cli.mcp.find_spec", lambda _: None)
    assert run(["mcp"]) == 2
    assert "leaktrail[mcp]" in capsys.readouterr().err
