"""The cache of jars. Maven is a script here, which writes what it is told to and notes each run."""

import hashlib
import os
import signal
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.services.neo4j_local import artifacts
from app.services.neo4j_local.artifacts import cache_folder, jar_folder
from app.services.neo4j_local.errors import BadJar, NoJars
from app.services.neo4j_local.jars import Jar, lock_key

BODY = "the bytes of a jar\n"
JARS = [Jar("org.example", "one", version, "", hashlib.sha256(BODY.encode()).hexdigest()) for version in ("1", "2")]
JAVA_HOME = Path("/nowhere")


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "cache"


@pytest.fixture
def maven(tmp_path, monkeypatch):
    """Install a `mvn` of these lines, alone on the PATH with the system's own programs; the file of its runs."""
    programs, runs = tmp_path / "bin", tmp_path / "runs"
    programs.mkdir()
    runs.touch()

    def install(*lines):
        script = programs / "mvn"
        take = 'for word; do case $word in -DoutputDirectory=*) out="${word#*=}";; esac; done'
        script.write_text("\n".join(["#!/bin/sh", f"echo run >> '{runs}'", take, *lines, ""]))
        script.chmod(0o755)
        monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
        return runs

    return install


WRITE_ONE, WRITE_TWO = (f'printf "the bytes of a jar\\n" > "$out/one-{version}.jar"' for version in (1, 2))


def test_jars_are_fetched_once(cache, maven):
    runs, said = maven(WRITE_ONE, WRITE_TWO), []
    folder = jar_folder(cache, JAVA_HOME, said.append, JARS)
    assert sorted(path.name for path in folder.iterdir()) == ["one-1.jar", "one-2.jar"]
    assert jar_folder(cache, JAVA_HOME, said.append, JARS) == folder
    assert runs.read_text() == "run\n"
    assert len(said) == 1
    assert "with Maven" in said[0]


def test_the_cache_is_the_users_alone(cache, maven):
    maven(WRITE_ONE, WRITE_TWO)
    jar_folder(cache, JAVA_HOME, print, JARS)
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700


def test_of_several_at_once_one_fetches(cache, maven):
    runs = maven(WRITE_ONE, "sleep 0.5", WRITE_TWO)
    with ThreadPoolExecutor(4) as threads:
        folders = set(threads.map(lambda _: jar_folder(cache, JAVA_HOME, lambda _: None, JARS), range(4)))
    assert len(folders) == 1
    assert runs.read_text() == "run\n"


def test_what_was_fetched_is_compared(cache, maven):
    maven(WRITE_ONE, 'echo "something else" > "$out/one-2.jar"')
    with pytest.raises(BadJar, match=r"one-2\.jar \(org\.example:one:2\) has SHA-256"):
        jar_folder(cache, JAVA_HOME, print, JARS)
    assert [path.name for path in cache.iterdir()] == [".lock"]


def test_what_lies_there_is_compared_again(cache, maven):
    maven(WRITE_ONE, WRITE_TWO)
    folder = jar_folder(cache, JAVA_HOME, print, JARS)
    (folder / "one-1.jar").write_text("changed since")
    with pytest.raises(BadJar, match=r"one-1\.jar"):
        jar_folder(cache, JAVA_HOME, print, JARS)


def test_a_fetch_that_is_killed_leaves_nothing_half_made(cache, maven, tmp_path):
    maven(WRITE_ONE, f"touch '{tmp_path}/half'", "exec sleep 60")
    code = f"""
from pathlib import Path
from app.services.neo4j_local.artifacts import jar_folder
from app.services.neo4j_local.jars import Jar
jar_folder(Path({str(cache)!r}), Path("/"), print, [Jar("org.example", "one", "1", "", "0" * 64)])
"""
    killed = subprocess.Popen([sys.executable, "-c", code], start_new_session=True, cwd=Path(__file__).parents[5])
    deadline = time.monotonic() + 30
    while not (tmp_path / "half").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(killed.pid, signal.SIGKILL)
    killed.wait()
    assert [path.name[:10] for path in cache.iterdir() if path.is_dir()] == [".fetching-"]
    maven(WRITE_ONE, WRITE_TWO)
    jar_folder(cache, JAVA_HOME, print, JARS)
    assert sorted(path.name for path in cache.iterdir()) == sorted([".lock", lock_key(JARS)])


def test_a_cache_that_only_can_be_read_does(cache, maven):
    maven(WRITE_ONE, WRITE_TWO)
    folder = jar_folder(cache, JAVA_HOME, print, JARS)
    (cache / ".lock").unlink()
    cache.chmod(0o500)
    try:
        assert jar_folder(cache, JAVA_HOME, print, JARS) == folder
        assert not (cache / ".lock").exists()
    finally:
        cache.chmod(0o700)


def test_a_cache_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(NoJars, match="the jars cannot be kept") as refused:
        jar_folder(tmp_path / "file" / "cache", JAVA_HOME, print, JARS)
    assert "LEAKTRAIL_NEO4J_CACHE" in str(refused.value)


def test_one_that_fetches_for_ever_is_not_awaited_for_ever(cache, monkeypatch):
    monkeypatch.setattr(artifacts, "_PATIENCE", 0.1)
    cache.mkdir()
    with artifacts.FileLock(cache / ".lock"), ThreadPoolExecutor(1) as other:
        waiting = other.submit(jar_folder, cache, JAVA_HOME, print, JARS)
        with pytest.raises(NoJars, match="another process"):
            waiting.result(10)


def test_the_environment_names_another_cache(tmp_path):
    assert cache_folder({"LEAKTRAIL_NEO4J_CACHE": str(tmp_path)}) == tmp_path
    assert cache_folder({}).parts[-2:] == ("leaktrail", "neo4j")
