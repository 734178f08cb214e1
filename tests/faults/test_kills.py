"""kill -9 of loaders and of the server at random moments: nothing acknowledged is lost, nothing is there by halves.

A few kills; `python -m tests.faults.campaign` does many.
"""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

from app.services.neo4j_local.errors import BadJar, NoJars, NoJava
from tests.faults.file_kills import kill_file_loaders
from tests.faults.kills import Tally, kill_loaders, kill_servers

FULL = os.environ.get("LEAKTRAIL_FAULTS") == "full"


@pytest.fixture
def random() -> Random:
    """Another one each time; a failure tells which."""
    seed = int(os.environ.get("LEAKTRAIL_FAULTS_SEED") or Random().randrange(10**6))
    print(f"LEAKTRAIL_FAULTS_SEED={seed}")
    return Random(seed)


def assert_whole(tally: Tally) -> None:
    assert tally.wrong == []
    assert (tally.lost, tally.half, tally.twice, tally.unpublished) == (0, 0, 0, 0)
    assert tally.acknowledged > 0


def test_a_loader_into_a_file_that_is_killed_leaves_all_that_it_acknowledged(tmp_path: Path, random: Random):
    tally = kill_file_loaders(tmp_path, 300 if FULL else 3, random)
    assert tally.wrong == []
    assert (tally.kills, tally.lost, tally.half, tally.unpublished) == (300 if FULL else 3, 0, 0, 0)


@pytest.mark.neo4j
def test_a_killed_loader_leaves_all_that_it_acknowledged(neo4j_empty, tmp_path: Path, random: Random):
    assert_whole(kill_loaders(neo4j_empty, tmp_path, 50 if FULL else 3, random))


@pytest.mark.neo4j
def test_a_killed_server_comes_back_with_all_that_it_acknowledged(tmp_path: Path, random: Random):
    try:
        tally = kill_servers(tmp_path / "home", tmp_path, 15 if FULL else 1, random)
    except (NoJava, NoJars) as error:
        if isinstance(error, BadJar) or os.environ.get("CI") or os.environ.get("LEAKTRAIL_REQUIRE_NEO4J"):
            raise
        pytest.skip(str(error))
    assert_whole(tally)
    assert tally.refused + tally.resumed == tally.kills
    assert tally.resumed > 0
