"""What is asked of Java for a faster next start."""

import os
import re
from pathlib import Path

import pytest

from app.services.neo4j_local.archive import keep_archive, use_archive
from app.services.neo4j_local.java import Java

HOME = Path("/data/home")


@pytest.fixture
def jars(tmp_path):
    folder = tmp_path / "jars"
    folder.mkdir()
    (folder / "one.jar").touch()
    return folder


@pytest.fixture
def java(tmp_path):
    def make(major, *, based):
        base = tmp_path / f"{major}-{based}/lib/server/classes.jsa"
        base.parent.mkdir(parents=True, exist_ok=True)
        if based:
            base.touch()
        return Java(base.parents[2] / "bin/java", major, f'version "{major}"')

    return make


def test_a_java_with_a_base_keeps_its_own(jars, java):
    archive = use_archive(java(21, based=True), jars, HOME, ())
    assert archive.options[0] == "-XX:+AutoCreateSharedArchive"
    assert archive.options[1].startswith(f"-XX:SharedArchiveFile={jars}/")
    assert archive.draft is None


def test_a_java_without_learns_once(jars, java):
    bare = java(25, based=False)
    learning = use_archive(bare, jars, HOME, ())
    assert learning.options[0] == f"-XX:AOTCacheOutput={learning.draft}"
    assert use_archive(bare, jars, Path("/data/other"), ()).draft != learning.draft
    Path(learning.draft).write_text("learnt")
    keep_archive(Path(learning.draft))
    (used,) = jars.glob("*.jsa")
    assert used.read_text() == "learnt"
    assert use_archive(bare, jars, HOME, ()).options[0] == f"-XX:AOTCache={used}"
    assert not Path(learning.draft).exists()


def test_an_older_one_without_does_without(jars, java):
    assert use_archive(java(24, based=False), jars, HOME, ()).options == ()


def test_old_drafts_of_killed_servers_go(jars, java):
    old, young = jars / "a.b.new", jars / "c.d.new"
    for draft in (old, young):
        draft.touch()
    os.utime(old, (0, 0))
    use_archive(java(25, based=False), jars, HOME, ())
    assert list(jars.glob("*.new")) == [young]


def test_nothing_is_kept_where_nothing_was_left(jars):
    keep_archive(jars / "f00.bar.new")
    assert list(jars.glob("*.jsa")) == []


@pytest.mark.parametrize("what", ["java", "tuning", "jars"])
def test_each_has_its_own(jars, java, what):
    def name(*, other):
        if other and what == "jars":
            (jars / "one.jar").touch()
        options = use_archive(
            java(26 if other and what == "java" else 25, based=True),
            jars,
            HOME,
            ("-XX:+UseSerialGC",) if other and what == "tuning" else (),
        ).options
        return re.search(r"\w+\.jsa", options[1])[0]

    assert name(other=False) == name(other=False) != name(other=True)
