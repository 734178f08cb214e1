"""Where two processes share a run, what asks for Neo4j goes to one of them, and so does what needs the same machine code."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.spread import groups_of, pytest_xdist_make_scheduler

ENGINE = "tests/unit/app/engine/"
GROUPS = {
    "tests/neo4j/test_bulk.py::test_x": "neo4j",
    "tests/contract/test_backup.py::test_x[sqlite]": "neo4j",
    "tests/contract/test_backup.py::test_x[neo4j]": "neo4j",
    "tests/unit/app/engine/test_speeds.py::test_x": ENGINE,
    "tests/unit/app/engine/kernels/test_reach.py::test_x[neo]": ENGINE,
    "tests/contract/test_lists.py::test_x": None,
    "tests/neo4j/test_local_server.py::test_x": None,
    "app/logs.py::app.logs": None,
}


def test_files_share_by_a_name_of_a_test_by_a_fixture_or_by_their_folder() -> None:
    assert groups_of(GROUPS) == {name.partition("::")[0]: group for name, group in GROUPS.items() if group}


@pytest.mark.parametrize(("processes", "groups"), [(2, 5), (3, 7)])
def test_few_processes_take_a_group_for_one_file(processes: int, groups: int) -> None:
    config = SimpleNamespace(getoption=lambda _: "loadfile", getvalue=lambda _: ["popen"] * processes)
    scheduler = pytest_xdist_make_scheduler(config, None)
    assert scheduler is not None
    scheduler.collection = [*GROUPS]
    assert len({scheduler._split_scope(nodeid) for nodeid in GROUPS}) == groups


def test_another_way_to_spread_stays_as_it_is() -> None:
    assert pytest_xdist_make_scheduler(SimpleNamespace(getoption=lambda _: "load"), None) is None
