"""What `neo4j_server` does where a server is named, and where none can be had."""

import os
import subprocess
import sys

import pytest

ASKS = "def test_it(neo4j_empty, neo4j_driver):\n    neo4j_driver.verify_connectivity()\n"


@pytest.fixture
def pytest_run(root, tmp_path):
    """Run one test that asks for a Neo4j; variables that are None are taken out of the environment."""
    (tmp_path / "test_it.py").write_text(ASKS)

    def go(**environment):
        merged = {**os.environ, "LEAKTRAIL_REQUIRE_NEO4J": None, "CI": None, **environment}
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "tests.neo4j_server", f"--rootdir={root}", str(tmp_path)],
            cwd=root,
            env={name: value for name, value in merged.items() if value is not None},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    return go


@pytest.fixture
def none(tmp_path):
    """No engine, and jars that cannot be kept."""
    (tmp_path / "file").touch()
    return {"LEAKTRAIL_TEST_NEO4J_URI": None, "DOCKER_HOST": None, "LEAKTRAIL_NEO4J_CACHE": f"{tmp_path}/file/cache"}


@pytest.fixture
def named(neo4j_empty):
    user, password = neo4j_empty.user, neo4j_empty.password
    given = {"LEAKTRAIL_TEST_NEO4J_URI": neo4j_empty.uri, "LEAKTRAIL_TEST_NEO4J_USER": user}
    return given | {"LEAKTRAIL_TEST_NEO4J_PASSWORD": password}


def test_where_there_is_none_tests_are_skipped_with_the_reason(pytest_run, none):
    code, said = pytest_run(**none)
    assert code == 0
    assert "1 skipped" in said
    assert "the jars cannot be kept" in said


@pytest.mark.parametrize("name", ["CI", "LEAKTRAIL_REQUIRE_NEO4J"])
def test_where_it_is_needed_they_fail(pytest_run, none, name):
    code, said = pytest_run(**none, **{name: "1"})
    assert code == 1
    assert "Neo4j: none (" in said


def test_the_named_one_is_taken(pytest_run, named):
    code, said = pytest_run(**named)
    assert code == 0, said
    assert "1 passed" in said
    assert f"Neo4j: the one at {named['LEAKTRAIL_TEST_NEO4J_URI']}" in said


def test_a_named_one_with_data_is_left_alone(pytest_run, named, neo4j_driver):
    neo4j_driver.execute_query("CREATE (:Precious)")
    code, said = pytest_run(**named)
    assert code == 1
    assert "is not empty" in said
    assert neo4j_driver.execute_query("MATCH (n:Precious) RETURN count(n) AS n").records[0]["n"] == 1
