"""What comes from others: known weaknesses are below the floors, bandit finds nothing, the bill of materials is whole."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.repo.installed import run_time
from tests.repo.sbom import missing, of_run_time

FLOORS = {
    "h11": ("0.16.0", "CVE-2025-43859: a chunked body could be read as two requests"),
    "starlette": ("1.3.1", "CVE-2025-62727 and later ones: a Range header, or a form, could keep the server busy"),
    "pdfminer.six": ("20251230", "CVE-2025-64512, CVE-2025-70559: a PDF could name a pickle that was then loaded"),
    "mcp": ("1.23.0", "CVE-2025-66416: a web page could reach a local server by another name"),
}
"""Versions from which a weakness that could bite here is mended."""


@pytest.fixture(scope="module")
def asked(root: Path) -> dict[str, Requirement]:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    texts = [*project["dependencies"], *(text for part in project["optional-dependencies"].values() for text in part)]
    return {canonicalize_name(one.name): one for one in map(Requirement, texts) if one.name != "leaktrail"}


@pytest.mark.parametrize("name", FLOORS)
def test_a_version_with_a_known_weakness_is_not_taken(root: Path, asked: dict[str, Requirement], name: str) -> None:
    floor = Version(FLOORS[name][0])
    key = canonicalize_name(name)
    lowest = min(Version(one.version) for one in asked[key].specifier if one.operator in {">=", "=="})
    assert lowest >= floor
    assert Version(run_time(root)[key].version) >= floor


def test_bandit_finds_nothing(root: Path) -> None:
    command = [sys.executable, "-m", "bandit", "-q", "-r", "app", "loaders", "-c", "pyproject.toml"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def test_a_bill_of_materials_has_what_runs_and_nothing_else(root: Path) -> None:
    """`make sbom` makes it and looks for each package; that takes long, so here is what it does with a bill."""
    names = run_time(root).keys()
    parts = [{"name": name, "bom-ref": f"{name}-ref"} for name in [*names, "pytest"]]
    bill = {
        "metadata": {"component": {"bom-ref": "root"}},
        "components": parts,
        "dependencies": [{"ref": "root", "dependsOn": ["fastapi-ref", "pytest-ref"]}, {"ref": "pytest-ref"}],
    }
    kept = of_run_time(bill, names)
    assert missing(kept, names) == []
    assert "pytest" not in {one["name"] for one in kept["components"]}
    assert kept["dependencies"] == [{"ref": "root", "dependsOn": ["fastapi-ref"]}]
    assert missing({"components": parts[1:]}, names) == [parts[0]["name"]]
