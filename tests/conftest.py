"""Fixtures for every test: where the project is, which files are its own, and the material beside it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import settings

from tests.neo4j_server import (  # noqa: F401
    neo4j_driver,
    neo4j_empty,
    neo4j_server,
    pytest_sessionfinish,
    pytest_terminal_summary,
    pytest_testnodedown,
)
from tests.spread import pytest_xdist_make_scheduler  # noqa: F401

ROOT = Path(__file__).resolve().parents[1]

# A slow machine is no fault of the code; how long things take is asked in bench/.
settings.register_profile("project", deadline=None, print_blob=True)
settings.load_profile("project")

# Where Python is told to keep no bytecode, each of the hundreds of processes that tests start compiles all of ours anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with `seeds`, `gold`, `dev` and `eval`: LEAKTRAIL_SHARED, else `../shared` beside the checkout."""
    folder = Path(os.environ.get("LEAKTRAIL_SHARED") or ROOT.parent / "shared")
    if not (folder / "seeds").is_dir():
        pytest.skip(f"no material at {folder} (LEAKTRAIL_SHARED names another place)")
    return folder


@pytest.fixture(scope="session")
def own_files() -> tuple[Path, ...]:
    """The project's files, relative to the root: what git knows or would take, or all of an unpacked archive."""
    if (ROOT / ".git").exists():
        listed = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        )
        names = (Path(name) for name in listed.stdout.splitlines())
    else:
        names = (path.relative_to(ROOT) for path in ROOT.rglob("*") if not _is_left_over(path))
    return tuple(sorted(name for name in names if (ROOT / name).is_file()))


def _is_left_over(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    return any(part == "__pycache__" or part.startswith(".venv") or part.endswith("_cache") for part in parts)
