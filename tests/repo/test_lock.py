"""requirements.lock: exact and hashed, in step with pyproject.toml, and naming no place on the network."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

# Spelt in pieces, so that this file passes its own test.
_REGISTRY_HOSTS = tuple(".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org")))
_PRIVATE_PATHS = tuple("/" + "/".join(parts) for parts in (("work", "shared"), ("work", "main"), ("tmp", "w", "")))


@pytest.fixture(scope="module")
def pins(root: Path) -> dict[str, set[Version]]:
    """Version or versions (by platform) of each package in the lock."""
    found: dict[str, set[Version]] = {}
    for line in (root / "requirements.lock").read_text("utf-8").splitlines():
        if match := re.match(r"([A-Za-z0-9][\w.-]*)==([^\s;]+)", line):
            found.setdefault(canonicalize_name(match[1]), set()).add(Version(match[2]))
    return found


def test_every_line_is_a_pin_with_hashes(root: Path) -> None:
    text = (root / "requirements.lock").read_text("utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    loose = [entry.splitlines()[0] for entry in entries if not re.match(r"\S+==\S.*--hash=sha256:", entry, re.DOTALL)]
    assert loose == []
    assert "://" not in text


def test_lock_and_project_agree(root: Path, pins: dict[str, set[Version]]) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [text for name in ("dev", "neo4j-local") for text in project["optional-dependencies"][name]]
    wanted = [Requirement(text) for text in (*project["dependencies"], *extras)]
    wanted = [one for one in wanted if one.name != project["name"]]
    missing = [str(one) for one in wanted if canonicalize_name(one.name) not in pins]
    assert missing == [], "run `make lock`"
    refused = [
        f"{one} is locked at {version}"
        for one in wanted
        for version in pins[canonicalize_name(one.name)]
        if version not in one.specifier
    ]
    assert refused == [], "run `make lock`"


def test_nothing_names_a_registry_or_a_place_of_one_machine(root: Path, own_files: tuple[Path, ...]) -> None:
    found = []
    for path in own_files:
        text = (root / path).read_bytes().decode("utf-8", errors="replace")
        found += [f"{path}: {word}" for word in (*_REGISTRY_HOSTS, *_PRIVATE_PATHS) if word in text]
    assert found == []
