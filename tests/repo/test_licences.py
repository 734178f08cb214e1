"""What is installed with Leaktrail may be passed on with it: no GPL or AGPL, and the weaker ones are known by name."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# Files under these licences stay under them; using and shipping the packages unchanged asks for no more.
WEAK_COPYLEFT = {
    "certifi": "MPL-2.0",
    "orjson": "MPL-2.0 AND (Apache-2.0 OR MIT)",
    "tqdm": "MPL-2.0 AND MIT",
}

_STRONG = re.compile(r"\bA?GPL|Affero|GNU General Public", re.IGNORECASE)
_WEAK = re.compile(r"\bLGPL|\bMPL|Mozilla|Lesser General Public|\bEPL|\bCDDL", re.IGNORECASE)


@pytest.fixture(scope="module")
def installed(root: Path) -> dict[str, Distribution]:
    """The run-time packages, direct and indirect, by canonical name."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    found: dict[str, Distribution] = {}
    waiting = [Requirement(text) for text in project["dependencies"]]
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        if name in found or (wanted.marker and not wanted.marker.evaluate({"extra": ""})):
            continue
        found[name] = distribution(name)
        waiting += [Requirement(text) for text in found[name].requires or ()]
    return found


def test_every_package_tells_its_licence(installed: dict[str, Distribution]) -> None:
    assert len(installed) > 20
    assert [name for name, package in installed.items() if not _licence(package)] == []


def test_no_strong_copyleft(installed: dict[str, Distribution]) -> None:
    strong = {name: text for name, package in installed.items() if _STRONG.search(text := _licence(package))}
    assert strong == {}


def test_weak_copyleft_is_known(installed: dict[str, Distribution]) -> None:
    assert {name for name, package in installed.items() if _WEAK.search(_licence(package))} == set(WEAK_COPYLEFT)


def _licence(package: Distribution) -> str:
    """Expression, classifiers and the first line of the free field: whichever are there."""
    tags = package.metadata
    classifiers = [text for text in tags.get_all("Classifier", []) if text.startswith("License ::")]
    free = (tags.get("License") or "").strip().partition("\n")[0]
    return "; ".join(filter(None, (tags.get("License-Expression"), *classifiers, free)))
