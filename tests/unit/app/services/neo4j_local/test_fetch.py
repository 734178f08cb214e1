"""Maven first, then jgo, then one clear error. Both are stand-ins here: the network is asked in tests/neo4j only."""

import hashlib
import importlib.util
import sys
from pathlib import Path

import pytest

from app.services.neo4j_local.errors import NoJars
from app.services.neo4j_local.fetch import fetch_jars
from app.services.neo4j_local.jars import Jar

BODY = b"fetched by jgo"
JARS = [Jar("org.example", f"lib{number}", "1.0", "", hashlib.sha256(BODY).hexdigest()) for number in range(20)]
JARS.append(Jar("org.example", "native", "1.0", "linux-x86_64", hashlib.sha256(BODY).hexdigest()))

# The calls that we make of jgo 3.2, answered without network.
JGO = """
class MavenContext:
    def __init__(self, repo_cache, timeout):
        self.cache = repo_cache
    def project(self, group, artifact):
        return Step(self.cache, artifact)
class Step:
    def __init__(self, cache, name):
        self.cache, self.name = cache, name
    def at_version(self, version):
        return Step(self.cache, f"{self.name}-{version}")
    def artifact(self, classifier=""):
        return Step(self.cache, self.name + (f"-{classifier}" if classifier else ""))
    def resolve(self):
        if "BROKEN" == "lib7" and self.name.startswith("lib7"):
            raise RuntimeError("Artifact lib7 not found in remote repositories")
        path = self.cache / f"{self.name}.jar"
        path.write_bytes(b"fetched by jgo")
        return path
"""


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "jars"
    folder.mkdir()
    return folder


@pytest.fixture
def path(tmp_path, monkeypatch):
    """A PATH without Maven, to which one can be added."""
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/nowhere")

    def install(text):
        program = tmp_path / "bin/mvn"
        program.write_text(f"#!/bin/sh\n{text}\n")
        program.chmod(0o755)

    return install


@pytest.fixture
def jgo(tmp_path, monkeypatch):
    def install(broken=""):
        package = tmp_path / "lib/jgo"
        package.mkdir(parents=True)
        (package / "__init__.py").touch()
        (package / "maven.py").write_text(JGO.replace("BROKEN", broken))
        for name in [name for name in sys.modules if name.partition(".")[0] == "jgo"]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.syspath_prepend(str(tmp_path / "lib"))
        monkeypatch.setitem(sys.modules, "jgo", None)
        monkeypatch.delitem(sys.modules, "jgo")

    yield install
    for name in ("jgo", "jgo.maven"):
        sys.modules.pop(name, None)


@pytest.fixture
def no_jgo(monkeypatch):
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *more: None if name == "jgo" else found(name, *more))


def test_without_maven_jgo_fetches_each_by_its_coordinates(folder, path, jgo):
    jgo()
    said = []
    fetch_jars(JARS, folder, Path("/java"), said.append)
    assert {item.name: item.read_bytes() for item in folder.iterdir()} == {jar.name: BODY for jar in JARS}
    assert said == ["fetching 21 jars with jgo (about 170 MB, once)"]


def test_where_maven_fails_jgo_is_tried(folder, path, jgo):
    path(r"printf '\033[1mnoise\033[m\n[ERROR] Could not resolve: no network\n[ERROR] more\n'; exit 1")
    jgo()
    said = []
    fetch_jars(JARS, folder, Path("/java"), said.append)
    assert len(list(folder.iterdir())) == len(JARS)
    assert said[1] == "Maven could not: Could not resolve: no network"


def test_where_both_fail_both_are_told(folder, path, jgo):
    path("echo '[ERROR] no network'; exit 1")
    jgo(broken="lib7")
    with pytest.raises(NoJars, match=r"Maven: no network; jgo: Artifact lib7 not found") as refused:
        fetch_jars(JARS, folder, Path("/java"), lambda _: None)
    assert "network is there" in str(refused.value)


@pytest.mark.parametrize(
    ("maven", "words"), [(None, "neither Maven nor jgo"), ("exit 3", "Maven: exit code 3")], ids=["none", "broken"]
)
def test_without_jgo_the_extra_is_named(folder, path, no_jgo, maven, words):
    if maven:
        path(maven)
    with pytest.raises(NoJars, match=words) as refused:
        fetch_jars(JARS, folder, Path("/java"), lambda _: None)
    assert "pip install 'leaktrail[neo4j-local]'" in str(refused.value)


def test_maven_gets_our_java_where_there_is_no_other(folder, path, monkeypatch, tmp_path):
    monkeypatch.delenv("JAVA_HOME", raising=False)
    path(f"echo $JAVA_HOME > {tmp_path}/home")
    fetch_jars(JARS, folder, Path("/our/java"), lambda _: None)
    assert (tmp_path / "home").read_text() == "/our/java\n"
