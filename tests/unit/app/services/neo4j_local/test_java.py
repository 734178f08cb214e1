"""Which Java is taken. The programs are scripts that tell a version, as Java does on stderr."""

import pytest

from app.services.neo4j_local.errors import NoJava
from app.services.neo4j_local.java import find_java, java_options


@pytest.fixture
def install(tmp_path):
    def go(place, version, code=0):
        program = tmp_path / place / "bin/java"
        program.parent.mkdir(parents=True)
        told = f'openjdk version "{version}" 2025-04-15'
        program.write_text(f"#!/bin/sh\n[ \"$1\" = -version ] || exit 9\necho '{told}' >&2\nexit {code}\n")
        program.chmod(0o755)
        return program

    return go


@pytest.fixture
def find(tmp_path):
    """Nothing of this machine is looked at."""

    def go(environment, packaged=tmp_path / "none", system="none"):
        return find_java(environment, packaged=packaged, system=(tmp_path / system,))

    return go


def test_the_order(install, find):
    first, home, packaged, path = (install(name, "25.0.1") for name in ("first", "home", "packaged", "path"))
    system = install("jvm/jdk-21", "21.0.2")
    environment = {"JAVA": str(first), "JAVA_HOME": str(home.parents[1]), "PATH": str(path.parent)}
    for expected in (first, home):
        assert find(environment, packaged, "jvm").path == expected
        expected.unlink()
    assert find(environment, packaged, "jvm").path == packaged
    packaged.unlink()
    assert find(environment, packaged, "jvm").path == path
    path.unlink()
    assert find(environment, packaged, "jvm").path == system


def test_an_old_one_is_passed_over(install, find):
    install("old", "17.0.15")
    java = find({"JAVA": str(install("older", "1.8.0_452")), "JAVA_HOME": ""}, install("new", "21"))
    assert (java.major, java.home.name) == (21, "new")


def test_one_that_is_no_java_is_passed_over(install, find, tmp_path):
    text = tmp_path / "text"
    text.write_text("no program")
    assert find({"JAVA": str(text), "JAVA_HOME": str(tmp_path)}, install("new", "26-ea")).major == 26


def test_the_newest_of_the_systems_comes_first(install, find):
    install("jvm/temurin-21", "21.0.1")
    newer = install("jvm/temurin-25", "25.0.1")
    assert find({}, system="jvm").path == newer


def test_where_there_is_none_the_extra_is_named(find):
    with pytest.raises(NoJava) as refused:
        find({})
    assert str(refused.value).startswith("Neo4j needs Java 21 or newer, and there is none (pip install 'leaktrail[")


def test_old_ones_are_named(install, find):
    old = install("old", "17.0.15")
    with pytest.raises(NoJava, match=f"newer: {old} is 17 "):
        find({"JAVA": str(old)})


def test_the_importer_may_reach_into_java(install, find):
    young, old = find({}, install("young", "25")), find({}, install("old", "21"))
    assert "--add-opens=java.base/java.nio=ALL-UNNAMED" in java_options(old)
    assert set(java_options(young)) - set(java_options(old)) == {"--sun-misc-unsafe-memory-access=allow"}
