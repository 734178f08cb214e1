"""How the files of a run are spread over its two processes (`-n 2 --dist loadfile`): what shares a start stays together.

    tests/neo4j/test_bulk.py::test_x           →  "neo4j"
    tests/contract/test_stores.py::…           →  "neo4j", for some of its tests are named [neo4j]
    tests/unit/app/engine/test_speeds.py::…    →  "tests/unit/app/engine/"
    tests/cli/test_demo.py::…                  →  a group of its own, as all files have without this

A Neo4j has taken half a minute of processor time when it is started and has the schema, and takes more until it knows
what it is asked; machine code of the engine takes a minute. Two processes that want it at the same time spend that twice. Each of these groups is less than
half of a run, so that the other process never waits. Where there are more than two processes, a group would be what
all wait for, and files are spread as always.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from xdist.remote import Producer
    from xdist.scheduler import LoadFileScheduling

__all__ = ["groups_of", "pytest_xdist_make_scheduler"]

_ROOT = Path(__file__).resolve().parents[1]
_FIXTURE = re.compile(r"\bneo4j_(?:driver|empty|server)\b(?! import)")
_FOLDERS = ("tests/unit/app/engine/", "tests/browser/page/")
"""What is shared in them: machine code that the first to need it makes; a server over the samples."""
_FEW = 2


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer | None) -> LoadFileScheduling | None:
    """The scheduler of `loadfile`, which takes a group of files for one."""
    if config.getoption("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling

    class Together(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = super()._split_scope(nodeid)
            return self._groups.get(file, file)

        @cached_property
        def _groups(self) -> dict[str, str]:
            return groups_of(self.collection or ()) if self.numnodes <= _FEW else {}

    return Together(config, log)


def groups_of(nodeids: Iterable[str]) -> dict[str, str]:
    """The files of these tests that share something, each with its group."""
    found: dict[str, str] = {}
    for nodeid in nodeids:
        file = nodeid.partition("::")[0]
        if "[neo4j" in nodeid:
            found[file] = "neo4j"
        elif file not in found:
            found[file] = _group_of(file)
    return {file: group for file, group in found.items() if group != file}


def _group_of(file: str) -> str:
    if file.startswith("tests/") and _FIXTURE.search((_ROOT / file).read_text("utf-8")):
        return "neo4j"
    return next((folder for folder in _FOLDERS if file.startswith(folder)), file)
